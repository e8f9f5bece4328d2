package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.StyledGenerator;
import org.cocogan.plugin.Plugins;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.MovingAverage;
import org.cocogan.wiring.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that the StyleGAN-based project's code has saved become runs. Those here, and what their
 * networks gave there, are of that code itself ({@code tools/fixtures/style_released.py}).
 */
class ImportPyTorchTest {
  private static final Path CONFIGURATION = CommandRun.shipped("style/5-released");
  private static final String TRAINING = "train_step-5.model";
  private static final String GENERATOR = "010000.model";
  private static final int ROWS = 4;

  private static final List<String> SIZES =
      List.of(
          "data_params.full_image_size=[64, 64]",
          "data_params.macro_patch_size=[32, 32]",
          "data_params.micro_patch_size=[16, 16]",
          "model_params.ngf_base=2",
          "model_params.ndf_base=2",
          "model_params.z_dim=30",
          "model_params.mapping_layers=3");

  @TempDir Path folder;

  private Path run() {
    return folder.resolve("runs/style");
  }

  private CommandRun importing(String name, String... more) throws IOException {
    Path file = Golden.copy("style/" + name, folder.resolve(name));
    return importing(file, more);
  }

  private CommandRun importing(Path file, String... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("import", "pytorch", file, "--config", CONFIGURATION, "--output", run()));
    SIZES.forEach(setting -> words.addAll(List.of("--set", setting)));
    List.of(more).forEach(setting -> words.addAll(List.of("--set", setting)));
    words.add("--json");
    return CommandRun.of(words.toArray());
  }

  private TrainedRun trained() throws IOException {
    return TrainedRun.load(Workbench.create(Plugins.none()), run(), line -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"djl", "dl4j"})
  void drawsAndJudgesAsTheProjectsCodeDid(String engine) throws IOException {
    JsonNode made =
        importing(TRAINING, "train_params.backend=" + engine, "train_params.threads=1")
            .succeeding()
            .json();

    assertThat(made.path("anew")).hasSize(1);
    assertThat(made.path("anew").path(0).asText()).isEqualTo("the spatial predictor");
    assertThat(made.path("step").asInt()).isZero();
    Golden golden = Golden.of("style/outputs.safetensors", folder);
    try (TrainedRun trained = trained()) {
      Golden latest = drawn(trained, golden, name -> name);
      Golden.assertNear(latest.array("style"), transposed(golden, "generator_mapped_style"), 1e-5);
      golden.assertNear(merged(latest.array("patches")), "generator_full_step2", 1e-4);
      Golden average = drawn(trained, golden, MovingAverage.names(trained.variables()));
      Golden.assertNear(average.array("style"), transposed(golden, "g_running_mapped_style"), 1e-5);
      golden.assertNear(merged(average.array("patches")), "g_running_full_step2", 1e-4);
      Golden judged = judged(trained, golden);
      for (String name : List.of("pooled_features", "adversarial", "adversarial_without_coord")) {
        golden.assertNear(judged.array(name), name + "_step3", 1e-4);
      }
    }
  }

  @Test
  void takesTheAveragedGeneratorAlone() throws IOException {
    JsonNode made = importing(GENERATOR).succeeding().json();

    assertThat(made.path("anew")).hasSize(2);
    assertThat(made.path("anew").path(0).asText()).isEqualTo("the discriminator");
    Golden golden = Golden.of("style/outputs.safetensors", folder);
    try (TrainedRun trained = trained()) {
      HostArray patches = drawn(trained, golden, name -> name).array("patches");
      assertThat(patches.shape()).isEqualTo(Shape.of(ROWS * ROWS, 3, 16, 16));
      assertThat(MovingAverage.isKept(trained.variables())).isTrue();
    }
    CommandRun.of("generate", run(), "--count", 1, "--output", folder.resolve("drawn"))
        .succeeding();
    assertThat(TinyExperiment.files(folder.resolve("drawn"))).hasSize(1);
  }

  @Test
  void listsEverythingThatDoesNotFitAndWritesNothing() throws IOException {
    CommandRun refused =
        importing(
            TRAINING,
            "model_params.mapping_layers=4",
            "model_params.ndf_base=3",
            "data_params.micro_patch_size=[32, 32]",
            "data_params.macro_patch_size=[64, 64]",
            "data_params.full_image_size=[128, 128]");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errorLines())
        .startsWith(
            folder.resolve(TRAINING) + " is not of the networks that the configuration describes:")
        .contains(
            "  generator/style has 3 layers, as many as resolutions up to micro patches of 16"
                + " pixels; those of the configuration have 32",
            "  generator/style.7.linear.weight_orig [32, 32] is missing",
            "  g_running/style.7.linear.bias [32] is missing",
            "  discriminator/progression.4.conv2.0.conv.weight_orig [24, 24, 4, 4] is missing",
            "  discriminator/proj.linear.bias is [16] instead of [24]");
    assertThat(run()).doesNotExist();
  }

  @Test
  void refusesWhatItCannotBe() throws IOException {
    assertThat(importing(TRAINING, "train_params.ema_decay=0").errors())
        .contains("draws with averaged weights; set train_params.ema_decay, 0.999 there");
    assertThat(importing(TRAINING, "train_params.grow_from=8").errors())
        .contains("leave that key out");
    assertThat(importing(TRAINING, "data_params.coordinate_system=cylindrical").errors())
        .contains("choose data_params.coordinate_system euclidean");
    assertThat(importing(folder.resolve("nowhere.model")).errorLines())
        .containsExactly("there is no file " + folder.resolve("nowhere.model"));
    Path text = Files.writeString(folder.resolve("text.model"), "no tensors at all");
    assertThat(importing(text).errorLines())
        .containsExactly(text + " is no file that PyTorch has saved");
    Path damaged = Golden.copy("style/" + GENERATOR, folder.resolve("damaged.model"));
    try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
      file.seek(file.length() / 4);
      file.write(new byte[16]);
    }
    assertThat(importing(damaged).errors()).contains(damaged + " is damaged: the checksum of");
    assertThat(run()).doesNotExist();
  }

  /** Every micro patch in row-major order, at our coordinates, with the noise of the project. */
  private static Golden drawn(TrainedRun trained, Golden golden, UnaryOperator<String> names) {
    HostArray latent = golden.array("z");
    int width = latent.shape().dimension(1);
    float[] latents = new float[ROWS * ROWS * width];
    float[] coordinates = new float[ROWS * ROWS * 2];
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    for (int row = 0; row < ROWS * ROWS; row++) {
      System.arraycopy(latent.values(), 0, latents, row * width, width);
      coordinates[2 * row] = place(row / ROWS);
      coordinates[2 * row + 1] = place(row % ROWS);
    }
    inputs.put("latent", new HostArray(Shape.of(ROWS * ROWS, width), latents));
    inputs.put("coordinate", new HostArray(Shape.of(ROWS * ROWS, 2), coordinates));
    for (int block = 0; block < 3; block++) {
      inputs.put("generator/block" + block + "/noise", transposed(golden, "noise_" + block));
    }
    StyledGenerator generator = (StyledGenerator) trained.networks().generator();
    return run(
        trained,
        inputs,
        program -> {
          Given scope = new Given(program, names);
          Tensor style =
              generator.style(program.input("latent"), program.input("coordinate"), scope);
          return Map.of("style", style, "patches", generator.draw(style, scope));
        });
  }

  private static float place(int number) {
    return -1 + 2f * number / (ROWS - 1);
  }

  private static Golden judged(TrainedRun trained, Golden golden) {
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    inputs.put("image", golden.array("macro_image_step3"));
    HostArray place = golden.array("macro_coord");
    float[] swapped = new float[place.values().length];
    for (int i = 0; i < swapped.length; i++) {
      swapped[i] = place.values()[i ^ 1];
    }
    inputs.put("coordinate", new HostArray(place.shape(), swapped));
    var discriminator = trained.networks().discriminator();
    return run(
        trained,
        inputs,
        program -> {
          Given scope = new Given(program, name -> name);
          Tensor features = discriminator.features(program.input("image"), scope);
          Tensor coordinate = program.input("coordinate");
          return Map.of(
              "pooled_features", features,
              "adversarial", discriminator.realness(features, coordinate, scope),
              "adversarial_without_coord", discriminator.realness(features, scope));
        });
  }

  private interface Outputs {
    Map<String, Tensor> of(ProgramScope program);
  }

  private static Golden run(TrainedRun trained, Map<String, HostArray> inputs, Outputs outputs) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    inputs.forEach((name, value) -> shapes.put(name, value.shape()));
    ProgramDefinition definition =
        new ProgramDefinition(
            "golden", shapes, Set.of(), program -> ProgramResult.of(outputs.of(program)));
    try (Program program = trained.backend().compile(definition, trained.variables())) {
      return new Golden(program.run(inputs));
    }
  }

  /** A training pass, in which noise is an input of the program. */
  private record Given(ProgramScope program, UnaryOperator<String> names) implements NetworkScope {
    @Override
    public boolean training() {
      return true;
    }

    @Override
    public Tensor weight(String name) {
      return program.variable(names.apply(name));
    }

    @Override
    public Tensor state(String name) {
      return program.variable(name);
    }

    @Override
    public void advance(String name, Tensor value) {}

    @Override
    public void advanceInEveryStep(String name, Tensor value) {}

    @Override
    public Tensor shared(String key, Supplier<Tensor> computation) {
      return computation.get();
    }

    @Override
    public Tensor random(String name) {
      return program.input(name);
    }

    @Override
    public Tensor constant(HostArray value) {
      return program.constant(value);
    }
  }

  /** The project lists patches column by column. */
  private static HostArray transposed(Golden golden, String name) {
    HostArray patches = golden.array(name);
    int size = patches.values().length / ROWS / ROWS;
    float[] values = new float[patches.values().length];
    for (int i = 0; i < ROWS * ROWS; i++) {
      int other = i % ROWS * ROWS + i / ROWS;
      System.arraycopy(patches.values(), other * size, values, i * size, size);
    }
    return new HostArray(patches.shape(), values);
  }

  private static HostArray merged(HostArray patches) {
    int side = patches.shape().dimension(2);
    int full = ROWS * side;
    float[] values = new float[patches.values().length];
    for (int i = 0; i < values.length; i++) {
      int x = i % full;
      int y = i / full % full;
      int patch = y / side * ROWS + x / side;
      int channel = i / full / full;
      values[i] = patches.values()[((patch * 3 + channel) * side + y % side) * side + x % side];
    }
    return new HostArray(Shape.of(1, 3, full, full), values);
  }
}
