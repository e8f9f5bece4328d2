package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CubeFacesTest {
  private static final Size SIZE = new Size(8, 24);
  private static final List<String> WORDS = List.of("front", "right", "back", "left", "up", "down");

  @TempDir private Path temporary;

  @Test
  void looksAtSkyboxThreeBetweenTwoAndFour() throws IOException {
    Files.createDirectories(temporary.resolve("a"));
    matterport("a/0f3").forEach((name, face) -> write(temporary.resolve(name), face));

    try (ImageSource source = open(temporary)) {
      assertThat(source.entries()).containsExactly("a/0f3");
      PixelImage panorama = load(source, 0);

      assertThat(panorama.size()).isEqualTo(SIZE);
      // Columns 0, 6, 12, 18 and 23 look at the back, the left, the front, the right, the back.
      assertThat(row(panorama, 4, 0, 6, 12, 18, 23)).containsExactly(10, 20, 30, 40, 10);
      assertThat(row(panorama, 0, 0, 6, 12, 18, 23)).containsOnly(0);
      assertThat(row(panorama, 7, 0, 6, 12, 18, 23)).containsOnly(50);
    }
  }

  @Test
  void looksAtTheFrontBetweenLeftAndRight() throws IOException {
    words("").forEach((name, face) -> write(temporary.resolve(name), face));

    try (ImageSource source = open(temporary)) {
      assertThat(source.entries()).containsExactly(temporary.getFileName().toString());
      assertThat(row(load(source, 0), 4, 0, 6, 12, 18, 23)).containsExactly(2, 3, 0, 1, 2);
    }
  }

  @Test
  void readsZipsAsTheyAreDistributedAndTheSameUnpackedOnce() throws IOException {
    Path scans = Files.createDirectories(temporary.resolve("v1/scans/17D"));
    Map<String, byte[]> zipped = matterport("17D/matterport_skybox_images/0f3");
    zipped.putAll(matterport("17D/matterport_skybox_images/1a2"));
    Samples.zip(scans.resolve("matterport_skybox_images.zip"), zipped);
    Files.createDirectories(scans.resolve("17D/matterport_skybox_images"));
    matterport("17D/matterport_skybox_images/1a2")
        .forEach((name, face) -> write(scans.resolve(name), face));

    try (ImageSource source = open(temporary)) {
      String folder = "v1/scans/17D/17D/matterport_skybox_images/";
      assertThat(source.entries()).containsExactly(folder + "0f3", folder + "1a2");
      assertThat(load(source, 0).pixels()).isEqualTo(load(source, 1).pixels());
      assertThat(source.skipped()).isEmpty();
    }
    try (ImageSource source = open(scans.resolve("matterport_skybox_images.zip"))) {
      assertThat(source.entries()).hasSize(2);
    }
  }

  @Test
  void namesCubesThatAreNotWhole() throws IOException {
    Map<String, byte[]> files = words("whole/");
    words("half/").entrySet().stream()
        .limit(3)
        .forEach(one -> files.put(one.getKey(), one.getValue()));
    Path zip = Samples.zip(temporary.resolve("skies.zip"), files);

    try (ImageSource source = open(zip)) {
      assertThat(source.entries()).containsExactly("whole");
      assertThat(source.skipped())
          .containsExactly(
              new Skipped("half", "of its six faces there are only back, front, right"));
    }
  }

  @Test
  void namesBrokenZipsAndGoesOn() throws IOException {
    words("").forEach((name, face) -> write(temporary.resolve(name), face));
    Path zip = Samples.zip(temporary.resolve("cut.zip"), matterport("0f3"));
    Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 300));

    try (ImageSource source = open(temporary)) {
      assertThat(source.entries()).hasSize(1);
      assertThat(source.skipped())
          .containsExactly(new Skipped("cut.zip", "it is a broken zip; copy or make it anew"));
    }
  }

  @Test
  void saysWhichFaceIsBroken() throws IOException {
    words("").forEach((name, face) -> write(temporary.resolve(name), face));
    Path left = temporary.resolve("left.png");
    Files.write(left, Arrays.copyOf(Files.readAllBytes(left), 45));

    try (ImageSource source = open(temporary)) {
      assertThatThrownBy(() -> load(source, 0))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("its face left: it is broken or cut off: ");
    }
  }

  @Test
  void takesAFolderWithoutFacesForReadyPanoramas() throws IOException {
    write(temporary.resolve("one.png"), Samples.png(12, 24, 1));

    try (ImageSource source = open(temporary)) {
      assertThat(source.entries()).containsExactly("one.png");
    }
  }

  @Test
  void refusesAFolderOfNeither() {
    assertThatThrownBy(() -> open(temporary))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(temporary + ": it has no faces of cubes; call them ");
  }

  @Test
  void noticesChangedFaces() throws IOException {
    Path zip = Samples.zip(temporary.resolve("skies.zip"), words("a/"));
    String before = digest();
    assertThat(digest()).isEqualTo(before);

    Files.delete(zip);
    Samples.zip(zip, words("b/"));

    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void packsPanoramasOfTheKind() throws IOException {
    Path target = temporary.resolve("skies.pack");
    Path zip = Samples.zip(temporary.resolve("skies.zip"), words("a/"));
    DatasetKind kind = DatasetKinds.named("mp3d").orElseThrow();

    try (ImageSource source = kind.open(zip, kind.size())) {
      Preparation preparation = kind.preparation(kind.size().orElseThrow(), Crop.none());
      new PackBuilder(1).build(source, preparation, 3, target, true, PackListener.SILENT);
    }

    try (Pack pack = Pack.open(target)) {
      assertThat(pack.imageSize()).isEqualTo(new Size(256, 768));
      assertThat(pack.count()).isEqualTo(1);
    }
  }

  private String digest() {
    try (ImageSource source = open(temporary)) {
      return source.digest();
    }
  }

  private static ImageSource open(Path path) {
    return CubeFaces.open(path, SIZE);
  }

  private static PixelImage load(ImageSource source, int index) {
    return source.load(index, new ImageDecoder(1), image -> image);
  }

  private static List<Integer> row(PixelImage panorama, int row, int... columns) {
    int[] values = Samples.values(panorama);
    return Arrays.stream(columns).mapToObj(column -> values[row * 24 + column]).toList();
  }

  /** Grey faces of 10 times their number. */
  private static Map<String, byte[]> matterport(String cube) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      files.put(cube + "_skybox" + i + "_sami.jpg", grey(10 * i));
    }
    return files;
  }

  /** Grey faces of their number in the list. */
  private static Map<String, byte[]> words(String folder) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      files.put(folder + WORDS.get(i) + ".png", grey(i));
    }
    return files;
  }

  private static byte[] grey(int value) {
    byte[] pixels = new byte[16 * 16];
    Arrays.fill(pixels, (byte) value);
    return Images.encodePng(new PixelImage(new Size(16, 16), 1, pixels));
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
