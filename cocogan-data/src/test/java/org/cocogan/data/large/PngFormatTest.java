package org.cocogan.data.large;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Inflater;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class PngFormatTest {
  private static final int SIGNATURE = 8;
  private static final int IDAT = 0x49444154;

  /** Java's inflater, other than its reader of images, checks the stream to its end. */
  @Test
  void writesOneWholeStreamWithItsChecksum() throws Exception {
    PixelImage image = Sample.of(new Raster(new Size(300, 2000), 3, 512));
    ByteBuffer file = ByteBuffer.wrap(PngFormat.file(image)).position(SIGNATURE);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    while (file.hasRemaining()) {
      byte[] data = new byte[file.getInt()];
      int type = file.getInt();
      file.get(data).getInt();
      if (type == IDAT) {
        stream.writeBytes(data);
      }
    }
    byte[] filtered = new byte[300 * (1 + 2000 * 3) + 1];
    Inflater inflater = new Inflater();
    inflater.setInput(stream.toByteArray());

    assertThat(inflater.inflate(filtered)).isEqualTo(filtered.length - 1);
    assertThat(inflater.finished()).isTrue();
    inflater.end();
  }

  @Test
  void joinsChecksumsOfParts() {
    byte[] bytes = new byte[300_000];
    Arrays.fill(bytes, (byte) 251);
    Adler joined =
        Adler.EMPTY
            .then(Adler.of(Arrays.copyOf(bytes, 1)))
            .then(Adler.of(Arrays.copyOfRange(bytes, 1, 200_000)))
            .then(Adler.of(new byte[0]))
            .then(Adler.of(Arrays.copyOfRange(bytes, 200_000, bytes.length)));

    assertThat(joined).isEqualTo(Adler.of(bytes));
  }
}
