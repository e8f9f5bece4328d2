package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelsTest {
  @ParameterizedTest
  @CsvSource({
    "-1, 0",
    "1, 255",
    "0, 128",
    "-0.001, 127",
    "-1.5, 0",
    "3, 255",
    "0.9961, 255",
    "0.9960, 254",
  })
  void roundToBytesWithinTheirRange(float value, int expected) {
    byte[] image = new byte[1];

    Pixels.toBytes(HostArray.filled(Shape.of(1, 1, 1, 1), value), 0, image, 0, 1);

    assertThat(image[0] & 0xFF).isEqualTo(expected);
  }

  @Test
  void goToTheirPlaceChannelByChannel() {
    Shape shape = Shape.of(2, 3, 2, 2);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 127.5f - 1;
    }
    byte[] image = new byte[2 * 4 * 3];

    // The second patch becomes the right half of an image of 2x4 pixels.
    Pixels.toBytes(new HostArray(shape, values), 1, image, 2 * 3, 4 * 3);

    assertThat(image)
        .containsExactly(
            0, 0, 0, 0, 0, 0, 12, 16, 20, 13, 17, 21, //
            0, 0, 0, 0, 0, 0, 14, 18, 22, 15, 19, 23);
  }

  @Test
  void areTheInverseOfHowRealPixelsAreRead() {
    for (int pixel = 0; pixel <= 255; pixel++) {
      byte[] image = new byte[1];

      Pixels.toBytes(HostArray.filled(Shape.of(1, 1, 1, 1), pixel / 127.5f - 1), 0, image, 0, 1);

      assertThat(image[0] & 0xFF).isEqualTo(pixel);
    }
  }
}
