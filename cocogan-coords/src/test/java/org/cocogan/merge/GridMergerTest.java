package org.cocogan.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.cocogan.patch.Grid;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridMergerTest {
  private static final int CHANNELS = 3;
  private static final int HEIGHT = 4;
  private static final int WIDTH = 5;

  private final TensorOperations<HostArray> operations = RowMajorOperations.create();

  @ParameterizedTest(name = "batch of {0}, {1}x{2} patches")
  @CsvSource({"2, 2, 3", "1, 1, 1", "3, 1, 4", "1, 4, 1", "2, 2, 2"})
  void putsEveryPixelInItsPatchsPlace(int batch, int rows, int columns) {
    Shape shape = Shape.of(batch * rows * columns, CHANNELS, HEIGHT, WIDTH);
    Tensor patches = counting(shape);
    Tensor merged = new GridMerger().merge(patches, new Grid(rows, columns));
    Shape mergedShape = Shape.of(batch, CHANNELS, rows * HEIGHT, columns * WIDTH);
    assertThat(merged.shape()).isEqualTo(mergedShape);
    float[] values = merged.handleIn(operations).values();
    int at = 0;
    for (int image = 0; image < batch; image++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        for (int y = 0; y < rows * HEIGHT; y++) {
          for (int x = 0; x < columns * WIDTH; x++) {
            int patch = (image * rows + y / HEIGHT) * columns + x / WIDTH;
            int pixel = ((patch * CHANNELS + channel) * HEIGHT + y % HEIGHT) * WIDTH + x % WIDTH;
            assertThat(values[at++])
                .as("image %d, channel %d, row %d, column %d", image, channel, y, x)
                .isEqualTo(pixel);
          }
        }
      }
    }
  }

  @Test
  void refusesPatchesThatFillNoWholeImage() {
    Tensor patches = counting(Shape.of(6, CHANNELS, HEIGHT, WIDTH));
    assertThatThrownBy(() -> new GridMerger().merge(patches, new Grid(2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "merging a grid of 2x2 patches needs [batch · 4, channels, h, w], but was given"
                + " [6, 3, 4, 5]");
  }

  @Test
  void refusesWhatIsNotImages() {
    Tensor vectors = counting(Shape.of(4, CHANNELS));
    assertThatThrownBy(() -> new GridMerger().merge(vectors, new Grid(2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was given [4, 3]");
  }

  /** The numbers 0, 1, 2 ... in a shape. */
  private Tensor counting(Shape shape) {
    float[] numbers = new float[shape.size()];
    IntStream.range(0, numbers.length).forEach(i -> numbers[i] = i);
    return Tensor.of(operations, new HostArray(shape, numbers), shape);
  }
}
