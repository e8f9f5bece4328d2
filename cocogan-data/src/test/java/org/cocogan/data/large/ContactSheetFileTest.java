package org.cocogan.data.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.DataException;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.TooLargeException;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactSheetFileTest {
  @TempDir private Path folder;

  /** Rows of images end with rows of the file's bands, within them, and with the sheet. */
  @ParameterizedTest
  @CsvSource({"1,1,5,7,2,3", "4,2,14,3,2,1", "5,2,5,7,1,3", "7,3,40,9,0,3", "9,3,33,20,3,1"})
  void writesTheSheetThatIsTiledInMemory(
      int count, int columns, int height, int width, int gap, int channels) {
    ContactSheet layout = new ContactSheet(columns, gap, 200);
    Size size = new Size(height, width);
    List<PixelImage> images =
        IntStream.range(0, count).mapToObj(i -> noise(size, channels, i)).toList();
    Path file = folder.resolve("sheet.png");

    try (ContactSheetFile sheet = new ContactSheetFile(file, layout, count, size, channels)) {
      images.forEach(sheet::add);
      assertThat(file).doesNotExist();
      sheet.finish();
    }

    PixelImage expected = layout.tile(images);
    PixelImage written = Images.read(file, channels);
    assertThat(written.size()).isEqualTo(expected.size());
    assertThat(written.pixels()).isEqualTo(expected.pixels());
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void leavesNothingWhereImagesAreMissing() {
    Path file = folder.resolve("sheet.png");
    Size size = new Size(2, 2);

    try (ContactSheetFile sheet = new ContactSheetFile(file, ContactSheet.square(2), 2, size, 1)) {
      sheet.add(noise(size, 1, 0));
      assertThatIllegalStateException()
          .isThrownBy(sheet::finish)
          .withMessage("only 1 of 2 images are there");
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesASheetWhoseRowsAreTooLargeToHold() {
    Path file = folder.resolve("sheet.png");

    assertThatThrownBy(
            () ->
                new ContactSheetFile(
                    file, ContactSheet.square(1_000_000_000), 1_000_000_000, new Size(64, 64), 3))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file
                + ": a sheet of 1000000000 images of 64x64 is too large; draw fewer, or each into a"
                + " file of its own");
    assertThatThrownBy(
            () ->
                new ContactSheetFile(
                    file, ContactSheet.square(Integer.MAX_VALUE), 3, new Size(65_536, 65_536), 3))
        .isInstanceOf(TooLargeException.class)
        .hasMessageEndingWith(" is more than the 2147483647 that can be counted");
    assertThat(folder).isEmptyDirectory();
  }

  private static PixelImage noise(Size size, int channels, int seed) {
    byte[] pixels = new byte[size.height() * size.width() * channels];
    new Random(seed).nextBytes(pixels);
    return new PixelImage(size, channels, pixels);
  }
}
