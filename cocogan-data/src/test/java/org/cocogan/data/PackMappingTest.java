package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a pack that is twice as large as the memory becomes resident; Linux tells. */
class PackMappingTest {
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final int SIDE = 4096;
  private static final int PATCH = 64;
  private static final int PATCHES = 50;
  private static final long MEBIBYTE = 1 << 20;

  @TempDir private Path temporary;

  @Test
  void readsOnlyThePagesOfThePatchesThatAreAskedFor() throws IOException {
    assumeTrue(Files.isReadable(MAPPINGS) && Files.isReadable(MEMORY), "only Linux tells");
    long imageBytes = PackHeader.imageBytes(new Size(SIDE, SIDE), 3);
    int images = (int) (2 * kibibytes(MEMORY, "MemTotal:") * 1024 / imageBytes);
    Path file = sparsePack(images);

    try (Pack pack = Pack.open(file)) {
      assertThat(resident(file)).isZero();
      CountedRandom random = CountedRandom.of(1, "patches", 0);
      byte[] patch = new byte[PATCH * PATCH * 3];
      for (int i = 0; i < PATCHES; i++) {
        int image = random.nextInt(images);
        int top = random.nextInt(SIDE - PATCH);
        pack.read(image, top, random.nextInt(SIDE - PATCH), PATCH, PATCH, patch, 0, PATCH * 3);
      }

      // A patch touches 0.75 MiB of whole rows; the system maps some more around each page.
      long touched = resident(file);
      assertThat(touched).isBetween(PATCHES * PATCH * 4096L / 16, PATCHES * 2 * MEBIBYTE);
    }
  }

  /** A pack of nothing but holes. */
  private Path sparsePack(int images) throws IOException {
    Size size = new Size(SIDE, SIDE);
    PackHeader draft = new PackHeader(size, 3, images, 1, 0, 0);
    byte[] json = PackHeader.toJson(new PackDescription("sparse", "0", Preparation.to(size), 0));
    byte[] tail = new byte[draft.blocks() * 4 + json.length];
    System.arraycopy(json, 0, tail, draft.blocks() * 4, json.length);
    int crc = PackHeader.crc(tail, tail.length);
    PackHeader header = new PackHeader(size, 3, images, 1, json.length, crc);
    Path file = temporary.resolve("large.pack");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(header.write(), 0);
      channel.write(ByteBuffer.wrap(tail), PackHeader.BYTES + header.pixelBytes());
    }
    return file;
  }

  /** Bytes of a file's mappings that are in memory. */
  private static long resident(Path file) throws IOException {
    long sum = 0;
    boolean inside = false;
    for (String line : Files.readAllLines(MAPPINGS, StandardCharsets.ISO_8859_1)) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        inside = line.endsWith(file.toString());
      } else if (inside && line.startsWith("Rss:")) {
        sum += number(line) * 1024;
      }
    }
    return sum;
  }

  private static long kibibytes(Path file, String key) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(PackMappingTest::number)
        .findFirst()
        .orElseThrow();
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
