package org.cocogan.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class DomainMapTest {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void edgesAreWhatLiesBesideWhatIsBright() {
    byte[] image = bytes(0, 0, 0, 0, 0, 0, 0, 200, 0, 0, 0, 0, 0, 0, 0, 0);

    assertThat(DomainMap.EDGES.apply(image, new Size(4, 4), 1))
        .isEqualTo(bytes(0, 0, 200, 200, 0, 0, 200, 0, 0, 0, 200, 200, 0, 0, 0, 0));
  }

  @Test
  void edgesOfAnEvenAreaAreDarkUpToTheBorder() {
    assertThat(DomainMap.EDGES.apply(bytes(255, 255, 255, 255), new Size(2, 2), 1))
        .isEqualTo(new byte[4]);
  }

  @Test
  void edgesAreTakenOfEachChannelApart() {
    byte[] image = bytes(10, 0, 0, 0, 250, 0);

    assertThat(DomainMap.EDGES.apply(image, new Size(1, 2), 3))
        .isEqualTo(bytes(0, 250, 0, 10, 0, 0));
  }

  @Test
  void theNegativeOfTheNegativeIsTheImage() {
    byte[] image = bytes(0, 1, 127, 128, 254, 255);
    Size size = new Size(1, 6);

    byte[] negative = DomainMap.NEGATIVE.apply(image, size, 1);

    assertThat(negative).isEqualTo(bytes(255, 254, 128, 127, 1, 0));
    assertThat(DomainMap.NEGATIVE.apply(negative, size, 1)).isEqualTo(image);
  }
}
