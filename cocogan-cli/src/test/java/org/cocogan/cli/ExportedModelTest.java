package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cocogan.backend.onnx.ModelInput;
import org.cocogan.backend.onnx.ModelOutput;
import org.cocogan.backend.onnx.OnnxBackendProvider;
import org.cocogan.backend.onnx.OnnxExport;
import org.cocogan.cli.export.ExportedModel;
import org.cocogan.cli.export.ModelKind;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
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

  private Path export(TinyExperiment tiny, List<String> options) {
    Path model = folder.resolve("model.onnx");
    List<Object> words = new ArrayList<>(List.of("export", tiny.run(), "--output", model));
    words.addAll(options);
    words.add("--json");
    JsonNode json = CommandRun.of(words.toArray()).succeeding().json();
    assertThat(json.get("largest_difference").doubleValue()).isLessThanOrEqualTo(1e-4);
    return model;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "djl, euclidean, official",
    "djl, euclidean, paper",
    "djl, cylindrical, official",
    "djl, cylindrical, paper"
  })
  void drawsWhatTheTrainingEngineDraws(String backend, String system, String variant)
      throws IOException {
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
            "loss_params.code_loss_w=1",
            "--set",
            "train_params.Q_update_period=1")
        .succeeding();
    CommandRun.of("generate", tiny.run(), "--count", 1, "--output", folder.resolve("drawn"))
        .succeeding();
    byte[] expected = Pictures.bytes(folder.resolve("drawn/seed-0-image-000000.png"));

    export(tiny, List.of("--kind", "encoder"));
    for (String kind : List.of("patch", "image", "region")) {
      for (List<String> options :
          List.of(List.of("--kind", kind), List.of("--kind", kind, "--uint8"))) {
        try (ExportedModel model = ExportedModel.open(export(tiny, options), 1)) {
          assertThat(Pictures.largestDifference(model.image(firstLatent()), expected))
              .as(options.toString())
              .isLessThanOrEqualTo(1);
        }
      }
    }
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExportedModel.open(text, 1))
        .withMessageStartingWith(text + " is no ONNX model that ONNX Runtime can run: ");
    Path foreign = Files.write(folder.resolve("foreign.onnx"), foreignModel());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExportedModel.open(foreign, 1))
        .withMessage(
            foreign
                + " is an ONNX model, but none that ./cocogan export wrote: it has no property"
                + " cocogan.format");
    assertThatThrownBy(() -> ExportedModel.open(folder.resolve("gone.onnx"), 1))
        .isInstanceOf(NoSuchFileException.class);
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
              List.of(new ModelOutput("y", "", false)),
              "",
              Map.of())
          .model(variables, 1);
    }
  }
}
