package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.dataset.Dataset;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackShardsTest {
  private static final Size SIZE = new Size(6, 5);

  @TempDir Path temporary;
  private Path folder;
  private Preparation preparation;

  @BeforeEach
  void makeASourceWithABrokenAndARepeatedFile() throws IOException {
    folder = Samples.folder(temporary.resolve("images"), 10, new Size(12, 12));
    Files.write(folder.resolve("004.png"), new byte[] {1, 2, 3});
    Files.copy(folder.resolve("001.png"), folder.resolve("0077.png"));
    Files.createDirectories(folder.resolve("cats"));
    Files.createDirectories(folder.resolve("dogs"));
    for (int i = 0; i < 10; i++) {
      String name = "00%s.png".formatted(i);
      Files.move(folder.resolve(name), folder.resolve(i % 3 == 0 ? "cats" : "dogs").resolve(name));
    }
    Files.move(folder.resolve("0077.png"), folder.resolve("dogs/0077.png"));
    preparation = new Preparation(SIZE, Crop.parse("8x8+0..4+0..4@3"), false);
  }

  private ImageSource source() {
    return DatasetKind.images().labelled(ClassLabels.of("folders")).open(folder, Optional.empty());
  }

  private Pack whole() {
    Path whole = temporary.resolve("whole.pack");
    try (ImageSource source = source()) {
      new PackBuilder().build(source, preparation, 3, whole, false, PackListener.SILENT);
    }
    return Pack.open(whole);
  }

  /** The index of packs that begin at these numbers, and end where the next begins. */
  private Path index(int... begins) {
    List<PackIndex.Shard> packs = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    try (ImageSource source = source()) {
      int count = source.entries().size();
      for (int i = 0; i < begins.length; i++) {
        int end = i + 1 < begins.length ? begins[i + 1] : count;
        PackSummary summary =
            new PackBuilder()
                .build(
                    new PartSource(source, begins[i], end - begins[i]),
                    preparation,
                    3,
                    temporary.resolve("shards/" + i + ".pack"),
                    false,
                    PackListener.SILENT);
        packs.add(new PackIndex.Shard("shards/" + i + ".pack", summary.packed()));
        skipped.addAll(summary.skipped());
      }
      Path index = temporary.resolve("all.pack");
      new PackIndex(packs, PackDescription.of(source, preparation, skipped)).write(index);
      return index;
    }
  }

  private static byte[] image(Dataset dataset, int number) {
    byte[] pixels = new byte[SIZE.height() * SIZE.width() * 3];
    dataset.read(number, 0, 0, SIZE.height(), SIZE.width(), pixels, 0, SIZE.width() * 3);
    return pixels;
  }

  @Test
  void packsOfPartsAreTheImagesOfOnePack() {
    try (Packed whole = whole();
        Packed shards = Packed.open(index(0, 3, 9))) {
      assertThat(shards.count()).isEqualTo(whole.count()).isEqualTo(9);
      assertThat(shards.imageSize()).isEqualTo(SIZE);
      assertThat(shards.classes()).isEqualTo(whole.classes()).containsExactly("cats", "dogs");
      assertThat(shards.description()).isEqualTo(whole.description());
      for (int number = 0; number < whole.count(); number++) {
        assertThat(image(shards, number)).as("image %s", number).isEqualTo(image(whole, number));
        assertThat(shards.classOf(number)).isEqualTo(whole.classOf(number));
      }
      assertThatThrownBy(() -> image(shards, 9)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void readsARectangleOfAnImageOfALaterPack() {
    try (Packed whole = whole();
        Packed shards = Packed.open(index(0, 3, 9))) {
      byte[] expected = new byte[2 * 7];
      byte[] pixels = new byte[2 * 7];
      whole.read(8, 1, 2, 2, 2, expected, 1, 7);

      shards.read(8, 1, 2, 2, 2, pixels, 1, 7);

      assertThat(pixels).isEqualTo(expected);
    }
  }

  @Test
  void anIndexIsOpenedWhereAPackIs() {
    Path index = index(0, 5);

    assertThat(Packed.isPacked(index)).isTrue();
    try (Packed opened =
        new PackCache(temporary.resolve("cache"))
            .open(index, DatasetKind.images(), preparation, 3, false, PackListener.SILENT)) {
      assertThat(opened.count()).isEqualTo(9);
    }
  }

  @Test
  void aPackOfOtherImagesThanTheIndexListsIsRefused() throws IOException {
    Path index = index(0, 5);
    Samples.pack(temporary.resolve("shards/1.pack"), 7, SIZE, 3);

    assertThatThrownBy(() -> Packed.open(index))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s: has 7 images of 6x5 with 3 channels, not the 4 of 6x5 with 3 that all.pack lists;"
                    .formatted(temporary.resolve("shards/1.pack"))
                + " pack the images again");
  }

  @Test
  void aPackThatIsMissingIsNamed() throws IOException {
    Path index = index(0, 5);
    Files.delete(temporary.resolve("shards/1.pack"));

    assertThatThrownBy(() -> Packed.open(index))
        .isInstanceOf(DataException.class)
        .hasMessage(temporary.resolve("shards/1.pack") + ": no such file");
  }

  @Test
  void packsOutsideTheIndexsFolderAreRefused() throws IOException {
    for (String file : List.of("../a.pack", "/a.pack", "a/../../b.pack", "a\\\\b", "", "C:a")) {
      Path index = write("1", "\"" + file + "\"", "1");

      assertThatThrownBy(() -> Packed.open(index))
          .as(file)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("must lie in the index's folder and have an image");
    }
  }

  @Test
  void aDamagedIndexIsRefusedInOneLine() throws IOException {
    Map<Path, String> messages =
        Map.of(
            write("2", "\"a\"", "1"), "has index format 2 but format 1 is read; pack again",
            write("1", "\"a\"", "1,"), "is damaged; copy it anew or pack the images again",
            write("1", "null", "1"), "is damaged; copy it anew or pack the images again",
            write("1", "\"a\"", "0"), "must lie in the index's folder and have an image");

    messages.forEach(
        (index, message) ->
            assertThatThrownBy(() -> Packed.open(index))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(index + ": ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n"));
  }

  private Path write(String version, String file, String images) throws IOException {
    return Files.writeString(
        Files.createTempFile(temporary, "index", ".pack"),
        """
        {"cocogan_packs":%s,"packs":[{"file":%s,"images":%s}],"description":{"source":"s",\
        "sourceDigest":"0","preparation":{"target":{"height":6,"width":5},"crop":"centre",\
        "enlarge":false,"preprocessing":"STANDARD"},"skipped":0,"decoder":2}}
        """
            .formatted(version, file, images));
  }
}
