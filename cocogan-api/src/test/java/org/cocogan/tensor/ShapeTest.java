package org.cocogan.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.cocogan.exact.TooLargeException;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private static final Shape IMAGES = Shape.of(16, 3, 32, 64);

  @Test
  void countsNegativeAxesFromTheEnd() {
    assertThat(IMAGES.dimension(1)).isEqualTo(3);
    assertThat(IMAGES.dimension(-1)).isEqualTo(64);
    assertThat(IMAGES.with(-2, 8)).isEqualTo(Shape.of(16, 3, 8, 64));
  }

  @Test
  void countsElements() {
    assertThat(IMAGES.size()).isEqualTo(16 * 3 * 32 * 64);
    assertThat(Shape.of().size()).isEqualTo(1);
    assertThat(Shape.of(4, 0).size()).isZero();
  }

  @Test
  void refusesToCountMoreElementsThanAnArrayHas() {
    assertThatExceptionOfType(TooLargeException.class)
        .isThrownBy(() -> Shape.of(1 << 16, 1 << 15).size());
  }

  @Test
  void equalsAShapeOfTheSameSizes() {
    assertThat(IMAGES).isEqualTo(Shape.of(16, 3, 32, 64)).hasSameHashCodeAs(IMAGES.with(0, 16));
    assertThat(IMAGES).isNotEqualTo(Shape.of(16, 3, 64, 32));
    assertThat(Shape.of(1)).isNotEqualTo(Shape.of());
  }

  @Test
  void doesNotChangeWithTheArraysItIsMadeFromAndGives() {
    int[] sizes = {2, 3};
    Shape shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.dimensions()[1] = 9;

    assertThat(shape).isEqualTo(Shape.of(2, 3)).hasToString("[2, 3]");
  }

  @Test
  void refusesANegativeSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.of(2, -3))
        .withMessage("a shape has no negative size: [2, -3]");
  }

  @Test
  void repeatsSizesOfOneAndMissingAxes() {
    assertThat(ResultShapes.elementwise("add", IMAGES, Shape.of(3, 1, 1))).isEqualTo(IMAGES);
    assertThat(ResultShapes.elementwise("add", Shape.of(4, 1), Shape.of(5)))
        .isEqualTo(Shape.of(4, 5));
    assertThat(ResultShapes.elementwise("add", Shape.of(), IMAGES)).isEqualTo(IMAGES);
  }

  @Test
  void namesTheOperationAndBothShapesThatDoNotBroadcast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultShapes.elementwise("add", IMAGES, Shape.of(32, 3)))
        .withMessage(
            "add needs sizes that are equal or one along each axis,"
                + " but was given [16, 3, 32, 64] and [32, 3]");
  }
}
