package org.cocogan.data.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cocogan.data.DataException;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepZoomFolderTest {
  private static final Raster RASTER = new Raster(new Size(115, 70), 3, 16);
  private static final DeepZoomPage PAGE = new DeepZoomPage("A <new> \"picture\" & more", false);

  @TempDir private Path folder;

  private DeepZoomFolder open(String name, Raster raster, String drawn) {
    return DeepZoomFolder.open(folder.resolve(name), raster, PAGE, drawn);
  }

  private Path write(String name, Raster raster) {
    try (DeepZoomFolder zoom = open(name, raster, "drawn")) {
      Sample.add(zoom, raster, raster.bands());
      zoom.finish();
      return zoom.target();
    }
  }

  private static PixelImage halved(PixelImage image) {
    Size size = new Size((image.size().height() + 1) / 2, (image.size().width() + 1) / 2);
    byte[] pixels = new byte[size.height() * size.width() * image.channels()];
    PixelImage half = new PixelImage(size, image.channels(), pixels);
    Halving.paste(image, half, 0, 0);
    return half;
  }

  @Test
  void takesTheMeanOfTheUpToFourPixelsThatAreOne() {
    byte[] pixels = {0, 100, 40, 101, 0, (byte) 255, 10, 20, 31};
    PixelImage half = halved(new PixelImage(new Size(3, 3), 1, pixels));

    assertThat(half.pixels()).containsExactly(50, (byte) 148, 15, 31);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void showsThePictureAtEveryHalfOfItsSize(int channels) throws IOException {
    Raster raster = new Raster(new Size(115, 70), channels, 16);
    Path zoom = write("zoom", raster);
    PixelImage expected = Sample.of(raster);
    for (int level = 7; level >= 0; level--) {
      for (int top = 0; top < expected.size().height(); top += 16) {
        for (int left = 0; left < expected.size().width(); left += 16) {
          PixelRegion tile =
              new PixelRegion(
                  top,
                  left,
                  Math.min(16, expected.size().height() - top),
                  Math.min(16, expected.size().width() - left));
          String name =
              String.format(Locale.ROOT, "picture_files/%d/%d_%d.png", level, left / 16, top / 16);
          assertThat(Sample.read(zoom.resolve(name)))
              .as(name)
              .isEqualTo(expected.part(tile).pixels());
        }
      }
      expected = halved(expected);
    }
    assertThat(Sample.names(zoom)).containsExactly("index.html", "picture.dzi", "picture_files");
    assertThat(Sample.names(folder)).containsExactly("zoom");
  }

  @Test
  void goesOnAfterAnInterruption() throws IOException {
    try (DeepZoomFolder zoom = open("zoom", RASTER, "drawn")) {
      Sample.add(zoom, RASTER, 5);
    }
    Files.delete(folder.resolve("zoom.partial/picture_files/6/1_1.png"));
    try (DeepZoomFolder zoom = open("zoom", RASTER, "drawn")) {
      assertThat(zoom.done()).isEqualTo(3);
      Sample.add(zoom, RASTER, RASTER.bands());
      zoom.finish();
    }

    assertThat(contents(folder.resolve("zoom"))).isEqualTo(contents(write("again", RASTER)));
  }

  @Test
  void startsAnewWhereAnotherPictureWasBegun() throws IOException {
    try (DeepZoomFolder zoom = open("zoom", RASTER, "drawn")) {
      Sample.add(zoom, RASTER, 5);
    }
    try (DeepZoomFolder zoom = open("zoom", RASTER, "drawn otherwise")) {
      assertThat(zoom.startedAnew()).isTrue();
      assertThat(zoom.done()).isZero();
    }
    assertThat(Sample.names(folder)).isEmpty();
  }

  @Test
  void goesOnWhereItWasKilledBeforeItLetGoOfItsJournal() throws IOException {
    Path journal = folder.resolve("zoom.journal");
    Path kept = folder.resolve("kept");
    try (DeepZoomFolder zoom = open("zoom", RASTER, "drawn")) {
      Sample.add(zoom, RASTER, RASTER.bands());
      zoom.finish();
      Files.copy(journal, kept);
    }
    Map<String, String> finished = contents(folder.resolve("zoom"));
    Files.move(kept, journal);

    assertThatThrownBy(() -> open("zoom", RASTER, "drawn otherwise"))
        .hasMessageContaining("it exists already");
    assertThat(contents(folder.resolve("zoom"))).isEqualTo(finished);
    try (DeepZoomFolder zoom = open("zoom", RASTER, "drawn")) {
      assertThat(zoom.done()).isEqualTo(RASTER.bands());
      zoom.finish();
    }
    assertThat(contents(folder.resolve("zoom"))).isEqualTo(finished);
    assertThat(Sample.names(folder)).containsExactly("zoom");
  }

  @Test
  void refusesAFolderWithSomethingInIt() throws IOException {
    Path zoom = Files.createDirectory(folder.resolve("zoom"));
    Files.writeString(zoom.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> open("zoom", RASTER, "drawn"))
        .isInstanceOf(DataException.class)
        .hasMessage(zoom + ": it exists already; name another folder, or remove it");
    assertThat(Sample.names(folder)).containsExactly("zoom");
  }

  @Test
  void refusesASecondWriter() {
    try (DeepZoomFolder zoom = open("zoom", RASTER, "drawn")) {
      assertThatThrownBy(() -> open("zoom", RASTER, "drawn"))
          .hasMessage(zoom.target() + ": another program is writing it; name another folder");
    }
  }

  @Test
  void describesThePictureForPeopleAndPrograms() throws IOException {
    Path zoom = write("zoom", RASTER);

    assertThat(Files.readString(zoom.resolve("index.html")))
        .contains("<title>A &lt;new&gt; &quot;picture&quot; &amp; more</title>")
        .contains("width: 70, height: 115, tile: 16, lastLevel: 7")
        .doesNotContain("@")
        .doesNotContain("http");
    assertThat(Files.readString(zoom.resolve("picture.dzi")))
        .contains("TileSize=\"16\"", "Overlap=\"0\"", "<Size Width=\"70\" Height=\"115\"/>");
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
