package org.cocogan.backend.onnx;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

class OnnxBackendTest {
  @Test
  void refusesToTrain() {
    try (Backend backend = new OnnxBackendProvider().start(new BackendOptions(1, "cpu"));
        Variables variables = backend.newVariables();
        Program program =
            backend.compile(
                SmallPrograms.of(Map.of("x", Shape.of()), scope -> scope.input("x")), variables)) {
      String refusal =
          "the backend onnx draws and does not train (program small); train with backend: djl";
      assertThatIllegalStateException()
          .isThrownBy(() -> program.train(Map.of(), new AdamUpdate("adam", 1, 0.1, 0, 0.9, 1e-8)))
          .withMessage(refusal);
      assertThatIllegalStateException()
          .isThrownBy(() -> program.gradients(Map.of()))
          .withMessage(refusal);
    }
  }

  @Test
  void refusesAGpu() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new OnnxBackendProvider().start(new BackendOptions(1, "gpu")))
        .withMessage("the backend onnx runs on the processor alone; set device: cpu");
  }
}
