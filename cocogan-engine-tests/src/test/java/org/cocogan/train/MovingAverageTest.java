package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cocogan.engine.WithEngine;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MovingAverageTest extends WithEngine {
  private static final Shape SHAPE = Shape.of(2);
  private static final Initializer ZERO = new Initializer.Constant(0);
  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("generator/w", SHAPE, true, ZERO),
          new Parameter("generator/u", SHAPE, false, ZERO));

  @BeforeEach
  void setVariables() {
    variables.set("generator/w", new HostArray(SHAPE, new float[] {1, -2}));
    variables.set("generator/u", new HostArray(SHAPE, new float[] {5, 5}));
  }

  @Test
  void startsFromTheWeightsAndLeavesStateOut() {
    assertThat(MovingAverage.isKept(variables)).isFalse();

    try (MovingAverage average = average()) {
      assertThat(average).isNotNull();
      assertThat(variables.names())
          .containsExactly("generator/w", "generator/u", "average/generator/w");
      assertThat(variables.get("average/generator/w").values()).containsExactly(1, -2);
      assertThat(MovingAverage.isKept(variables)).isTrue();
    }
  }

  @Test
  void keepsAnAverageThatIsThereAlready() {
    variables.set("average/generator/w", new HostArray(SHAPE, new float[] {7, 7}));

    try (MovingAverage average = average()) {
      assertThat(average).isNotNull();
      assertThat(variables.get("average/generator/w").values()).containsExactly(7, 7);
    }
  }

  @Test
  void movesQuicklyAtFirst() {
    try (MovingAverage average = average()) {
      variables.set("generator/w", new HostArray(SHAPE, new float[] {12, -2}));
      average.update(1, 0.999);

      assertAverage(1 * 2.0 / 11 + 12 * 9.0 / 11, -2);

      variables.set("generator/w", new HostArray(SHAPE, new float[] {0, 4}));
      average.update(2, 0.999);

      assertAverage(10 * 3.0 / 12, -2 * 3.0 / 12 + 4 * 9.0 / 12);
      assertThat(variables.get("generator/w").values()).containsExactly(0, 4);
    }
  }

  @Test
  void movesByTheDecayInTheEnd() {
    try (MovingAverage average = average()) {
      variables.set("generator/w", new HostArray(SHAPE, new float[] {11, 8}));
      // From 80 updates on, (1 + n) / (10 + n) is at least 0.9.
      average.update(80, 0.9);

      assertAverage(0.9 * 1 + 0.1 * 11, 0.9 * -2 + 0.1 * 8);

      average.update(1_000_000, 0.9);

      assertAverage(0.9 * 2 + 0.1 * 11, 0.9 * -1 + 0.1 * 8);
    }
  }

  private MovingAverage average() {
    return new MovingAverage(PARAMETERS, backend, variables);
  }

  private void assertAverage(double first, double second) {
    assertThat(variables.get("average/generator/w").values())
        .containsExactly(new float[] {(float) first, (float) second}, within(1e-5f));
  }
}
