package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.cocogan.data.Crop;
import org.cocogan.data.ImageSource;
import org.cocogan.data.PackBuilder;
import org.cocogan.data.PackDescription;
import org.cocogan.data.PackListener;
import org.cocogan.data.PackWriter;
import org.cocogan.data.Preparation;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code check} finds the images, and what it says where it does not. */
class CheckedDataTest {
  @TempDir Path folder;

  private static CommandRun check(Path dataset) {
    return CommandRun.of(
            "check",
            CommandRun.shipped("CelebA_64x64_N2M2S32"),
            "--json",
            "--set",
            "data_params.dataset=" + dataset)
        .succeeding();
  }

  private static void assertFound(Path dataset, String where) {
    CommandRun run = check(dataset);
    assertThat(run.errors()).isEmpty();
    assertThat(images(run)).isEqualTo(where);
  }

  private static void assertWarned(Path dataset, String images, String warning) {
    CommandRun run = check(dataset);
    assertThat(images(run)).isEqualTo(images);
    assertThat(run.errorLines())
        .containsExactly("command line: warning: data_params.dataset: " + warning);
  }

  private static String images(CommandRun run) {
    return run.json().get("data").get("images").textValue();
  }

  private static String prepared(CommandRun run) {
    return run.json().get("data").get("prepared").textValue();
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }

  private Path folderOfOneImage() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("images/deep"));
    Files.write(deep.resolve("one.PNG"), png());
    return folder.resolve("images");
  }

  private Path pack(Size size) throws IOException {
    Path pack = folder.resolve("images.pack");
    try (ImageSource source = ImageSource.open(folderOfOneImage())) {
      new PackBuilder(1)
          .build(
              source,
              new Preparation(size, Crop.centre(), false),
              3,
              pack,
              true,
              new PackListener() {});
    }
    return pack;
  }

  @Test
  void findsAFolder() throws IOException {
    Path images = folderOfOneImage();

    assertFound(images, "the folder " + images);
  }

  @Test
  void findsAnImageByItsContentInAFolder() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Files.write(images.resolve("download"), png());

    assertFound(images, "the folder " + images);
  }

  @Test
  void findsAZipAndCountsItsImages() throws IOException {
    Path file = folder.resolve("images.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : new String[] {"a.png", "download"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(png());
      }
      zip.putNextEntry(new ZipEntry("read.me"));
      zip.write("a text".getBytes(StandardCharsets.UTF_8));
    }

    assertFound(file, "the zip " + file + ", 2 images");
  }

  @Test
  void findsAPackAndCountsItsImages() throws IOException {
    Path pack = pack(new Size(64, 64));

    assertFound(pack, "the pack " + pack + ", 1 image");
  }

  @Test
  void saysThatAPackWasMadeByAnOlderDecoder() throws IOException {
    Path pack = folder.resolve("images.pack");
    Size size = new Size(64, 64);
    try (PackWriter writer = new PackWriter(pack, size, 3, 1)) {
      writer.add(new byte[64 * 64 * 3]);
      writer.finish(new PackDescription("images", "0", Preparation.to(size), 0, 1));
    }

    assertFound(
        pack,
        "the pack "
            + pack
            + ", 1 image; its images were decoded by an older version, which read some files"
            + " wrongly, lossy WebP among them; pack them again (docs/data.md says which)");
  }

  @Test
  void saysThatAPackWasMadeTheOfficialWay() throws IOException {
    Path pack = folder.resolve("images.pack");
    try (ImageSource source = ImageSource.open(folderOfOneImage())) {
      new PackBuilder(1)
          .build(
              source,
              Preparation.official(new Size(64, 64), Crop.none()),
              3,
              pack,
              true,
              PackListener.SILENT);
    }

    assertFound(pack, "the pack " + pack + ", 1 image");
    assertThat(prepared(check(pack)))
        .isEqualTo("squeezed and stretched to 0..255 as the released code does");
  }

  @Test
  void saysHowAKindIsCropped() {
    CommandRun run = check(Path.of("celeba"));

    assertThat(images(run)).isEqualTo("not there yet");
    assertThat(prepared(run)).isEqualTo("cropped to 128x128+50+25");
  }

  @Test
  void warnsOfAKindWhoseCropIsTooSmall() {
    CommandRun run =
        CommandRun.of(
                "check",
                CommandRun.shipped("small/portraits-32"),
                "--json",
                "--set",
                "data_params.dataset=celeba",
                "--set",
                "data_params.full_image_size=[256,256]")
            .succeeding();

    assertThat(prepared(run)).isEqualTo("not possible");
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .contains(": the crop 128x128+50+25 is smaller than the target of 256x256 pixels");
  }

  @Test
  void warnsOfAPackOfAnotherSize() throws IOException {
    Path pack = pack(new Size(32, 32));

    assertWarned(
        pack,
        "not usable",
        pack
            + ": its images are 32x32 RGB but 64x64 RGB is wanted; change what is wanted or pack"
            + " the images again");
  }

  @Test
  void warnsOfWhatIsNotThere() {
    Path gone = folder.resolve("gone");

    assertWarned(
        gone, "not there yet", "there is no folder, zip or pack " + gone + "; train needs one");
  }

  @Test
  void warnsOfAFolderWithoutImages() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "none yet");

    assertWarned(folder, "not usable", "the folder " + folder + " has no images; train needs some");
  }

  @Test
  void warnsOfAFileOfAnotherKind() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "none yet");

    assertWarned(
        file, "not usable", file + ": neither a folder nor a zip; put the images into one of them");
  }
}
