package org.cocogan.backend.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

class NotANumberTest {
  /** ND4J's own relu hides it, and with it where a training went wrong. */
  @Test
  void passesThroughEveryActivation() {
    ProgramDefinition definition =
        new ProgramDefinition(
            "activations",
            Map.of("x", Shape.of(3)),
            Set.of(),
            scope -> {
              Tensor x = scope.input("x");
              Map<String, Tensor> outputs = new LinkedHashMap<>();
              outputs.put("relu", x.relu());
              outputs.put("leakyRelu", x.leakyRelu(0.2f));
              outputs.put("tanh", x.tanh());
              outputs.put("sigmoid", x.sigmoid());
              outputs.put("softplus", x.softplus());
              outputs.put("sum", x.sum());
              return ProgramResult.of(outputs);
            });
    HostArray values = new HostArray(Shape.of(3), new float[] {Float.NaN, 1, Float.NaN});
    try (Backend backend = Dl4jBackend.start(new BackendOptions(1, "cpu"));
        Variables variables = backend.newVariables();
        Program program = backend.compile(definition, variables)) {
      assertThat(program.run(Map.of("x", values)))
          .allSatisfy((name, output) -> assertThat(output.values()[0]).as(name).isNaN());
    }
  }
}
