package org.cocogan.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.BinaryOperator;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

/** A weight that is an input is left alone, one that is a variable becomes a constant. */
class PhaseConvolutionsTest {
  private static final HostArray IMAGE = SmallPrograms.noise("image", 2, 3, 5, 4);

  private static float[] computed(
      HostArray weight, boolean constant, BinaryOperator<Tensor> operation) {
    Map<String, Shape> inputs =
        constant
            ? Map.of("image", IMAGE.shape())
            : Map.of("image", IMAGE.shape(), "weight", weight.shape());
    ProgramDefinition definition =
        SmallPrograms.of(
            inputs,
            scope ->
                operation.apply(
                    scope.input("image"),
                    constant ? scope.variable("weight") : scope.input("weight")));
    try (Backend backend = new OnnxBackendProvider().start(new BackendOptions(1, "cpu"));
        Variables variables = backend.newVariables();
        Program program = backend.compile(definition, variables)) {
      variables.set("weight", weight);
      return SmallPrograms.find(
              program.run(
                  constant ? Map.of("image", IMAGE) : Map.of("image", IMAGE, "weight", weight)),
              "y")
          .values();
    }
  }

  private static void assertSame(HostArray weight, BinaryOperator<Tensor> operation) {
    assertThat(computed(weight, true, operation))
        .containsExactly(computed(weight, false, operation), within(1e-5f));
  }

  private static boolean isSplit(HostArray weight, BinaryOperator<Tensor> operation) {
    Graph graph =
        Recording.ofOutputs(
            SmallPrograms.of(
                Map.of("image", IMAGE.shape()),
                scope -> operation.apply(scope.input("image"), scope.constant(weight))),
            name -> Shape.of());
    return PhaseConvolutions.of(graph).nodes().stream()
        .anyMatch(
            node ->
                node instanceof OnnxNode.Operation split
                    && split.operator().equals("DepthToSpace"));
  }

  @Test
  void computesAConvolutionAfterUpsampling() {
    HostArray weight = SmallPrograms.noise("weight", 4, 3, 3, 3);
    BinaryOperator<Tensor> operation = (x, w) -> x.upsampleNearest(2).conv2d(w, 1, 1);

    assertThat(isSplit(weight, operation)).isTrue();
    assertSame(weight, operation);
  }

  @Test
  void computesAConvolutionWithABiasAfterUpsampling() {
    HostArray weight = SmallPrograms.noise("weight", 4, 3, 3, 3);

    assertSame(
        weight,
        (x, w) -> {
          Tensor bias = w.sum(1, 2, 3).reshape(-1);
          return x.upsampleNearest(2).conv2d(w, bias, 1, 1).relu();
        });
  }

  @Test
  void computesATransposedConvolution() {
    HostArray weight = SmallPrograms.noise("weight", 3, 2, 4, 4);
    BinaryOperator<Tensor> operation = (x, w) -> x.convTranspose2d(w, 2, 1);

    assertThat(isSplit(weight, operation)).isTrue();
    assertSame(weight, operation);
  }

  @Test
  void leavesOtherConvolutionsAlone() {
    HostArray weight = SmallPrograms.noise("weight", 3, 3, 3, 3);

    assertThat(isSplit(weight, (x, w) -> x.upsampleNearest(3).conv2d(w, 1, 1))).isFalse();
    assertThat(isSplit(weight, (x, w) -> x.upsampleNearest(2).conv2d(w, 1, 0))).isFalse();
    assertThat(isSplit(weight, (x, w) -> x.upsampleNearest(2).conv2d(w, 2, 1))).isFalse();
    assertThat(isSplit(weight, (x, w) -> x.conv2d(w, 1, 1))).isFalse();
    assertThat(isSplit(weight, (x, w) -> x.convTranspose2d(w, 2, 1))).isFalse();
  }
}
