package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cocogan.model.LatentSpace;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterpolationTest {
  private static final LatentSpace SPACE = LatentSpace.uniform(3);
  private static final HostArray EAST = vector(1, 0, 0);
  private static final HostArray NORTH = vector(0, 0.5f, 0);

  private static HostArray vector(float... values) {
    return new HostArray(Shape.of(values.length), values);
  }

  private static double length(HostArray vector) {
    double sum = 0;
    for (float value : vector.values()) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @EnumSource
  void beginsAndEndsAtTheVectors(Interpolation interpolation) {
    assertThat(interpolation.between(EAST, NORTH, 0, SPACE).values())
        .containsExactly(EAST.values(), within(1e-6f));
    assertThat(interpolation.between(EAST, NORTH, 1, SPACE).values())
        .containsExactly(NORTH.values(), within(1e-6f));
  }

  @Test
  void keepsTheLengthAlongACircle() {
    HostArray west = vector(-0.6f, 0.8f, 0);
    for (double part = 0; part <= 1; part += 0.1) {
      assertThat(length(Interpolation.SPHERICAL.between(EAST, west, part, SPACE)))
          .isCloseTo(1, within(1e-6));
    }
    assertThat(Interpolation.SPHERICAL.between(EAST, vector(0, 1, 0), 1.0 / 3, SPACE).values())
        .containsExactly(new float[] {(float) Math.sqrt(0.75), 0.5f, 0}, within(1e-6f));
  }

  @Test
  void leadsStraightAlongALine() {
    assertThat(Interpolation.LINEAR.between(EAST, NORTH, 0.25, SPACE).values())
        .containsExactly(0.75f, 0.125f, 0);
  }

  /** A circle through them is not determined. */
  @Test
  void joinsVectorsOfOneLineByIt() {
    assertThat(Interpolation.SPHERICAL.between(EAST, vector(-1, 0, 0), 0.25, SPACE).values())
        .containsExactly(0.5f, 0, 0);
    assertThat(Interpolation.SPHERICAL.between(EAST, EAST, 0.5, SPACE).values())
        .containsExactly(1, 0, 0);
    assertThat(Interpolation.SPHERICAL.between(EAST, vector(0, 0, 0), 0.5, SPACE).values())
        .containsExactly(0.5f, 0, 0);
  }

  @Test
  void passesThroughEveryVector() {
    List<HostArray> path = Interpolation.LINEAR.path(List.of(EAST, NORTH, EAST), 2, SPACE);

    assertThat(path)
        .extracting(vector -> vector.values()[0])
        .containsExactly(1f, 0.5f, 0f, 0.5f, 1f);
  }

  /** A generator knows classes by entries that sum up to one. */
  @Test
  void goesStraightFromClassToClass() {
    LatentSpace space =
        new LatentSpace(2, Distribution.UNIFORM, new TreeMap<>(Map.of("cats", 1, "dogs", 1)));

    HostArray middle =
        Interpolation.SPHERICAL.between(vector(1, 0, 1, 0), vector(0, 1, 0, 1), 0.5, space);

    float diagonal = (float) Math.sqrt(0.5);
    assertThat(middle.values())
        .containsExactly(new float[] {diagonal, diagonal, 0.5f, 0.5f}, within(1e-6f));
  }
}
