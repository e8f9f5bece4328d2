package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.plugin.Plugins;
import org.cocogan.render.CompiledGenerator;
import org.cocogan.run.LatentFile;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.Networks;
import org.cocogan.train.StepScope;
import org.cocogan.weights.tensorflow.SavedPrefix;
import org.cocogan.weights.tensorflow.TensorBundle;
import org.cocogan.wiring.Workbench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints that the authors' released code has saved become runs. The one here, and what its
 * networks gave there, are of that code itself: CelebA 64x64 N2M2S32 with reduced widths ({@code
 * tools/fixtures/released_step.py}).
 */
class ImportCommandTest {
  private static final String PREFIX = "model.ckpt-1234";
  private static final String DATA = PREFIX + ".data-00000-of-00001";
  private static final Path CONFIGURATION = CommandRun.shipped("CelebA_64x64_N2M2S32");

  /** The reduced widths. */
  private static final List<String> WIDTHS =
      List.of(
          "model_params.ngf_base=6",
          "model_params.ndf_base=5",
          "model_params.z_dim=24",
          "model_params.aux_dim=20");

  @TempDir Path folder;
  private Path checkpoint;
  private Path run;

  @BeforeEach
  void copyTheCheckpoint() throws IOException {
    checkpoint = Files.createDirectory(folder.resolve("ckpt"));
    run = folder.resolve("runs/released");
    for (String name : new String[] {"checkpoint", PREFIX + ".index", DATA}) {
      Golden.copy("ckpt/" + name, checkpoint.resolve(name));
    }
  }

  private CommandRun importing(Object from, List<String> settings, Object... further) {
    List<Object> words =
        new ArrayList<>(
            List.of("import", "tensorflow", from, "--config", CONFIGURATION, "--output", run));
    settings.forEach(setting -> words.addAll(List.of("--set", setting)));
    words.addAll(List.of(further));
    return CommandRun.of(words.toArray());
  }

  @Test
  void takesARunOfTheWorkingDirectoryByItsName() {
    run = Path.of("released");

    assertThat(importing(folder.resolve("missing"), WIDTHS).errors())
        .contains("missing")
        .doesNotContain("log_dir");
  }

  @Test
  void givesTheNetworksThatTheReleasedCodeHad() throws IOException {
    JsonNode made = importing(checkpoint, WIDTHS, "--json").succeeding().json();

    assertThat(made.path("step").asInt()).isEqualTo(1235);
    assertThat(made.path("moments").asBoolean()).isTrue();
    Golden golden = outputs();
    try (TrainedRun trained = TrainedRun.load(Workbench.create(Plugins.none()), run, line -> {})) {
      // A level of 255 is 0.008.
      Golden.assertNear(
          patches(trained, golden), channelsFirst(golden.array("micro_patches")), 1e-4);
      Golden judged = judgements(trained, golden);
      for (String name :
          List.of(
              "pooled_features",
              "adversarial",
              "adversarial_without_coord",
              "spatial_prediction",
              "content_prediction")) {
        golden.assertNear(judged.array(name), name, 1e-4);
      }
    }
  }

  @Test
  void drawsThePicturesThatTheReleasedCodeDrew() throws IOException {
    importing(checkpoint, WIDTHS).succeeding();
    Golden golden = outputs();
    HostArray z = golden.array("z");
    int dimension = z.shape().dimension(1);
    List<HostArray> latents = new ArrayList<>();
    for (int image = 0; image < z.shape().dimension(0); image++) {
      float[] row = Arrays.copyOfRange(z.values(), image * dimension, (image + 1) * dimension);
      latents.add(new HostArray(Shape.of(dimension), row));
    }
    Path file = folder.resolve("z.npy");
    LatentFile.write(file, latents);

    CommandRun.of("generate", run, "--latents", file, "--output", folder.resolve("drawn"))
        .succeeding();

    for (int image = 0; image < latents.size(); image++) {
      byte[] drawn = Pictures.bytes(folder.resolve("drawn/z-image-00000%s.png".formatted(image)));
      assertThat(Pictures.largestDifference(drawn, merged(golden.array("micro_patches"), image)))
          .isLessThanOrEqualTo(1);
    }
  }

  /** The image of 4x4 patches [place, image, 16, 16, 3], the places column by column, as bytes. */
  private static byte[] merged(HostArray patches, int image) {
    int images = patches.shape().dimension(1);
    byte[] merged = new byte[64 * 64 * 3];
    for (int i = 0; i < merged.length; i++) {
      int x = i / 3 % 64;
      int y = i / 3 / 64;
      int place = x / 16 * 4 + y / 16;
      int pixel = y % 16 * 16 + x % 16;
      float value = patches.values()[((place * images + image) * 256 + pixel) * 3 + i % 3];
      merged[i] = (byte) Math.round((value + 1) * 127.5f);
    }
    return merged;
  }

  @Test
  void goesOnTrainingWhereTheReleasedCodeStopped() throws IOException {
    importing(checkpoint.resolve(PREFIX), WIDTHS).succeeding();
    Path images = images();

    CommandRun training =
        CommandRun.of(
                "train",
                run.resolve("config.yaml"),
                "--steps",
                1236,
                "--set",
                "data_params.dataset=" + images,
                "--set",
                "train_params.batch_size=2")
            .succeeding();

    assertThat(training.output()).contains("going on from step 1235 (");
    assertThat(training.output()).contains("finished at step 1236");
  }

  @Test
  void givesBackTheCheckpointThatItWasMadeOf() throws IOException {
    importing(checkpoint, WIDTHS).succeeding();
    Path written = folder.resolve("written");

    JsonNode made =
        CommandRun.of("export", run, "--format", "tensorflow", "--output", written, "--json")
            .succeeding()
            .json();

    assertThat(made.path("tensors").asInt()).isEqualTo(316);
    TensorBundle before = TensorBundle.open(checkpoint.resolve(PREFIX));
    TensorBundle after = TensorBundle.open(SavedPrefix.find(written).orElseThrow().path());
    assertThat(after.prefix()).isEqualTo(written.resolve(PREFIX));
    assertThat(after.names()).isEqualTo(before.names());
    for (String name : before.names()) {
      assertThat(after.shape(name)).as(name).isEqualTo(before.shape(name));
      if (name.endsWith("_power") || name.contains("_power_")) {
        assertThat(after.read(name).scalar()).isCloseTo(before.read(name).scalar(), within(1e-6f));
      } else if (!name.equals("Variable")) {
        assertThat(after.read(name).values()).as(name).isEqualTo(before.read(name).values());
      }
    }
  }

  @Test
  void startsARunThatForceLoadFromDirPointsThere() throws IOException {
    List<Object> words = new ArrayList<>(List.of("train", CONFIGURATION, "--steps", 1));
    List<String> settings = new ArrayList<>(WIDTHS);
    settings.add("data_params.dataset=" + images());
    settings.add("train_params.batch_size=2");
    settings.add("train_params.force_load_from_dir=" + checkpoint);
    settings.add("log_params.log_dir=" + folder.resolve("runs"));
    settings.add("log_params.fid_step=inf");
    settings.forEach(setting -> words.addAll(List.of("--set", setting)));

    CommandRun training = CommandRun.of(words.toArray()).succeeding();

    assertThat(training.outputLines())
        .contains("starting with the networks of " + checkpoint.resolve(PREFIX));
  }

  @Test
  void listsEverythingThatDoesNotFitAndWritesNothing() {
    CommandRun refused =
        importing(
            checkpoint,
            List.of(
                "model_params.ngf_base=6",
                "model_params.ndf_base=5",
                "model_params.z_dim=24",
                "model_params.aux_dim=21",
                "model_params.d_extra_layers=1"));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errorLines())
        .startsWith(
            checkpoint.resolve(PREFIX)
                + " is not of the networks that the configuration describes:")
        .contains(
            "  D_discriminator/d_resblock_4/d_resblock_conv_1/w [3, 3, 40, 40] is missing",
            "  GD_spatial_prediction_head/fc1/w is [40, 20] instead of [40, 21]");
    assertThat(run).doesNotExist();
  }

  @Test
  void namesWhatIsTooMuch() {
    CommandRun refused =
        importing(
            checkpoint,
            List.of(
                "data_params.macro_patch_size=[16, 16]",
                "data_params.micro_patch_size=[8, 8]",
                "model_params.ngf_base=6",
                "model_params.ndf_base=5",
                "model_params.z_dim=24",
                "model_params.aux_dim=20"));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errorLines())
        .contains(
            "  D_discriminator/d_resblock_3/d_resblock_conv_1/b [40] is of no network here",
            "  G_generator/g_resblock_2/g_resblock_conv_sc/w [1, 1, 24, 12] is of no network here");
    assertThat(run).doesNotExist();
  }

  @Test
  void writesNothingOfADamagedCheckpoint() throws IOException {
    try (RandomAccessFile data = new RandomAccessFile(checkpoint.resolve(DATA).toFile(), "rw")) {
      data.seek(data.length() / 2);
      data.write(data.read() ^ 1);
    }
    assertThat(importing(checkpoint, WIDTHS).errors())
        .contains(DATA + " is damaged: the checksum of");
    assertThat(run).doesNotExist();

    try (RandomAccessFile data = new RandomAccessFile(checkpoint.resolve(DATA).toFile(), "rw")) {
      data.setLength(1000);
    }
    assertThat(importing(checkpoint, WIDTHS).errors()).contains(DATA + " is cut off: ");
    assertThat(run).doesNotExist();
  }

  @Test
  void refusesWhatItCannotBe() throws IOException {
    assertThat(importing(folder.resolve("nowhere"), WIDTHS).errorLines())
        .containsExactly(
            "there is no checkpoint of TensorFlow at "
                + folder.resolve("nowhere")
                + "; name the folder with its .index and .data files, or what their names begin"
                + " with");
    List<String> paper = new ArrayList<>(WIDTHS);
    paper.add("model_params.variant=paper");
    assertThat(importing(checkpoint, paper).errors())
        .contains("they need model_params.variant official");
    List<String> other = new ArrayList<>(WIDTHS);
    other.add("model_params.generator=full-image");
    assertThat(importing(checkpoint, other).exitCode()).isEqualTo(1);
    assertThat(run).doesNotExist();

    importing(checkpoint, WIDTHS).succeeding();
    assertThat(importing(checkpoint, WIDTHS).errorLines())
        .containsExactly(run + " holds a run already; choose another folder");
  }

  private Path images() throws IOException {
    TinyExperiment tiny = TinyExperiment.in(folder.resolve("tiny"));
    tiny.clearImages();
    for (int i = 0; i < 4; i++) {
      tiny.addImage(i + ".png", 64, BufferedImage.TYPE_INT_RGB);
    }
    return tiny.images();
  }

  private Golden outputs() throws IOException {
    return Golden.of("outputs.safetensors", folder);
  }

  /** Every micro patch of every latent vector, grid-major, as the golden ones are. */
  private static HostArray patches(TrainedRun trained, Golden golden) {
    HostArray latents = golden.array("z");
    HostArray places = golden.array("micro_coords");
    int images = latents.shape().dimension(0);
    int rows = images * places.shape().dimension(0);
    float[] latent = new float[rows * latents.shape().dimension(1)];
    float[] coordinate = new float[rows * 2];
    for (int row = 0; row < rows; row++) {
      int width = latents.shape().dimension(1);
      System.arraycopy(latents.values(), row % images * width, latent, row * width, width);
      System.arraycopy(places.values(), row / images * 2, coordinate, row * 2, 2);
    }
    Networks networks = trained.networks();
    ProgramDefinition definition =
        CompiledGenerator.definition(networks.generator(), networks.settings(), rows, name -> name);
    try (Program program = trained.backend().compile(definition, trained.variables())) {
      Map<String, HostArray> inputs =
          Map.of(
              "latent", new HostArray(Shape.of(rows, latent.length / rows), latent),
              "coordinate", new HostArray(Shape.of(rows, 2), coordinate));
      return new Golden(program.run(inputs)).array("micro_patch");
    }
  }

  private static Golden judgements(TrainedRun trained, Golden golden) {
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    inputs.put("image", channelsFirst(golden.array("macro_image")));
    inputs.put("coordinate", golden.array("macro_coord"));
    Map<String, Shape> shapes = new LinkedHashMap<>();
    inputs.forEach((name, value) -> shapes.put(name, value.shape()));
    var discriminator = trained.networks().discriminator();
    ProgramDefinition definition =
        new ProgramDefinition(
            "judgements",
            shapes,
            Set.of(),
            program -> {
              StepScope scope = StepScope.inference(program, name -> name);
              Tensor features = discriminator.features(program.input("image"), scope);
              return ProgramResult.of(
                  Map.of(
                      "pooled_features", features,
                      "adversarial",
                          discriminator.realness(features, program.input("coordinate"), scope),
                      "adversarial_without_coord", discriminator.realness(features, scope),
                      "spatial_prediction", discriminator.coordinate(features, scope),
                      "content_prediction", discriminator.latent(features, scope)));
            });
    try (Program program = trained.backend().compile(definition, trained.variables())) {
      return new Golden(program.run(inputs));
    }
  }

  /** [..., height, width, channels] to [rows, channels, height, width]. */
  private static HostArray channelsFirst(HostArray image) {
    int[] sizes = image.shape().dimensions();
    int channels = sizes[sizes.length - 1];
    int width = sizes[sizes.length - 2];
    int height = sizes[sizes.length - 3];
    int pixels = height * width;
    float[] values = new float[image.values().length];
    for (int i = 0; i < values.length; i++) {
      int pixel = i / channels;
      values[(pixel / pixels * channels + i % channels) * pixels + pixel % pixels] =
          image.values()[i];
    }
    int rows = values.length / channels / pixels;
    return new HostArray(Shape.of(rows, channels, height, width), values);
  }
}
