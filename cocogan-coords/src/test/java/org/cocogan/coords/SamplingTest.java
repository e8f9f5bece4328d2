package org.cocogan.coords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.cocogan.augment.Augmentations;
import org.cocogan.dataset.Dataset;
import org.cocogan.merge.GridCropper;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.train.BatchSource;
import org.cocogan.train.Sampling;
import org.cocogan.train.StepInputs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What training draws: real pixels and coordinates belong together in every system. */
class SamplingTest {
  private static final int BATCH = 16;
  private static final int STEPS = 8;
  private static final PatchLayout LAYOUT =
      Layouts.of(new Size(64, 96), new Size(32, 48), new Size(16, 16));

  /** Half a pixel of a micro patch's sixteen, in the largest step between coordinates. */
  private static final double HALF_A_PIXEL = Math.PI / 2 / 32;

  static Stream<Arguments> systems() {
    return Stream.of(
            new EuclideanCoordinateSystem(LAYOUT),
            new CylindricalCoordinateSystem(LAYOUT),
            new ToroidalCoordinateSystem(LAYOUT),
            new SphericalCoordinateSystem(LAYOUT))
        .flatMap(system -> Arrays.stream(Sampling.values()).map(how -> Arguments.of(system, how)));
  }

  @ParameterizedTest
  @MethodSource("systems")
  void drawsPixelsFromWhereTheCoordinatesSay(CoordinateSystem system, Sampling sampling) {
    double tolerance = sampling == Sampling.DISCRETE ? 1e-6 : HALF_A_PIXEL;
    BatchSource source = source(system, sampling);
    for (long step = 0; step < STEPS; step++) {
      Map<String, HostArray> inputs = source.batch(step).discriminator();
      float[] real = values(inputs, "real");
      for (int i = 0; i < BATCH; i++) {
        int pixels = 32 * 48;
        double row = pixel(real[3 * i * pixels]) / 16.0;
        double column = pixel(real[(3 * i + 1) * pixels]) / 16.0;
        requireClose(
            entries(inputs, "macro_coordinate", i, system),
            system.macroCoordinate(row, column),
            tolerance);
        for (int part = 0; part < 6; part++) {
          requireClose(
              entries(inputs, "micro_coordinate", 6 * i + part, system),
              system.microCoordinate(row + Math.floorDiv(part, 3), column + part % 3),
              tolerance);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void goesOnAroundTheEdgesThatMeet(CoordinateSystem system, Sampling sampling) {
    BatchSource source = source(system, sampling);
    boolean overTheBottom = false;
    boolean overTheRight = false;
    for (long step = 0; step < STEPS; step++) {
      float[] real = values(source.batch(step).discriminator(), "real");
      for (int i = 0; i < BATCH; i++) {
        int pixels = 32 * 48;
        int first = 3 * i * pixels;
        int top = pixel(real[first]);
        int left = pixel(real[first + pixels]);
        int bottom = pixel(real[first + pixels - 1]);
        int right = pixel(real[first + 2 * pixels - 1]);
        assertThat(bottom).isEqualTo((top + 31) % 64);
        assertThat(right).isEqualTo((left + 47) % 96);
        overTheBottom |= bottom < top;
        overTheRight |= right < left;
      }
    }
    assertThat(overTheBottom).isEqualTo(system.verticallyCyclic());
    assertThat(overTheRight).isEqualTo(system.horizontallyCyclic());
  }

  private static BatchSource source(CoordinateSystem system, Sampling sampling) {
    Grid inMacro = LAYOUT.microInMacro();
    Map<String, Shape> shapes =
        Map.of(
            "latent", Shape.of(BATCH, 4),
            "real", Shape.of(BATCH, 3, 32, 48),
            "micro_coordinate", Shape.of(BATCH * inMacro.size(), system.dimension()),
            "macro_coordinate", Shape.of(BATCH, system.dimension()),
            "mixing", Shape.of(BATCH, 1, 1, 1));
    return new BatchSource(
        new Rulers(),
        system,
        Optional.empty(),
        new GridCropper(),
        new StepInputs(shapes, PointGrid.ofPatches(inMacro), LatentSpace.uniform(4)),
        sampling,
        Augmentations.none(),
        7);
  }

  private static float[] values(Map<String, HostArray> inputs, String name) {
    return Objects.requireNonNull(inputs.get(name)).values();
  }

  private static double[] entries(
      Map<String, HostArray> inputs, String name, int index, CoordinateSystem system) {
    float[] values = values(inputs, name);
    double[] entries = new double[system.dimension()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = values[index * entries.length + i];
    }
    return entries;
  }

  private static void requireClose(double[] drawn, double[] read, double tolerance) {
    assertThat(drawn).containsExactly(read, within(tolerance));
  }

  private static int pixel(float value) {
    return Math.round((value + 1) * 127.5f);
  }

  /** One image whose pixels tell their row (red) and column (green). */
  private static final class Rulers implements Dataset {
    @Override
    public String name() {
      return "rulers";
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public Size imageSize() {
      return LAYOUT.full();
    }

    @Override
    public int channels() {
      return 3;
    }

    @Override
    public void read(
        int image, int top, int left, int height, int width, byte[] target, int at, int stride) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          target[at + row * stride + 3 * column] = (byte) (top + row);
          target[at + row * stride + 3 * column + 1] = (byte) (left + column);
        }
      }
    }

    @Override
    public void close() {}
  }
}
