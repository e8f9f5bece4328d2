package org.cocogan.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.cocogan.engine.Distance;
import org.cocogan.engine.WithEngine;
import org.cocogan.gradient.InputGradient;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Variant;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.InitialValues;
import org.cocogan.train.StepScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A convolution joined with a resampling is the two, one after the other. */
class ConvolutionTest extends WithEngine {
  private static final SpectralNorm SPECTRAL_NORM = new SpectralNorm(Variant.PAPER);
  private static final Set<String> TRAINED = Set.of("layer/weight", "layer/bias", "x");
  private static final double TOLERANCE = 1e-5;

  private interface Layer {
    Tensor apply(Convolution convolution, Tensor x, NetworkScope scope);
  }

  @ParameterizedTest(name = "kernel {0}, {1}x{2} pixels")
  @CsvSource({"3,2,2", "3,4,4", "3,8,8", "3,8,6", "3,16,16", "3,9,11", "1,8,8"})
  void upsamplesAndConvolves(int kernel, int height, int width) {
    assertSame(
        kernel,
        height,
        width,
        Convolution::applyUpsampled,
        (convolution, x, scope) -> plain(convolution, x.upsampleNearest(2), scope));
  }

  @ParameterizedTest(name = "kernel {0}, {1}x{2} pixels")
  @CsvSource({"3,4,4", "3,8,8", "3,16,16", "3,16,12", "3,32,32", "3,18,22", "1,16,16"})
  void convolvesAndPools(int kernel, int height, int width) {
    assertSame(
        kernel,
        height,
        width,
        Convolution::applyPooled,
        (convolution, x, scope) -> plain(convolution, x, scope).avgPool2d(2));
  }

  @ParameterizedTest(name = "kernel {0}, {1}x{2} pixels")
  @CsvSource({"3,4,4", "3,5,7", "1,8,8"})
  void keepsHeightAndWidth(int kernel, int height, int width) {
    assertSame(kernel, height, width, Convolution::apply, ConvolutionTest::plain);
    HostArray result = output(scope -> result(kernel, scope, Convolution::apply));
    assertThat(result.shape()).isEqualTo(Shape.of(2, 4, height, width));
  }

  private void assertSame(int kernel, int height, int width, Layer layer, Layer expected) {
    InitialValues.set(
        new Convolution("layer", 3, 4, kernel, SPECTRAL_NORM).parameters(), 5, variables);
    variables.set("layer/bias", random("bias", -1, 1, 4));
    variables.set("x", random("x", -1, 1, 2, 3, height, width));

    Distance.assertClose(
        "output",
        output(scope -> result(kernel, scope, layer)),
        output(scope -> result(kernel, scope, expected)),
        TOLERANCE);
    Distance.assertClose(
        "input gradient",
        output(scope -> inputGradient(kernel, scope, layer)),
        output(scope -> inputGradient(kernel, scope, expected)),
        TOLERANCE);
    assertSameGradients(
        gradients(TRAINED, scope -> weighted(result(kernel, scope, layer))),
        gradients(TRAINED, scope -> weighted(result(kernel, scope, expected))));
    assertSameGradients(
        gradients(TRAINED, scope -> inputGradient(kernel, scope, layer).square().sum()),
        gradients(TRAINED, scope -> inputGradient(kernel, scope, expected).square().sum()));
  }

  private static void assertSameGradients(
      Map<String, HostArray> actual, Map<String, HostArray> expected) {
    for (String name : TRAINED) {
      HostArray none = HostArray.scalar(Float.NaN);
      Distance.assertClose(
          "gradient of " + name,
          actual.getOrDefault(name, none),
          expected.getOrDefault(name, none),
          TOLERANCE);
    }
  }

  private static Tensor result(int kernel, ProgramScope scope, Layer layer) {
    return layer.apply(
        new Convolution("layer", 3, 4, kernel, SPECTRAL_NORM),
        scope.variable("x"),
        StepScope.training(scope));
  }

  private static Tensor inputGradient(int kernel, ProgramScope scope, Layer layer) {
    Convolution convolution = new Convolution("layer", 3, 4, kernel, SPECTRAL_NORM);
    StepScope parameters = StepScope.training(scope);
    return InputGradient.of(
            x -> layer.apply(convolution, x, parameters).square(), scope.variable("x"))
        .gradient();
  }

  private static Tensor plain(Convolution convolution, Tensor x, NetworkScope scope) {
    return x.conv2d(
        SPECTRAL_NORM.weight("layer", scope),
        scope.weight("layer/bias"),
        1,
        convolution.kernel() / 2);
  }

  /** A sum whose gradient differs from pixel to pixel. */
  private static Tensor weighted(Tensor tensor) {
    return tensor.square().multiply(tensor.add(3)).mean();
  }
}
