package org.cocogan.observe;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cocogan.engine.WithEngine;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A network cannot carry a value out of the graph that it was recorded in. */
class KeptTensorTest extends WithEngine {
  @Test
  void isRefusedByTheNextProgram() {
    variables.set("x", HostArray.scalar(3));
    List<Tensor> kept = new ArrayList<>();
    outputs(
        scope -> {
          kept.add(scope.variable("x"));
          return Map.of("y", scope.variable("x").square());
        });

    assertThatIllegalArgumentException()
        .isThrownBy(() -> output(scope -> scope.variable("x").add(kept.get(0))))
        .withMessageContaining("a network may keep no tensor from one call to the next");
  }
}
