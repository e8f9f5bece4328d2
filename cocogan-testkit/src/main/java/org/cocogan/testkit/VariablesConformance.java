package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

/** Tests that variables keep what they are given. */
interface VariablesConformance extends StartedBackend {
  @Test
  default void returnsTheBitsThatWereSet() {
    float[] values = {
      0f,
      -0f,
      1f / 3,
      -1e30f,
      Float.MAX_VALUE,
      Float.MIN_NORMAL,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY
    };
    try (Variables variables = backend().newVariables()) {
      for (Shape shape : List.of(Shape.of(9), Shape.of(3, 3), Shape.of(1, 9, 1, 1))) {
        HostArray value = new HostArray(shape, values);
        variables.set(shape.toString(), value);
        Closeness.assertSame("variable", variables.get(shape.toString()), value);
      }
      variables.set("scalar", HostArray.scalar(7));
      Closeness.assertSame("scalar", variables.get("scalar"), HostArray.scalar(7));
    }
  }

  @Test
  default void knowsTheShapeOfEachVariable() {
    try (Variables variables = backend().newVariables()) {
      variables.set("weight", HostArray.filled(Shape.of(4, 3, 1, 2), 1));
      variables.set("scalar", HostArray.scalar(1));

      assertThat(variables.shape("weight")).isEqualTo(Shape.of(4, 3, 1, 2));
      assertThat(variables.shape("scalar")).isEqualTo(Shape.of());
    }
  }

  @Test
  default void namesVariablesInTheOrderTheyWereAdded() {
    try (Variables variables = backend().newVariables()) {
      for (String name : List.of("zeta", "alpha", "beta/weight", "alpha", "a")) {
        variables.set(name, HostArray.scalar(1));
      }

      assertThat(variables.names()).containsExactly("zeta", "alpha", "beta/weight", "a");
    }
  }

  @Test
  default void copiesWhatIsSetAndWhatIsGot() {
    try (Variables variables = backend().newVariables()) {
      float[] given = {1, 2, 3};
      variables.set("x", new HostArray(Shape.of(3), given));
      given[0] = 100;
      variables.get("x").values()[1] = 100;

      assertThat(variables.get("x").values()).containsExactly(1, 2, 3);
    }
  }

  @Test
  default void keepsSetsOfVariablesApart() {
    try (Variables one = backend().newVariables();
        Variables other = backend().newVariables()) {
      one.set("x", HostArray.scalar(1));
      other.set("x", HostArray.scalar(2));

      assertThat(one.get("x").scalar()).isEqualTo(1);
      assertThat(other.get("x").scalar()).isEqualTo(2);
    }
  }

  @Test
  default void refusesANewValueOfAnotherShape() {
    try (Variables variables = backend().newVariables()) {
      variables.set("weight", HostArray.filled(Shape.of(2, 3), 1));

      assertThatThrownBy(() -> variables.set("weight", HostArray.filled(Shape.of(3, 2), 5)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("weight", "[2, 3]", "[3, 2]");
      Closeness.assertSame("weight", variables.get("weight"), HostArray.filled(Shape.of(2, 3), 1));
    }
  }

  @Test
  default void refusesAnUnknownNameAndTellsTheKnownOnes() {
    try (Variables variables = backend().newVariables()) {
      variables.set("generator/weight", HostArray.scalar(1));

      assertThatThrownBy(() -> variables.get("generator/wieght"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("generator/wieght", "generator/weight");
      assertThatThrownBy(() -> variables.shape("generator/wieght"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("generator/wieght", "generator/weight");
    }
  }
}
