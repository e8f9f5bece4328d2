package org.cocogan.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.engine.WithEngine;
import org.cocogan.gradient.InputGradient;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Augmented macro patches against the definitions in plain Java, and their gradients. */
class DiffAugmentTest extends WithEngine {
  // More images than are translated at a time, and sides that differ.
  private static final int BATCH = 19;
  private static final int HEIGHT = 8;
  private static final int WIDTH = 24;
  private static final int PIXELS = HEIGHT * WIDTH;
  private static final Shape SHAPE = Shape.of(BATCH, 3, HEIGHT, WIDTH);

  static List<Set<Augmentation>> choices() {
    return List.of(
        Set.of(),
        EnumSet.of(Augmentation.COLOUR),
        EnumSet.of(Augmentation.TRANSLATION),
        EnumSet.of(Augmentation.CUTOUT),
        EnumSet.allOf(Augmentation.class));
  }

  @BeforeEach
  void setVariables() {
    variables.set("patches", random("patches", -1, 1, BATCH, 3, HEIGHT, WIDTH));
    variables.set("weights", random("weights", -1, 1, BATCH, 3, HEIGHT, WIDTH));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void changesEachPatchByItsOwnNumbers(Set<Augmentation> chosen) {
    DiffAugment augment = new DiffAugment(chosen);
    Map<String, HostArray> drawn = augment.draw(SHAPE, 3, "", 0);

    Map<String, HostArray> outputs =
        outputs(
            drawn,
            scope ->
                Map.of(
                    "real", augment.real(scope.variable("patches"), scope),
                    "fake", augment.fake(scope.variable("patches"), scope)));

    for (String kind : List.of("real", "fake")) {
      double[] expected = naive(kind, chosen, drawn);
      float[] actual = value(outputs, kind);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) actual[i]).as("%s %s", kind, i).isCloseTo(expected[i], within(2e-6));
      }
    }
  }

  private static float[] value(Map<String, HostArray> arrays, String name) {
    return arrays.getOrDefault(name, HostArray.scalar(Float.NaN)).values();
  }

  /** One change after another, image after image. */
  private double[] naive(String kind, Set<Augmentation> chosen, Map<String, HostArray> drawn) {
    double[] changed = new double[SHAPE.size()];
    for (int image = 0; image < BATCH; image++) {
      double[] patch = new double[3 * PIXELS];
      for (int i = 0; i < patch.length; i++) {
        patch[i] = variables.get("patches").values()[image * patch.length + i];
      }
      if (chosen.contains(Augmentation.COLOUR)) {
        float[] numbers = value(drawn, kind + "_colour");
        brighten(patch, numbers[3 * image]);
        saturate(patch, numbers[3 * image + 1]);
        contrast(patch, numbers[3 * image + 2]);
      }
      if (chosen.contains(Augmentation.TRANSLATION)) {
        int down = shift(value(drawn, kind + "_translation_rows"), image, 3);
        int right = shift(value(drawn, kind + "_translation_columns"), image, 7);
        patch = translated(patch, down, right);
      }
      if (chosen.contains(Augmentation.CUTOUT)) {
        float[] kept = value(drawn, kind + "_cutout");
        for (int i = 0; i < patch.length; i++) {
          patch[i] = kept[image * PIXELS + i % PIXELS] == 0 ? 0 : patch[i];
        }
      }
      System.arraycopy(patch, 0, changed, image * patch.length, patch.length);
    }
    return changed;
  }

  private static void brighten(double[] patch, double brightness) {
    for (int i = 0; i < patch.length; i++) {
      patch[i] += brightness;
    }
  }

  private static void saturate(double[] patch, double saturation) {
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      double grey = (patch[pixel] + patch[PIXELS + pixel] + patch[2 * PIXELS + pixel]) / 3;
      for (int i = pixel; i < patch.length; i += PIXELS) {
        patch[i] = grey + saturation * (patch[i] - grey);
      }
    }
  }

  private static void contrast(double[] patch, double contrast) {
    double mean = 0;
    for (double value : patch) {
      mean += value / patch.length;
    }
    for (int i = 0; i < patch.length; i++) {
      patch[i] = mean + contrast * (patch[i] - mean);
    }
  }

  /** Where the one is in an image's kernel, counted from its middle. */
  private static int shift(float[] kernels, int image, int length) {
    int from = (image * 16 + image % 16) * length;
    for (int at = 0; at < length; at++) {
      if (kernels[from + at] == 1) {
        return at - length / 2;
      }
    }
    throw new AssertionError("no shift for image " + image);
  }

  private static double[] translated(double[] patch, int down, int right) {
    double[] moved = new double[patch.length];
    for (int i = 0; i < moved.length; i++) {
      int row = i % PIXELS / WIDTH + down;
      int column = i % WIDTH + right;
      if (row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH) {
        moved[i] = patch[i / PIXELS * PIXELS + row * WIDTH + column];
      }
    }
    return moved;
  }

  /** Every change is affine, so that finite differences are exact but for rounding. */
  @ParameterizedTest
  @MethodSource("choices")
  void passesGradientsAsFiniteDifferencesSay(Set<Augmentation> chosen) {
    DiffAugment augment = new DiffAugment(chosen);
    draw(augment);
    float[] gradient = gradient("patches", scope -> weighted(augment, scope)).values();
    float[] before = variables.get("patches").values();
    for (int i = 7; i < before.length; i += before.length / 23) {
      double expected = (moved(augment, before, i, 1) - moved(augment, before, i, -1)) / 2;
      assertThat((double) gradient[i]).as("at %s", i).isCloseTo(expected, within(2e-3));
    }
  }

  private double moved(DiffAugment augment, float[] patches, int entry, float step) {
    float[] moved = patches.clone();
    moved[entry] += step;
    variables.set("patches", new HostArray(SHAPE, moved));
    return output(scope -> weighted(augment, scope)).scalar();
  }

  @ParameterizedTest
  @MethodSource("choices")
  void hasTheInputGradientThatTheEngineFinds(Set<Augmentation> chosen) {
    DiffAugment augment = new DiffAugment(chosen);
    draw(augment);

    float[] expected = gradient("patches", scope -> weighted(augment, scope)).values();
    float[] actual =
        output(
                scope ->
                    InputGradient.of(
                            patches -> weighted(augment, patches, scope), scope.variable("patches"))
                        .gradient())
            .values();

    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  /** Puts the draws where {@link Drawn} finds them. */
  private void draw(DiffAugment augment) {
    augment.draw(SHAPE, 3, "", 0).forEach(variables::set);
  }

  private static Tensor weighted(DiffAugment augment, ProgramScope scope) {
    return weighted(augment, scope.variable("patches"), scope);
  }

  private static Tensor weighted(DiffAugment augment, Tensor patches, ProgramScope scope) {
    return augment.fake(patches, new Drawn(scope)).multiply(scope.variable("weights")).sum();
  }

  /** A scope whose inputs are variables. */
  private record Drawn(ProgramScope scope) implements ProgramScope {
    @Override
    public Tensor input(String name) {
      return scope.variable(name);
    }

    @Override
    public Tensor variable(String name) {
      return scope.variable(name);
    }

    @Override
    public Tensor constant(HostArray value) {
      return scope.constant(value);
    }
  }
}
