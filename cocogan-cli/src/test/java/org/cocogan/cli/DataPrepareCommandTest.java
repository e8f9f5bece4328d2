package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.cocogan.data.Crop;
import org.cocogan.data.Pack;
import org.cocogan.data.Preparation;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataPrepareCommandTest {
  /** The data sets that cocogan-data's tests read, made by the tools of their formats. */
  private static final Path FIXTURES =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolve("../cocogan-data/src/test/resources/org/cocogan/data")
          .normalize();

  @TempDir private Path folder;
  private Path pack;

  @BeforeEach
  void nameThePack() {
    pack = folder.resolve("out.pack");
  }

  private CommandRun prepare(Object... words) {
    return CommandRun.of(Stream.concat(Stream.of("data", "prepare"), Stream.of(words)).toArray());
  }

  /** Black, but for a red square where the authors' crop begins. */
  private static Path celebA(Path folder, int images) throws IOException {
    Files.createDirectories(folder);
    BufferedImage image = new BufferedImage(178, 218, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(25, 50, 32, 32);
    for (int i = 1; i <= images; i++) {
      graphics.setColor(Color.BLUE);
      graphics.fillRect(10 * i, 200, 10, 10);
      ImageIO.write(
          image, "jpg", folder.resolve(String.format(Locale.ROOT, "%06d.jpg", i)).toFile());
    }
    graphics.dispose();
    return folder;
  }

  @Test
  void packsCelebAWithTheAuthorsCrop() throws IOException {
    Path source = celebA(folder.resolve("img_align_celeba"), 3);

    CommandRun run = prepare("celeba", source, "--output", pack).succeeding();

    assertThat(run.outputLines().get(0))
        .matches(
            "packed 3 colour images of 128x128 from img_align_celeba into .*out\\.pack in .* s");
    assertThat(run.outputLines().get(1)).isEqualTo("contact sheet " + pack + ".png");
    try (Pack packed = Pack.open(pack)) {
      assertThat(packed.imageSize()).isEqualTo(new Size(128, 128));
      byte[] pixel = new byte[3];
      packed.read(2, 4, 4, 1, 1, pixel, 0, 3);
      assertThat(pixel[0] & 255).isGreaterThan(200);
      packed.read(2, 64, 64, 1, 1, pixel, 0, 3);
      assertThat(pixel[0] & 255).isLessThan(50);
      assertThat(packed.description().preparation().crop()).hasToString("128x128+50+25");
    }
    BufferedImage sheet = ImageIO.read(Path.of(pack + ".png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(2 * 128 + 3 * 2);
  }

  @Test
  void stretchesAndSqueezesWhereTheOfficialWayIsAskedFor() throws IOException {
    BufferedImage grey = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 40 * 20; i++) {
      grey.setRGB(i % 40, i / 40, i % 40 < 20 ? 0x646464 : 0x787878);
    }
    Path source = Files.createDirectory(folder.resolve("greys"));
    ImageIO.write(grey, "png", source.resolve("grey.png").toFile());

    JsonNode report =
        prepare(
                "images",
                source,
                "--output",
                pack,
                "--size",
                "10,10",
                "--preprocessing",
                "official",
                "--json")
            .succeeding()
            .json();

    assertThat(report.get("preprocessing").textValue()).isEqualTo("official");
    assertThat(report.get("crop").textValue()).isEqualTo("none");
    try (Pack packed = Pack.open(pack)) {
      byte[] row = new byte[30];
      packed.read(0, 5, 0, 1, 10, row, 0, 30);
      assertThat(row[0]).isEqualTo((byte) 0);
      assertThat(row[29]).isEqualTo((byte) 255);
    }
  }

  @Test
  void composesPanoramasOfCubeFaces() throws IOException {
    Path source = Files.createDirectory(folder.resolve("sky"));
    for (String name : List.of("Up", "Front", "Right", "Back", "Left", "Down")) {
      Files.copy(FIXTURES.resolve("skybox/" + name + ".jpg"), source.resolve(name + ".jpg"));
    }

    JsonNode report =
        prepare("mp3d", source, "--output", pack, "--size", "64,192", "--json").succeeding().json();

    assertThat(report.get("images").asInt()).isEqualTo(1);
    try (Pack packed = Pack.open(pack)) {
      assertThat(packed.imageSize()).isEqualTo(new Size(64, 192));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lsun, lsun.mdb, 4, 8x8, 0",
    "celeba-hq, arrays, 2, 8x8, 1",
    "mnist, images-idx3-ubyte.gz, 3, 32x32, 0",
    "tfrecord, images.tfrecord, 3, 8x8, 0",
  })
  void packsEveryKind(String kind, String name, int images, String size, int skipped)
      throws IOException {
    Path source = folder.resolve(name);
    if (kind.equals("lsun")) {
      try (InputStream in =
          new GZIPInputStream(Files.newInputStream(FIXTURES.resolve("lsun.mdb.gz")))) {
        Files.copy(in, source);
      }
    } else if (kind.equals("celeba-hq")) {
      Files.createDirectory(source);
      for (String array : List.of("bytes-1chw.npy", "float-unit.npy", "int64.npy")) {
        Files.copy(FIXTURES.resolve(array), source.resolve(array));
      }
    } else {
      Files.copy(FIXTURES.resolve(name), source);
    }
    Object[] words = {kind, source, "--output", pack, "--json"};
    Object[] smaller = {kind, source, "--output", pack, "--json", "--size", "8,8"};

    JsonNode report = prepare(kind.equals("lsun") ? smaller : words).succeeding().json();

    assertThat(report.get("images").asInt()).isEqualTo(images);
    assertThat(report.get("skipped").asInt()).isEqualTo(skipped);
    assertThat(report.get("skipped_images")).hasSize(skipped);
    assertThat(report.get("contact_sheet").asText()).isEqualTo(pack + ".png");
    try (Pack packed = Pack.open(pack)) {
      packed.verify();
      assertThat(packed.imageSize()).hasToString(size);
    }
  }

  @Test
  void namesWhatItSkipsAndLeavesNothingElseBehind() throws IOException {
    Path source = celebA(folder.resolve("celeba"), 2);
    Files.writeString(source.resolve("000003.jpg"), "no image");
    Files.copy(source.resolve("000001.jpg"), source.resolve("again.jpg"));
    ImageIO.write(
        new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB),
        "png",
        source.resolve("000004.png").toFile());

    CommandRun run = prepare("celeba", source, "--output", pack).succeeding();

    assertThat(run.outputLines())
        .containsSubsequence(
            "skipped 3:",
            "  000003.jpg: it is no PNG, JPEG, WebP, BMP or GIF image",
            "  000004.png: the crop 128x128+50+25 does not lie inside its 64x64 pixels",
            "  again.jpg: it is the same file as 000001.jpg");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("celeba", "out.pack", "out.pack.png");
  }

  @Test
  void preparesAsTheAuthorsCodeDoesWhereAsked() throws IOException {
    Path source = celebA(folder.resolve("celeba"), 1);

    prepare("celeba", source, "--output", pack, "--preprocessing", "official").succeeding();

    try (Pack packed = Pack.open(pack)) {
      assertThat(packed.description().preparation())
          .isEqualTo(Preparation.official(new Size(128, 128), Crop.parse("128x128+50+25")));
    }
  }

  @Test
  void endsAtTheFirstUnusableImageWhenStrict() throws IOException {
    Path source = celebA(folder.resolve("celeba"), 1);
    Files.writeString(source.resolve("000000.jpg"), "no image");

    CommandRun run = prepare("celeba", source, "--output", pack, "--strict");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "celeba: 000000.jpg: it is no PNG, JPEG, WebP, BMP or GIF image; repair or remove it,"
                + " or pack without strict");
    assertThat(folder.toFile().list()).containsExactly("celeba");
  }

  @Test
  void leavesAPackThatIsUpToDateAndAsksBeforeItReplacesAnother() throws IOException {
    Path source = celebA(folder.resolve("celeba"), 2);
    prepare("celeba", source, "--output", pack).succeeding();
    byte[] first = Files.readAllBytes(pack);

    CommandRun again = prepare("celeba", source, "--output", pack).succeeding();
    assertThat(again.outputLines().get(0))
        .isEqualTo(pack + " is up to date: 2 colour images of 128x128, 0 skipped");

    CommandRun smaller = prepare("celeba", source, "--output", pack, "--size", "64,64");
    assertThat(smaller.exitCode()).isEqualTo(1);
    assertThat(smaller.errorLines())
        .containsExactly(
            pack
                + ": exists and was made of something else, in another way or by an older decoder;"
                + " choose another --output or add --overwrite");
    assertThat(pack).hasBinaryContent(first);

    prepare("celeba", source, "--output", pack, "--size", "64x64", "--overwrite").succeeding();
    try (Pack packed = Pack.open(pack)) {
      assertThat(packed.imageSize()).isEqualTo(new Size(64, 64));
    }
  }

  @Test
  void neverReplacesAFileThatIsNoPack() throws IOException {
    Path source = celebA(folder.resolve("celeba"), 1);
    Files.writeString(pack, "a diary");

    CommandRun run = prepare("celeba", source, "--output", pack, "--overwrite");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(pack + ": exists and is no pack; choose another --output");
    assertThat(pack).hasContent("a diary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          celebb | --size=8,8     | there is no kind 'celebb'; there are images, celeba,
          celeba | --size=8       | '8' is no height,width such as 64,128
          celeba | --size=0,8     | '0,8' is no height,width such as 64,128
          celeba | --crop=middle  | there is no crop 'middle'
          celeba | --channels=4   | takes 3 for colour or 1 for grey, not 4
          """)
  void tellsWrongUsage(String kind, String option, String message) {
    CommandRun run = prepare(kind, folder, "--output", pack, option);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines().get(0)).contains(message);
  }

  @Test
  void saysWhatAKindLooksLikeWhereThereAreNoImages() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path records = Files.createFile(folder.resolve("none.tfrecord"));

    CommandRun images = prepare("images", empty, "--output", pack);
    CommandRun tfrecord = prepare("tfrecord", records, "--output", pack, "--size", "8,8");

    assertThat(images.exitCode()).isEqualTo(1);
    assertThat(images.errorLines())
        .containsExactly(
            empty
                + ": it has no images; name a folder or zip of PNG, JPEG, WebP, BMP or GIF images,"
                + " at any depth");
    assertThat(tfrecord.exitCode()).isEqualTo(1);
    assertThat(tfrecord.errorLines())
        .containsExactly(
            records
                + ": it has no images; name the authors' TFRecords, raw bytes of red, green, blue"
                + " under 'img': a file or its folder");
  }

  @Test
  void asksForASizeWhereNoImageTellsIt() throws IOException {
    Path source = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(source.resolve("a.png"), "no image");

    CommandRun run = prepare("images", source, "--output", pack);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            source
                + ": no image tells which size is meant, state --size; the last tried is a.png: it"
                + " is no PNG, JPEG, WebP, BMP or GIF image");
  }

  @Test
  void listsTheKinds() {
    assertThat(CommandRun.of("data", "kinds").succeeding().outputLines())
        .anyMatch(line -> line.startsWith("celeba-syn-outward "))
        .anyMatch(line -> line.startsWith("lsun "))
        .contains("                     size 128x128, crop 128x128+50+25");
  }

  @Test
  void trainingPacksANamedKindByItself() throws Exception {
    celebA(folder.resolve("data/celeba"), 4);
    TinyExperiment tiny = TinyExperiment.in(folder);

    try (ProgramProcess program =
        ProgramProcess.start(
            folder,
            "train",
            tiny.configuration(),
            "--set",
            "data_params.dataset=celeba",
            "--steps",
            1)) {
      assertThat(program.end().succeeding().output()).contains("packing 4 images of celeba (once)");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      Path made = files.filter(file -> file.toString().endsWith(".pack")).findFirst().orElseThrow();
      try (Pack packed = Pack.open(made)) {
        assertThat(packed.description().preparation().crop()).hasToString("128x128+50+25");
      }
    }
  }
}
