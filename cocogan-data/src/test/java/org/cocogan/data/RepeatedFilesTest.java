package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedFilesTest {
  private static final Size SIZE = new Size(16, 16);

  @TempDir private Path temporary;

  @Test
  void skipsWhatRepeatsAnEarlierFileOfAFolder() throws IOException {
    Path folder = Samples.folder(temporary.resolve("images"), 3, SIZE);
    Files.copy(folder.resolve("001.png"), folder.resolve("000-copy.png"));
    Files.createSymbolicLink(folder.resolve("link.png"), Path.of("002.png"));

    PackSummary summary = pack(folder);

    assertThat(summary.packed()).isEqualTo(3);
    assertThat(summary.skipped())
        .containsExactly(
            new Skipped("001.png", "it is the same file as 000-copy.png"),
            new Skipped("link.png", "it is the same file as 002.png"));
  }

  @Test
  void skipsWhatRepeatsAnEarlierFileOfAZip() throws IOException {
    byte[] image = Samples.png(16, 16, 1);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("b.png", image);
    entries.put("a.png", image);
    entries.put("c.png", Samples.png(16, 16, 2));

    PackSummary summary = pack(Samples.zip(temporary.resolve("images.zip"), entries));

    assertThat(summary.packed()).isEqualTo(2);
    assertThat(summary.skipped())
        .containsExactly(new Skipped("b.png", "it is the same file as a.png"));
  }

  @Test
  void keepsFilesOfOneSizeThatDiffer() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("images"));
    for (int i = 0; i < 20; i++) {
      byte[] image = Samples.png(16, 16, 1);
      // What follows the last chunk of a PNG is not read.
      byte[] longer = Arrays.copyOf(image, image.length + 1);
      longer[image.length] = (byte) i;
      Files.write(folder.resolve(i + ".png"), longer);
    }

    assertThat(pack(folder).packed()).isEqualTo(20);
  }

  @Test
  void findsTheFirstWhateverTheOrderOfAsking() throws IOException {
    Path folder = Samples.folder(temporary.resolve("images"), 1, SIZE);
    Files.copy(folder.resolve("000.png"), folder.resolve("001.png"));
    byte[] content = Files.readAllBytes(folder.resolve("000.png"));
    try (FileTree tree = FileTree.open(folder, FileTypes.IMAGES)) {
      for (List<Integer> order : List.of(List.of(0, 1), List.of(1, 0))) {
        RepeatedFiles files = new RepeatedFiles(tree);
        List<Integer> first =
            order.stream().filter(index -> isFirst(files, index, content)).toList();
        assertThat(first).containsExactly(0);
      }
    }
  }

  private static boolean isFirst(RepeatedFiles files, int index, byte[] content) {
    try {
      files.requireFirst(index, content);
      return true;
    } catch (DataException e) {
      return false;
    }
  }

  private PackSummary pack(Path source) {
    try (ImageSource images = ImageSource.open(source)) {
      return new PackBuilder(2)
          .build(
              images,
              Preparation.to(SIZE),
              3,
              temporary.resolve("out.pack"),
              false,
              PackListener.SILENT);
    }
  }
}
