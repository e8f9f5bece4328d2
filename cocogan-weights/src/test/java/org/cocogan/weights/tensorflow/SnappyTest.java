package org.cocogan.weights.tensorflow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.cocogan.weights.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * By hand after Snappy's description; indices that TensorFlow reads, too, are in the tests above.
 */
class SnappyTest {
  private static byte[] unpacked(String hex) throws IOException {
    byte[] packed = HexFormat.ofDelimiter(" ").parseHex(hex);
    return Snappy.uncompressed(packed, 0, packed.length);
  }

  @ParameterizedTest
  @CsvSource({
    "00, ''",
    "03 08 61 62 63, abc",
    "03 f0 02 61 62 63, abc",
    "07 08 61 62 63 01 03, abcabca",
    "09 08 61 62 63 16 03 00, abcabcabc",
    "06 00 61 13 01 00 00 00, aaaaaa"
  })
  void unpacksLiteralsAndCopies(String packed, String text) throws IOException {
    assertThat(unpacked(packed)).isEqualTo(text.getBytes(US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "04 08 61 62 63",
        "02 08 61 62 63",
        "03 08 61 62",
        "07 08 61 62 63 01 04",
        "07 08 61 62 63 01 00",
        "06 08 61 62 63 01 03",
        "07 08 61 62 63 01",
        "01 fc ff ff ff ff 61",
        "ff ff ff 7f 00 61",
        "ff ff ff ff ff ff ff ff ff ff ff 01"
      })
  void refusesWhatIsNoWholeBlock(String packed) {
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> unpacked(packed))
        .isInstanceOfAny(MalformedException.class, IOException.class);
  }

  @Test
  void endsWithAnyBytes() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(40)];
      random.nextBytes(bytes);
      bytes[0] &= 0x7f;
      try {
        assertThat(Snappy.uncompressed(bytes, 0, bytes.length)).hasSize(bytes[0]);
      } catch (MalformedException | IOException e) {
        assertThat(e).as(Arrays.toString(bytes)).hasMessageContaining("damaged");
      }
    }
  }
}
