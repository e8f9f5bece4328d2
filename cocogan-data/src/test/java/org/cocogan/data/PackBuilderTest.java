package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackBuilderTest {
  private static final Size SIZE = new Size(16, 16);
  private static final Preparation PREPARATION = Preparation.to(SIZE);

  @TempDir private Path temporary;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void packsImagesInTheOrderOfTheirNames(int threads) throws IOException {
    Path folder = Samples.folder(temporary.resolve("images"), 50, SIZE);
    Path target = temporary.resolve("images.pack");

    PackSummary summary =
        build(new PackBuilder(threads), folder, 3, target, false, PackListener.SILENT);

    assertThat(summary).isEqualTo(new PackSummary(50, List.of()));
    try (Pack pack = Pack.open(target)) {
      pack.verify();
      assertThat(pack.count()).isEqualTo(50);
      for (int i = 0; i < 50; i++) {
        assertThat(whole(pack, i)).isEqualTo(Samples.noise(SIZE, 3, i).pixels());
      }
    }
  }

  @Test
  void buildsTheSameFileWithAnyNumberOfThreads() throws IOException {
    Path folder = Samples.folder(temporary.resolve("images"), 30, new Size(40, 50));
    Files.write(folder.resolve("015a.png"), new byte[3]);
    Path one = temporary.resolve("one.pack");
    Path many = temporary.resolve("many.pack");

    build(new PackBuilder(1), folder, 1, one, false, PackListener.SILENT);
    build(new PackBuilder(5), folder, 1, many, false, PackListener.SILENT);

    assertThat(many).hasSameBinaryContentAs(one);
  }

  @Test
  void namesWhatItSkips() throws IOException {
    Path folder = mixedFolder();
    Path target = temporary.resolve("images.pack");

    PackSummary summary = build(new PackBuilder(), folder, 3, target, false, PackListener.SILENT);

    assertThat(summary.packed()).isEqualTo(2);
    assertThat(summary.skipped())
        .extracting(Skipped::toString)
        .satisfiesExactly(
            first ->
                assertThat(first).isEqualTo("scan.tif: tif images are not read; convert it to png"),
            cut -> assertThat(cut).startsWith("cut.png: it is broken or cut off: "),
            small ->
                assertThat(small)
                    .isEqualTo("small.png: its 15x40 pixels are too few for the wanted 16x16"),
            text ->
                assertThat(text).isEqualTo("text.jpg: it is no PNG, JPEG, WebP, BMP or GIF image"));
    try (Pack pack = Pack.open(target)) {
      assertThat(pack.description().skipped()).isEqualTo(4);
      assertThat(pack.description().source()).isEqualTo("images");
      assertThat(whole(pack, 1)).isEqualTo(Samples.noise(SIZE, 3, 1).pixels());
    }
  }

  @Test
  void refusesTheFirstUnusableImageWhenStrict() throws IOException {
    Path folder = mixedFolder();
    Path target = temporary.resolve("images.pack");

    assertThatThrownBy(() -> build(new PackBuilder(), folder, 3, target, true, PackListener.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "images: scan.tif: tif images are not read; convert it to png;"
                + " repair or remove it, or pack without strict");
    Files.delete(folder.resolve("scan.tif"));
    assertThatThrownBy(() -> build(new PackBuilder(), folder, 3, target, true, PackListener.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("images: cut.png: it is broken or cut off: ");
    assertThat(temporary).isDirectoryNotContaining("glob:**images.pack*");
  }

  @Test
  void refusesASourceWithoutImages() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("images"));
    Path target = temporary.resolve("images.pack");

    assertThatThrownBy(
            () -> build(new PackBuilder(), folder, 3, target, false, PackListener.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessage("images: it has no images");
    assertThat(target).doesNotExist();
  }

  @Test
  void refusesASourceWithoutAnyUsableImage() throws IOException {
    Path folder = Samples.folder(temporary.resolve("images"), 3, new Size(8, 8));
    Path target = temporary.resolve("images.pack");

    assertThatThrownBy(
            () -> build(new PackBuilder(), folder, 3, target, false, PackListener.SILENT))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "images: none of its 3 images can be used; the first left out is"
                + " 000.png: its 8x8 pixels are too few for the wanted 16x16");
    assertThat(temporary).isDirectoryNotContaining("glob:**images.pack*");
  }

  @Test
  void tellsItsProgress() throws IOException {
    Path folder = Samples.folder(temporary.resolve("images"), 3, SIZE);
    List<String> heard = new ArrayList<>();
    PackListener listener =
        new PackListener() {
          @Override
          public void started(String source, int images) {
            heard.add(source + " " + images);
          }

          @Override
          public void advanced(int done, int total) {
            heard.add(done + "/" + total);
          }

          @Override
          public void finished(PackSummary summary) {
            heard.add("packed " + summary.packed());
          }
        };

    build(new PackBuilder(), folder, 3, temporary.resolve("images.pack"), false, listener);

    assertThat(heard).containsExactly("images 3", "1/3", "2/3", "3/3", "packed 3");
  }

  private Path mixedFolder() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("images"));
    Files.write(folder.resolve("a.png"), Samples.png(16, 16, 0));
    Files.write(folder.resolve("z.png"), Samples.png(16, 16, 1));
    Files.write(folder.resolve("cut.png"), Arrays.copyOf(Samples.png(16, 16, 2), 200));
    Files.write(folder.resolve("small.png"), Samples.png(15, 40, 3));
    Files.write(folder.resolve("text.jpg"), "a text".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("scan.tif"), new byte[10]);
    return folder;
  }

  private static PackSummary build(
      PackBuilder builder,
      Path from,
      int channels,
      Path target,
      boolean strict,
      PackListener listener) {
    try (ImageSource source = ImageSource.open(from)) {
      return builder.build(source, PREPARATION, channels, target, strict, listener);
    }
  }

  private static byte[] whole(Pack pack, int image) {
    byte[] pixels = new byte[16 * 16 * 3];
    pack.read(image, 0, 0, 16, 16, pixels, 0, 48);
    return pixels;
  }
}
