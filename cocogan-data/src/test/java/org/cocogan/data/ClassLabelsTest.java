package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of images: told by folders or files, and kept in packs. */
class ClassLabelsTest {
  private static final Size SIZE = new Size(4, 4);

  @TempDir private Path folder;
  private Path images;

  @BeforeEach
  void lay() throws IOException {
    images = folder.resolve("pets");
    image("dogs/1.png", 1);
    image("dogs/young/2.png", 2);
    image("cats/3.png", 3);
  }

  private void image(String name, int seed) throws IOException {
    Path file = images.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Samples.png(4, 4, seed));
  }

  private Path labels(String... lines) throws IOException {
    return Files.write(folder.resolve("labels.csv"), List.of(lines));
  }

  private ImageSource open(String classes) {
    return DatasetKind.images().labelled(ClassLabels.of(classes)).open(images, Optional.empty());
  }

  private Pack pack(String classes) {
    Path target = folder.resolve("pets.pack");
    try (ImageSource source = open(classes)) {
      new PackBuilder(1).build(source, Preparation.to(SIZE), 3, target, false, PackListener.SILENT);
    }
    return Pack.open(target);
  }

  private static List<String> classes(Packed pack) {
    List<String> classes = new ArrayList<>();
    for (int i = 0; i < pack.count(); i++) {
      classes.add(pack.classes().get(pack.classOf(i)));
    }
    return classes;
  }

  private void assertRefused(String classes, String message) {
    assertThatThrownBy(() -> open(classes)).isInstanceOf(DataException.class).hasMessage(message);
  }

  @Test
  void areTheFoldersThatImagesLieIn() {
    try (Pack pack = pack("folders")) {
      assertThat(pack.classes()).containsExactly("cats", "dogs");
      assertThat(classes(pack)).containsExactly("cats", "dogs", "dogs");
    }
  }

  @Test
  void areFoldersBelowTheOneThatAllLieIn() throws IOException {
    Path outer = Files.createDirectories(folder.resolve("outer/all"));
    Files.move(images, outer.resolve("pets"));
    images = folder.resolve("outer");

    try (ImageSource source = open("folders")) {
      assertThat(source.labels()).containsExactly("cats", "dogs", "dogs");
    }
  }

  @Test
  void areWhatAFileSays() throws IOException {
    Path file =
        labels("name,class", "dogs/1.png,barks", "", "cats/3.png, purrs", "dogs/young/2.png,barks");

    try (Pack pack = pack(file.toString())) {
      assertThat(pack.classes()).containsExactly("barks", "purrs");
      assertThat(classes(pack)).containsExactly("purrs", "barks", "barks");
    }
  }

  @Test
  void areThoseOfTheImagesThatCouldBeUsed() throws IOException {
    Files.write(images.resolve("dogs/0.png"), new byte[20]);
    image("dogs/same.png", 1);

    try (Pack pack = pack("folders")) {
      assertThat(pack.count()).isEqualTo(3);
      assertThat(classes(pack)).containsExactly("cats", "dogs", "dogs");
    }
  }

  @Test
  void changeThePackThatIsKept() throws IOException {
    PackCache cache = new PackCache(folder.resolve("cache"), new PackBuilder(1));
    DatasetKind kind = DatasetKind.images();
    Path file = labels("dogs/1.png,a", "cats/3.png,a", "dogs/young/2.png,b");
    for (DatasetKind each :
        List.of(
            kind,
            kind.labelled(ClassLabels.of("folders")),
            kind.labelled(ClassLabels.of(file.toString())))) {
      try (Packed pack =
          cache.open(images, each, Preparation.to(SIZE), 3, false, PackListener.SILENT)) {
        assertThat(pack.classes()).hasSize(each.equals(kind) ? 0 : 2);
      }
    }
    labels("dogs/1.png,c", "cats/3.png,a", "dogs/young/2.png,b");
    try (Packed pack =
        cache.open(
            images,
            kind.labelled(ClassLabels.of(file.toString())),
            Preparation.to(SIZE),
            3,
            false,
            PackListener.SILENT)) {
      assertThat(classes(pack)).containsExactly("a", "c", "b");
    }
  }

  @Test
  void leavePacksWithoutThemAsTheyWere() {
    PackDescription description = new PackDescription("pets", "0", Preparation.to(SIZE), 0);

    assertThat(new String(PackHeader.toJson(description), StandardCharsets.UTF_8))
        .endsWith("\"skipped\":0,\"decoder\":" + ImageDecoder.VERSION + "}");
    assertThat(PackHeader.fromJson(PackHeader.toJson(description))).isEqualTo(description);
  }

  @Test
  void areWrongForImagesOutsideFolders() throws IOException {
    image("4.png", 4);

    assertRefused(
        "folders",
        "pets: the image 4.png lies in no folder that would be its class; move it into that of its"
            + " class");
  }

  @Test
  void areWrongWhereAllImagesHaveTheSame() throws IOException {
    Path file = labels("dogs/1.png,pet", "cats/3.png,pet", "dogs/young/2.png,pet");

    assertRefused(
        file.toString(), "pets: all its images are of the class pet; classes are two or more");
  }

  @Test
  void areWrongWhereTheFileLacksAnImage() throws IOException {
    Path file = labels("dogs/1.png,barks", "dogs/young/2.png,barks");

    assertRefused(
        file.toString(),
        file + ": has no line for the image cats/3.png of pets; add 'cats/3.png,CLASS'");
  }

  @Test
  void areWrongWhereTheFileHasAnImageThatIsNotThere() throws IOException {
    Path file =
        labels(
            "dogs/1.png,barks", "dogs/young/2.png,barks", "cats/3.png,purrs", "cats/33.png,purrs");

    assertRefused(
        file.toString(),
        file + ":4: there is no image cats/33.png in pets; did you mean cats/3.png?");
  }

  @Test
  void areWrongWhereALineIsNone() throws IOException {
    assertRefused(
        labels("dogs/1.png;barks").toString(),
        folder.resolve("labels.csv") + ":1: is not the name of an image, a comma and its class");
    assertRefused(
        labels("dogs/1.png,barks", "dogs/1.png,purrs").toString(),
        folder.resolve("labels.csv") + ":2: dogs/1.png has a class already, in line 1; keep one");
  }

  @Test
  void areWrongWhereNoImageOfAClassCanBeUsed() throws IOException {
    Files.createDirectories(images.resolve("newts"));
    Files.write(images.resolve("newts/1.png"), new byte[20]);

    assertThatThrownBy(() -> pack("folders"))
        .isInstanceOf(DataException.class)
        .hasMessage("pets: none of the images of the class newts can be used");
  }

  @Test
  void areThoseOfAnIdxFile() throws IOException {
    Path file = folder.resolve("train-labels-idx1-ubyte.gz");
    idx(file, 7, 3, 7);
    try (ImageSource source = open(file.toString())) {
      assertThat(source.labels()).containsExactly("7", "3", "7");
    }

    idx(file, 7, 3);
    assertRefused(
        file.toString(),
        file
            + ": has 2 labels, but pets has 3 images; name the file of images that they belong to");
  }

  private static void idx(Path file, int... labels) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
    for (int label : labels) {
      bytes.put((byte) label);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes.array());
    }
  }
}
