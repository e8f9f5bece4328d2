package org.cocogan.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.CocoGanException;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.deploy.ModelKind;
import org.cocogan.export.RunExport;
import org.cocogan.patch.PixelRegion;
import org.cocogan.run.CocoGan;
import org.cocogan.run.TrainedRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models in files, without the runs that they come from. */
@Timeout(120)
class ExportedModelsTest {
  @TempDir private static Path folder;
  private static Path model;
  private static Visit visit;
  private static String image;

  @BeforeAll
  static void open() throws Exception {
    model = export(ModelKind.PATCH);
    visit = new Visit(model);
    image = "/iiif/" + visit.digest("patch.onnx") + ":0-7";
  }

  @AfterAll
  static void close() {
    visit.close();
    assertThat(visit.notices).isEmpty();
  }

  private static Path export(ModelKind kind) throws IOException {
    Path file = folder.resolve(kind + ".onnx");
    UntrainedRun run = UntrainedRun.write(folder, "of-" + kind, Map.of());
    try (TrainedRun trained = CocoGan.create().open(run.path())) {
      RunExport.write(trained, kind, file);
    }
    return file;
  }

  private static int status(String path) throws Exception {
    return visit.get(path).statusCode();
  }

  @Test
  void areDrawnFromAsTheLibraryDoes() throws Exception {
    try (ExportedModel exported = ExportedModel.open(model)) {
      byte[] pixels = exported.pixels(0, 7, new PixelRegion(0, 0, 16, 32));
      assertThat(visit.get(image + "/full/max/0/default.png").body())
          .isEqualTo(
              Images.encodePng(new PixelImage(exported.imageSize(), exported.channels(), pixels)));
    }
  }

  @Test
  void leadFromTheirNameToTheirDigest() throws Exception {
    assertThat(
            visit
                .get("/iiif/patch.onnx:0-7/full/max/0/default.png")
                .headers()
                .firstValue("Location"))
        .hasValue(image + "/full/max/0/default.png");
  }

  @Test
  void tellWhatTheyCanDo() throws Exception {
    JsonNode told = new ObjectMapper().readTree(visit.get("/runs.json").body()).get(0);

    assertThat(told.get("name").asText()).isEqualTo("patch.onnx");
    for (String more :
        List.of("extrapolates", "betweenPositions", "completes", "truncates", "fields")) {
      assertThat(told.get(more).asBoolean()).as(more).isFalse();
    }
    assertThat(status(image + ":extrapolate=1/info.json")).isEqualTo(400);
    assertThat(status(image + ":at=0.5,0/full/max/0/default.png")).isEqualTo(400);
    assertThat(status(image + ":truncation=0.5/full/max/0/default.png")).isEqualTo(400);
    assertThat(visit.post("/complete.json/patch.onnx", new byte[9]).statusCode()).isEqualTo(400);
  }

  @Test
  void tellTheCoordinatesOfMicroPatches() throws Exception {
    JsonNode patch =
        new ObjectMapper().readTree(visit.get("/patch.json/patch.onnx:0-7/2,4").body());

    assertThat(patch.get("coordinate").get(0).floatValue()).isEqualTo(1 / 3f);
    assertThat(patch.has("macro")).isFalse();
  }

  @Test
  void needToDrawParts() throws Exception {
    Path whole = export(ModelKind.IMAGE);

    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(
            () ->
                Sources.open(
                    UntrainedRun.WORKBENCH, List.of(whole), Optional.empty(), notice -> {}))
        .withMessageContaining("is a model of kind image, which draws no parts");
    assertThat(new String(visit.get("/curves.json/patch.onnx").body(), UTF_8)).isEqualTo("{}");
  }
}
