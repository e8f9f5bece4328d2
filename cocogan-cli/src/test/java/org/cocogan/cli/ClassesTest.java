package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.render.Drawing;
import org.cocogan.run.CocoGan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose images are of classes. */
class ClassesTest {
  @TempDir Path folder;
  private TinyExperiment tiny;

  /** Red and blue images, three times as many of the one, in the folders of their names. */
  @BeforeEach
  void paint() throws IOException {
    tiny = TinyExperiment.in(folder.resolve("tiny"));
    tiny.clearImages();
    for (int i = 0; i < 9; i++) {
      paint("red/" + i + ".png", new Color(250 - i, 10, 20));
    }
    for (int i = 0; i < 3; i++) {
      paint("blue/" + i + ".png", new Color(10, 20, 250 - i));
    }
  }

  private void paint(String name, Color colour) throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, 16, 16);
    graphics.dispose();
    Path file = tiny.images().resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private CommandRun train(Object... options) {
    return tiny.train(
        Stream.concat(Stream.of("--set", "data_params.classes=folders"), Stream.of(options))
            .toArray());
  }

  @ParameterizedTest
  @CsvSource({"djl, cocogan", "dl4j, seamless"})
  void areResumedBitForBit(String backend, String generator) throws IOException {
    Object[] options = {
      "--backend", backend, "--set", "model_params.generator=" + generator, "--steps"
    };
    train(with(options, 3)).succeeding();
    train(with(options, 6)).succeeding();
    train(with(options, 6, "--set", "log_params.exp_name=whole")).succeeding();

    assertThat(tiny.tensors(6))
        .hasSameBinaryContentAs(
            tiny.run("whole").resolve("checkpoints/00000006/tensors.safetensors"));
    assertThat(Files.readString(tiny.run().resolve("config.yaml")))
        .contains("  classes: \"folders\"\n")
        .contains("  class_counts: {blue: 3, red: 9}\n");
  }

  private static Object[] with(Object[] options, Object... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray();
  }

  @Test
  void areDrawnApartAfterSomeHundredSteps() throws IOException {
    trainRecipe(300);

    double red = redness("red");
    double blue = redness("blue");

    assertThat(red).isGreaterThan(blue + 80);
  }

  private void trainRecipe(int steps) {
    train(
            "--steps",
            steps,
            "--set",
            "model_params.generator=seamless",
            "--set",
            "loss_params.adversarial_loss=relativistic",
            "--set",
            "loss_params.regularizer=r1_r2",
            "--set",
            "loss_params.coord_loss_w=1",
            "--set",
            "model_params.variant=paper",
            "--set",
            "train_params.beta2=0.9",
            "--set",
            "train_params.glr=2e-3",
            "--set",
            "train_params.dlr=2e-3",
            "--set",
            "train_params.ema_decay=0",
            "--set",
            "log_params.ckpt_step=1000",
            "--set",
            "log_params.dump_img_step=1000")
        .succeeding();
  }

  /** How much more red than blue images of a class are. */
  private double redness(String name) throws IOException {
    double sum = 0;
    int count = 0;
    for (Path file : draw(tiny.run(), "--class", name, "--count", 8)) {
      byte[] pixels = Pictures.bytes(file);
      for (int i = 0; i < pixels.length; i += 3) {
        sum += (pixels[i] & 255) - (pixels[i + 2] & 255);
        count++;
      }
    }
    return sum / count;
  }

  private static List<Path> draw(Path run, Object... options) {
    List<Path> files = new ArrayList<>();
    CommandRun.of(Stream.concat(Stream.of("generate", run, "--json"), Stream.of(options)).toArray())
        .succeeding()
        .json()
        .get("files")
        .forEach(file -> files.add(Path.of(file.textValue())));
    return files;
  }

  @ParameterizedTest
  @CsvSource({"patch", "image"})
  void areKeptInExportedModels(String kind) throws IOException {
    train("--steps", 2).succeeding();
    Path model = folder.resolve(kind + ".onnx");
    CommandRun.of("export", tiny.run(), "--kind", kind, "--output", model).succeeding();

    try (Drawing run = CocoGan.create().open(tiny.run());
        ExportedModel exported = ExportedModel.open(model)) {
      assertThat(exported.latentSpace()).isEqualTo(run.latentSpace());
      assertThat(exported.latentDimension()).isEqualTo(6);
      assertThat(Pictures.largestDifference(bytes(exported, "red"), bytes(run, "red")))
          .isLessThanOrEqualTo(1);
      assertThat(bytes(run, "red")).isNotEqualTo(bytes(run, "blue"));
    }
    List<Path> fromModel = draw(model, "--class", "blue", "--count", 1);
    assertThat(fromModel.get(0)).hasFileName("seed-0-image-000000-blue.png");
    assertThat(
            Pictures.largestDifference(
                fromModel.get(0), draw(tiny.run(), "--class", "blue", "--count", 1).get(0)))
        .isLessThanOrEqualTo(1);
    assertThat(Files.readString(folder.resolve(kind + ".md")))
        .contains("then one for each class, 1 for its own and 0 for others: blue, red")
        .contains("cocogan.classes: {\"blue\":3,\"red\":9}");
  }

  private static byte[] bytes(Drawing drawing, String name) {
    return drawing.ofClass(name).pixels(0, 0, drawing.patchRegion(1, 1));
  }

  @Test
  void areDrawnAsOftenAsTheDataHaveThem() throws IOException {
    train("--steps", 1).succeeding();
    int reds = 0;
    for (int image = 0; image < 60; image++) {
      float[] latent;
      try (var run = CocoGan.create().open(tiny.run());
          var renderer = run.renderer(0)) {
        latent = renderer.latent(image).values();
      }
      assertThat(latent[4] + latent[5]).isEqualTo(1);
      reds += (int) latent[5];
    }
    assertThat(reds).isBetween(36, 54);
  }

  @Test
  void areNamedWhereTheyAreUnknown() {
    train("--steps", 1).succeeding();

    assertThat(CommandRun.of("generate", tiny.run(), "--class", "bleu"))
        .isEqualTo(
            new CommandRun(
                1, "", "cocogan: there is no class bleu; did you mean blue?; known: blue, red\n"));
  }

  @Test
  void areNotThereInRunsWithoutThem() {
    tiny.train("--steps", 1).succeeding();

    assertThat(CommandRun.of("generate", tiny.run(), "--class", "red"))
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "cocogan: there is no class red: it was trained without data_params.classes\n"));
  }

  @Test
  void areCountedByCheck() {
    CommandRun check =
        CommandRun.of(tiny.words("check", "--set", "data_params.classes=folders")).succeeding();

    assertThat(check.output())
        .containsPattern("classes +2 by folders: blue \\(3\\), red \\(9\\)")
        .containsPattern("latent vector +6, entries in \\[-1, 1\\), 2 of them for classes");
  }

  @Test
  void areLackingInTheImagesThatCheckNames() throws IOException {
    paint("stray.png", Color.RED);

    CommandRun check =
        CommandRun.of(tiny.words("check", "--set", "data_params.classes=folders")).succeeding();

    assertThat(check.errors())
        .contains(
            "warning: data_params.classes: images: the image stray.png lies in no folder that would"
                + " be its class");
    assertThat(train("--steps", 1).errors())
        .contains("images: the image stray.png lies in no folder that would be its class");
  }

  @Test
  void needADiscriminatorThatJudgesByThem() {
    assertThat(train("--set", "model_params.system=dcgan").errors())
        .contains(
            "data_params.classes: the discriminator dcgan does not judge by classes; write False,"
                + " or choose cocogan or style-conditional");
  }

  @Test
  void keepARunFromGoingOnWithOthers() throws IOException {
    train("--steps", 1).succeeding();
    paint("green/1.png", Color.GREEN);

    assertThat(train("--steps", 2).errors())
        .contains("model_params.class_counts: {blue: 3, green: 1, red: 9} here, {blue: 3, red: 9}");
  }
}
