package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.backend.onnx.ModelInput;
import org.cocogan.backend.onnx.ModelOutput;
import org.cocogan.backend.onnx.OnnxBackendProvider;
import org.cocogan.backend.onnx.OnnxExport;
import org.cocogan.backend.onnx.OnnxModel;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.deploy.ModelKind;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.cocogan.testkit.OnnxChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportedModelTest {
  @TempDir Path folder;

  /** The latent vector that {@code generate} draws the first image of seed 0 from. */
  private static float[] firstLatent() {
    CountedRandom random = CountedRandom.of(0, "generated image", 0);
    float[] latent = new float[4];
    for (int i = 0; i < latent.length; i++) {
      latent[i] = random.nextFloat(-1, 1);
    }
    return latent;
  }

  private Path export(Path run, List<String> options) throws IOException {
    Path model = folder.resolve("model.onnx");
    List<Object> words = new ArrayList<>(List.of("export", run, "--output", model));
    words.addAll(options);
    words.add("--json");
    JsonNode json = CommandRun.of(words.toArray()).succeeding().json();
    assertThat(json.get("largest_difference").doubleValue()).isLessThanOrEqualTo(1e-4);
    OnnxChecker.check(Files.readAllBytes(model));
    return model;
  }

  @ParameterizedTest(name = "{0}, {1}, {3}")
  @CsvSource({
    "djl, euclidean, official, cocogan",
    "djl, euclidean, paper, cocogan",
    "djl, cylindrical, official, cocogan",
    "djl, cylindrical, paper, cocogan",
    "djl, spherical, official, cocogan",
    "djl, toroidal, paper, cocogan",
    "dl4j, euclidean, official, cocogan",
    "dl4j, spherical, paper, cocogan",
    "djl, cylindrical, paper, seamless",
    "dl4j, euclidean, paper, seamless"
  })
  void drawsWhatTheTrainingEngineDraws(
      String backend, String system, String variant, String generator) throws IOException {
    TinyExperiment tiny = TinyExperiment.in(folder.resolve("tiny"));
    tiny.train(
            "--steps",
            2,
            "--set",
            "train_params.backend=" + backend,
            "--set",
            "data_params.coordinate_system=" + system,
            "--set",
            "model_params.variant=" + variant,
            "--set",
            "model_params.generator=" + generator,
            "--set",
            "loss_params.code_loss_w=1",
            "--set",
            "train_params.Q_update_period=1")
        .succeeding();

    assertDrawsTheSame(tiny.run(), backend);
    assertFindsTheNearestPosition(tiny.run(), export(tiny.run(), List.of("--kind", "encoder")), 0);
  }

  @Test
  void goesBeyondTheEdgesWhereTheRunWasTrainedTo() throws IOException {
    TinyExperiment tiny = TinyExperiment.in(folder.resolve("tiny"));
    List<String> encoding = List.of("loss_params.code_loss_w=1", "train_params.Q_update_period=1");
    tiny.train(set(encoding)).succeeding();
    List<String> further =
        List.of(
            "train_params.train_extrap=True",
            "train_params.num_extrap_steps=1",
            "train_params.force_load_from_dir=" + tiny.run(),
            "log_params.exp_name=further");
    tiny.train(set(Stream.concat(encoding.stream(), further.stream()).toList())).succeeding();
    Path run = tiny.run("further");

    assertDrawsTheSame(run, "djl");
    assertFindsTheNearestPosition(tiny.run(), export(run, List.of("--kind", "encoder")), 1);
    try (ExportedModel model = ExportedModel.open(export(run, List.of("--kind", "image")), 1)) {
      assertThat(model.grid()).isEqualTo(new Grid(6, 6));
      assertThat(model.imageSize()).isEqualTo(new Size(24, 24));
    }
  }

  private static Object[] set(List<String> values) {
    return Stream.concat(
            Stream.of("--steps", 2), values.stream().flatMap(value -> Stream.of("--set", value)))
        .toArray();
  }

  private void assertDrawsTheSame(Path run, String backend) throws IOException {
    Path drawn = folder.resolve("drawn");
    CommandRun.of("generate", run, "--backend", backend, "--count", 1, "--output", drawn)
        .succeeding();
    byte[] expected = Pictures.bytes(TinyExperiment.files(drawn).get(0));
    for (String kind : List.of("patch", "image", "region")) {
      for (List<String> options :
          List.of(List.of("--kind", kind), List.of("--kind", kind, "--uint8"))) {
        try (ExportedModel model = ExportedModel.open(export(run, options), 1)) {
          assertThat(Pictures.largestDifference(model.image(firstLatent()), expected))
              .as(options.toString())
              .isLessThanOrEqualTo(1);
        }
      }
    }
  }

  /**
   * Compares with the macro coordinates that the command line prints.
   *
   * @param run one of the same coordinate system that is not extrapolated
   * @param beyond micro patches that the model's grid goes beyond each edge
   */
  private static void assertFindsTheNearestPosition(Path run, Path encoder, int beyond)
      throws IOException {
    CountedRandom random = CountedRandom.of(0, "macro patches", 0);
    float[] noise = new float[16 * 3 * 8 * 8];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat(-1, 1);
    }
    JsonNode places =
        CommandRun.of("coordinates", run.resolve("config.yaml"), "--json")
            .succeeding()
            .json()
            .get("macro_positions");
    try (OnnxModel model = OnnxModel.open(encoder, 1)) {
      Map<String, HostArray> outputs =
          model.run(Map.of("macro_patch", new HostArray(Shape.of(16, 3, 8, 8), noise)));
      HostArray coordinates = Objects.requireNonNull(outputs.get("coordinate"));
      HostArray positions = Objects.requireNonNull(outputs.get("position"));
      assertThat(positions.shape()).isEqualTo(Shape.of(16, 2));
      int entries = coordinates.shape().dimension(1);
      for (int i = 0; i < 16; i++) {
        float[] coordinate =
            Arrays.copyOfRange(coordinates.values(), i * entries, (i + 1) * entries);
        JsonNode nearest = nearest(places, coordinate);
        assertThat(positions.values()[2 * i]).isEqualTo(nearest.get("row").intValue() + beyond);
        assertThat(positions.values()[2 * i + 1])
            .isEqualTo(nearest.get("column").intValue() + beyond);
      }
    }
  }

  private static JsonNode nearest(JsonNode places, float[] coordinate) {
    JsonNode nearest = places.get(0);
    for (JsonNode place : places) {
      if (distance(place, coordinate) < distance(nearest, coordinate)) {
        nearest = place;
      }
    }
    return nearest;
  }

  private static double distance(JsonNode place, float[] coordinate) {
    double sum = 0;
    for (int i = 0; i < coordinate.length; i++) {
      sum += Math.pow(place.get("macro").get(i).doubleValue() - coordinate[i], 2);
    }
    return sum;
  }

  private static Path golden() throws Exception {
    return Path.of(
        Objects.requireNonNull(ExportedModelTest.class.getResource("export/format-1.onnx"))
            .toURI());
  }

  @Test
  void stillReadsTheFirstFormat() throws Exception {
    try (ExportedModel model = ExportedModel.open(golden(), 1)) {
      assertThat(model.kind()).isEqualTo(ModelKind.PATCH);
      assertThat(model.step()).isEqualTo(2);
      assertThat(model.grid()).isEqualTo(new Grid(4, 4));
      assertThat(model.imageSize()).isEqualTo(new Size(16, 16));
      assertThat(model.patchSize()).isEqualTo(new Size(4, 4));
      assertThat(model.latentDimension()).isEqualTo(4);
      assertThat(
              Pictures.largestDifference(
                  model.image(firstLatent()),
                  Pictures.bytes(golden().resolveSibling("format-1.png"))))
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void drawsAPatchAsItIsInItsImage() throws Exception {
    try (ExportedModel model = ExportedModel.open(golden(), 1)) {
      byte[] image = model.image(firstLatent());
      byte[] patch = model.patch(firstLatent(), 2, 3);
      byte[] cut = new byte[patch.length];
      for (int y = 0; y < 4; y++) {
        System.arraycopy(image, ((2 * 4 + y) * 16 + 3 * 4) * 3, cut, y * 4 * 3, 4 * 3);
      }

      assertThat(Pictures.largestDifference(patch, cut)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void refusesLatentVectorsAndPatchesThatDoNotFit() throws Exception {
    try (ExportedModel model = ExportedModel.open(golden(), 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.image(new float[5]))
          .withMessage("a latent vector of " + golden() + " has 4 entries, not 5");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.image(new float[] {0, 0, 2, 0}))
          .withMessage("entries of a latent vector lie in [-1, 1], and one is 2.0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.patch(firstLatent(), 4, 0))
          .withMessage("there is no micro patch 4,0; rows run from 0 to 3, columns from 0 to 3");
    }
  }

  @Test
  void refusesFilesThatExportHasNotWritten() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.onnx"), "no model");
    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> ExportedModel.open(text, 1))
        .withMessage(text + " is no whole ONNX model; copy or download it again");
    Path foreign = Files.write(folder.resolve("foreign.onnx"), foreignModel());
    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> ExportedModel.open(foreign, 1))
        .withMessage(
            foreign
                + " is an ONNX model, but none that ./cocogan export wrote: it has no property"
                + " cocogan.format");
    assertThatThrownBy(() -> ExportedModel.open(folder.resolve("gone.onnx"), 1))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "kind | banana | property cocogan.kind is banana",
        "kind | image | the inputs are {latent=[-1, 4]}, and they are {coordinate=[-1, 2], latent=",
        "grid | 5x4 | property cocogan.coordinates is [[",
        "grid | 0x4 | property cocogan.grid is 0x4",
        "grid | 100000x100000 | property cocogan.coordinates is [[",
        "coordinates | null | property cocogan.coordinates is null",
        "channels | 99999999999 | property cocogan.channels is 99999999999",
        "channels | 1 | the outputs are {patch=[-1, 1, 4, 4]}, and they are {patch=[-1, 3, 4, 4]}",
        "pixels | uint8 | the outputs are {patch=[-1, 4, 4, 3]}, and they are",
        "latent_dimension | 5 | the inputs are {coordinate=[-1, 2], latent=[-1, 5]}, and they are"
      })
  void refusesPropertiesThatDoNotFitTheModel(String key, String value, String reason)
      throws Exception {
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(golden())).toBuilder();
    model.getMetadataPropsBuilderList().stream()
        .filter(property -> property.getKey().equals("cocogan." + key))
        .forEach(property -> property.setValue(value));
    Path file = Files.write(folder.resolve("changed.onnx"), model.build().toByteArray());

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> ExportedModel.open(file, 1))
        .withMessageStartingWith(file + " is damaged: ")
        .withMessageContaining(reason);
  }

  /** A model of another program: y = 2x. */
  private static byte[] foreignModel() {
    try (Backend backend = new OnnxBackendProvider().start(new BackendOptions(1, "cpu"));
        Variables variables = backend.newVariables()) {
      return new OnnxExport(
              "foreign",
              "batch",
              rows ->
                  new ProgramDefinition(
                      "double",
                      Map.of("x", Shape.of(rows)),
                      Set.of(),
                      scope -> ProgramResult.of(Map.of("y", scope.input("x").multiply(2)))),
              List.of(new ModelInput.Values("x", "")),
              List.of(new ModelOutput.Values("y", "", false)),
              "",
              Map.of())
          .model(variables, 1);
    }
  }
}
