package org.cocogan.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Whole files of the project's are in {@code ImportPyTorchTest}. */
class StyleNetworksTest {
  private static final PatchLayout LAYOUT =
      new PatchLayout(new Size(256, 256), new Size(256, 256), new Size(128, 128));

  private static Parameter parameter(String name, int... sizes) {
    return new Parameter(name, Shape.of(sizes), true, new Initializer.Constant(0));
  }

  private static HostArray random(Shape shape) {
    Random random = new Random(1);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return new HostArray(shape, values);
  }

  private static HostArray read(Parameter parameter, String name, HostArray stored) {
    HostArray value =
        new StyleNetworks(List.of(parameter), LAYOUT)
            .values(Map.of(name, stored.shape()), wanted -> stored)
            .get(parameter.name());
    if (value == null) {
      throw new AssertionError("there is no " + parameter.name());
    }
    return value;
  }

  /** Both by their definitions: the fused one as in Karras et al. 2018. */
  @Test
  void readAFusedTransposedConvolutionAsOneAfterUpsampling() {
    int ins = 3;
    int outs = 2;
    int side = 3;
    HostArray stored = random(Shape.of(ins, outs, 3, 3));
    HostArray ours =
        read(
            parameter("generator/block5/conv1/weight", outs, ins, 3, 3),
            "generator.progression.5.conv1.0.weight",
            stored);
    float[] image = random(Shape.of(ins, side, side)).values();

    for (int out = 0; out < outs; out++) {
      for (int y = 0; y < 2 * side; y++) {
        for (int x = 0; x < 2 * side; x++) {
          assertThat(upsampled(image, ours, ins, out, side, y, x))
              .isCloseTo(fused(image, stored, ins, outs, out, side, y, x), within(1e-6));
        }
      }
    }
  }

  private static double upsampled(
      float[] image, HostArray kernel, int ins, int out, int side, int y, int x) {
    double sum = 0;
    for (int in = 0; in < ins; in++) {
      for (int k = 0; k < 9; k++) {
        int row = y + k / 3 - 1;
        int column = x + k % 3 - 1;
        if (row >= 0 && column >= 0 && row < 2 * side && column < 2 * side) {
          sum +=
              kernel.values()[(out * ins + in) * 9 + k]
                  * image[(in * side + row / 2) * side + column / 2];
        }
      }
    }
    return sum;
  }

  /** Stride 2, padding 1, with the mean of the four shifts of the kernel in 4x4. */
  private static double fused(
      float[] image, HostArray kernel, int ins, int outs, int out, int side, int y, int x) {
    double sum = 0;
    for (int in = 0; in < ins; in++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int ky = y - 2 * row + 1;
          int kx = x - 2 * column + 1;
          if (ky >= 0 && kx >= 0 && ky < 4 && kx < 4) {
            int from = (in * outs + out) * 9;
            double wide = 0;
            for (int shift = 0; shift < 4; shift++) {
              int wy = ky - shift / 2;
              int wx = kx - shift % 2;
              if (wy >= 0 && wx >= 0 && wy < 3 && wx < 3) {
                wide += kernel.values()[from + wy * 3 + wx] / 4;
              }
            }
            sum += wide * image[(in * side + row) * side + column];
          }
        }
      }
    }
    return sum;
  }

  @Test
  void swapTheCoordinatesAndNothingElse() {
    HostArray stored = random(Shape.of(3, 5));

    HostArray ours =
        read(parameter("generator/mapping/fc0/weight", 3, 5), "style.1.linear.weight_orig", stored);

    for (int i = 0; i < 15; i++) {
      int column = i % 5;
      int theirs = column < 3 ? i : column == 3 ? i + 1 : i - 1;
      assertThat(ours.values()[i]).isEqualTo(100 * stored.values()[theirs]);
    }
    HostArray deeper =
        read(parameter("generator/mapping/fc1/weight", 3, 5), "style.3.linear.weight_orig", stored);
    assertThat(deeper.values()[3]).isEqualTo(100 * stored.values()[3]);
  }

  @Test
  void takeScaleAndShiftOutOfOneTensor() {
    HostArray stored = random(Shape.of(4));
    String name = "generator.progression.2.adain1.style.linear.bias";

    assertThat(read(parameter("generator/block2/norm1/gamma/bias", 2), name, stored).values())
        .containsExactly(stored.values()[0], stored.values()[1]);
    assertThat(read(parameter("generator/block2/norm1/beta/bias", 2), name, stored).values())
        .containsExactly(stored.values()[2], stored.values()[3]);
  }

  @Test
  void takeBothFormsOfTheConvolutionBeforePooling() {
    HostArray stored = random(Shape.of(2, 2, 3, 3));
    Parameter weight = parameter("discriminator/block128/conv2/weight", 2, 2, 3, 3);

    for (String name :
        List.of("progression.1.conv2.1.weight", "progression.1.conv2.1.conv.weight_orig")) {
      assertThat(read(weight, name, stored).values()).containsExactly(stored.values());
    }
  }

  @Test
  void knowWhatIsNotUsed() {
    StyleNetworks networks =
        new StyleNetworks(List.of(parameter("generator/to_image5/bias", 3)), LAYOUT);
    Map<String, Shape> stored = new TreeMap<>();
    for (String name :
        List.of(
            "generator.to_rgb.5.conv.bias",
            "generator.to_rgb.8.conv.bias",
            "generator.progression.6.conv2.conv.bias",
            "generator.progression.3.conv1.2.weight",
            "generator.progression.3.conv1.2.weight_flip",
            "from_rgb.3.0.conv.bias")) {
      stored.put(name, Shape.of(3));
    }
    assertThat(networks.problems(stored)).isEmpty();

    stored.put("generator.progression.5.conv2.conv.bias", Shape.of(2));
    stored.put("generator.progression.9.conv2.conv.bias", Shape.of(2));
    stored.put("style.1.linear.weight_orig", Shape.of(4, 4));
    assertThat(networks.problems(stored))
        .containsExactly(
            "style has 1 layers, as many as resolutions up to micro patches of 4 pixels; those of"
                + " the configuration have 128",
            "generator.progression.5.conv2.conv.bias [2] is of no network here",
            "generator.progression.9.conv2.conv.bias [2] is of no network here",
            "style.1.linear.weight_orig [4, 4] is of no network here");
  }

  @Test
  void areNoOthers() {
    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> new StyleNetworks(List.of(parameter("generator/fc/weight", 3)), LAYOUT))
        .withMessageContaining(
            "in them no generator/fc/weight; choose model_params.generator style");
  }
}
