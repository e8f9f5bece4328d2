package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinateFigureTest {
  private static final String FLAT = "CelebA_64x64_N2M2S32";
  private static final int MACRO_PATCH = 0xfdc27e;
  private static final int SIDES_MEET = 0x12876a;
  private static final int ENDS_MEET = 0x7b3294;
  private static final int POLE = 0xc2187a;
  private static final int BEYOND = 0xd9d9d9;

  @TempDir private Path folder;

  private PixelImage draw(Object... arguments) {
    Path file = folder.resolve("figure.png");
    Object[] words = new Object[arguments.length + 3];
    words[0] = "coordinates";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    words[words.length - 2] = "--figure";
    words[words.length - 1] = file;
    CommandRun.of(words).succeeding();
    return Images.read(file, 3);
  }

  private static Set<Integer> colours(PixelImage picture) {
    Set<Integer> colours = new HashSet<>();
    byte[] pixels = picture.pixels();
    for (int i = 0; i < pixels.length; i += 3) {
      colours.add(
          ((pixels[i] & 0xFF) << 16) | ((pixels[i + 1] & 0xFF) << 8) | (pixels[i + 2] & 0xFF));
    }
    return colours;
  }

  @ParameterizedTest
  @CsvSource({
    "CelebA_64x64_N2M2S32, false, false, false, false",
    "MP3D_256x768_N2M2S128, true, false, false, false",
    "small/tiles-64, true, true, false, false",
    "small/sphere-64x128, true, false, true, false",
    "LSUN_256x256_N2M2S128_Extrapolation, false, false, false, true"
  })
  void showsHowTheEdgesOfASystemMeet(
      String name, boolean sidesMeet, boolean endsMeet, boolean poles, boolean beyond) {
    Set<Integer> colours = colours(draw(CommandRun.shipped(name)));

    assertThat(colours).contains(MACRO_PATCH);
    assertThat(colours.contains(SIDES_MEET)).isEqualTo(sidesMeet);
    assertThat(colours.contains(ENDS_MEET)).isEqualTo(endsMeet);
    assertThat(colours.contains(POLE)).isEqualTo(poles);
    assertThat(colours.contains(BEYOND)).isEqualTo(beyond);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "euclidean; [64, 64]; [64, 64]; [64, 64]",
        "spherical; [64, 64]; [64, 64]; [64, 64]",
        "toroidal; [64, 64]; [64, 64]; [16, 16]",
        "cylindrical; [32, 1024]; [32, 32]; [16, 16]",
        "euclidean; [512, 32]; [32, 32]; [16, 16]",
        "spherical; [32768, 65536]; [32, 32]; [4, 4]",
      })
  void drawsEveryLayout(String system, String full, String macro, String micro) {
    PixelImage picture =
        draw(
            CommandRun.shipped(FLAT),
            "--set=data_params.coordinate_system=" + system,
            "--set=model_params.spatial_dim=False",
            "--set=data_params.full_image_size=" + full,
            "--set=data_params.macro_patch_size=" + macro,
            "--set=data_params.micro_patch_size=" + micro);

    assertThat(picture.size().width()).isEqualTo(1440);
    assertThat(picture.size().height()).isBetween(500, 900);
    assertThat(colours(picture)).contains(MACRO_PATCH);
  }

  @Test
  void drawsTheSamePictureAgain() throws IOException {
    draw(CommandRun.shipped(FLAT));
    byte[] first = Files.readAllBytes(folder.resolve("figure.png"));
    draw(CommandRun.shipped(FLAT));

    assertThat(folder.resolve("figure.png")).hasBinaryContent(first);
  }

  @Test
  void printsTheTablesAndWhereThePictureIs() {
    Path file = folder.resolve("figure.png");

    CommandRun run =
        CommandRun.of("coordinates", CommandRun.shipped(FLAT), "--figure", file).succeeding();

    assertThat(run.output())
        .startsWith(CommandRun.of("coordinates", CommandRun.shipped(FLAT)).output());
    assertThat(run.outputLines()).last().isEqualTo("figure: " + file);
  }

  @Test
  void leavesJsonAsItIs() {
    Path file = folder.resolve("new/figure.PNG");

    CommandRun run =
        CommandRun.of("coordinates", CommandRun.shipped(FLAT), "--json", "--figure", file);

    assertThat(run.succeeding().output())
        .isEqualTo(CommandRun.of("coordinates", CommandRun.shipped(FLAT), "--json").output());
    assertThat(file).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"figure.jpg", "figure"})
  void refusesOtherFormatsAsWrongUsage(String name) {
    Path file = folder.resolve(name);

    CommandRun run = CommandRun.of("coordinates", CommandRun.shipped(FLAT), "--figure", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .startsWith("--figure draws a PNG: give it a name that ends in .png, not " + file + ". ");
    assertThat(file).doesNotExist();
  }

  @Test
  void saysInOneLineWhyThereIsNoPicture() throws IOException {
    Path inTheWay = Files.createFile(folder.resolve("file"));
    Path file = inTheWay.resolve("figure.png");

    CommandRun run = CommandRun.of("coordinates", CommandRun.shipped(FLAT), "--figure", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .startsWith(file + ": cannot be written: a file of that name is in the way;");
  }

  @Test
  void replacesNoFolder() throws IOException {
    Path file = Files.createDirectory(folder.resolve("figure.png"));

    CommandRun run = CommandRun.of("coordinates", CommandRun.shipped(FLAT), "--figure", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).singleElement().asString().startsWith(file + ": cannot be");
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }
}
