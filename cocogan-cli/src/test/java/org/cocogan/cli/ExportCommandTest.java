package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cocogan.checkpoint.SafeTensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCommandTest {
  /** Of each kind. */
  private static final Map<String, String> FIRST_OUTPUTS =
      Map.of("patch", "patch", "image", "image", "region", "patch", "encoder", "latent");

  @TempDir static Path shared;
  private static TinyExperiment trained;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    trained = TinyExperiment.in(shared);
    trained
        .train(
            "--steps",
            2,
            "--set",
            "loss_params.code_loss_w=1",
            "--set",
            "train_params.Q_update_period=1")
        .succeeding();
  }

  private Path model() {
    return folder.resolve("model.onnx");
  }

  private CommandRun export(Object... options) {
    List<Object> words = new ArrayList<>(List.of("export", trained.run(), "--output", model()));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  private static CommandRun exportTo(Path output) {
    return CommandRun.of("export", trained.run(), "--output", output);
  }

  private static String refusal(CommandRun run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errorLines()).hasSize(1);
    return run.errorLines().get(0);
  }

  @Test
  void writesAModelAndItsCard() throws IOException {
    CommandRun run = export().succeeding();

    assertThat(run.outputLines().get(0))
        .matches("patch of step 2, [0-9.]+ MB; it differs from djl by [0-9.e+-]+ at most");
    assertThat(run.outputLines().subList(1, 3))
        .containsExactly(model().toString(), folder.resolve("model.md").toString());
    assertThat(TinyExperiment.files(folder))
        .map(TinyExperiment::name)
        .containsExactly("model.md", "model.onnx", "model.onnx.json");
  }

  @Test
  void tellsThePropertiesToRuntimesThatReadNone() throws IOException {
    export().succeeding();
    JsonNode told = new ObjectMapper().readTree(folder.resolve("model.onnx.json").toFile());

    assertThat(told.get("cocogan.grid").textValue()).isEqualTo("4x4");
    assertThat(told.get("cocogan.coordinates")).hasSize(16);
    assertThat(told.get("cocogan.coordinates").get(1).toString()).isEqualTo("[-1.0,-0.33333334]");
    assertThat(folder.resolve("model.md"))
        .content()
        .contains("```json\n[[-1.0,-1.0],\n [-1.0,-0.33333334],\n");
  }

  @Test
  void reportsWhatItWroteAsJson() {
    JsonNode json = export("--kind", "image", "--uint8", "--json").succeeding().json();

    assertThat(json.get("kind").textValue()).isEqualTo("image");
    assertThat(json.get("step").intValue()).isEqualTo(2);
    assertThat(json.get("model").textValue()).isEqualTo(model().toString());
    assertThat(json.get("bytes").longValue()).isEqualTo(model().toFile().length());
    assertThat(json.get("largest_difference").doubleValue()).isBetween(0.0, 1e-4);
  }

  @Test
  void takesTheMovingAverageUnlessToldOtherwise() throws IOException {
    export().succeeding();
    byte[] average = Files.readAllBytes(model());
    assertThat(folder.resolve("model.md")).content().contains("cocogan.weights: average");

    export("--latest").succeeding();

    assertThat(Files.readAllBytes(model())).isNotEqualTo(average);
    assertThat(folder.resolve("model.md")).content().contains("cocogan.weights: latest");
  }

  @Test
  void writesTheSameBytesForTheSameRun() throws IOException {
    export().succeeding();
    byte[] first = Files.readAllBytes(model());
    export().succeeding();

    assertThat(Files.readAllBytes(model())).isEqualTo(first);
  }

  @Test
  void printsAJavaProgramThatRuns() throws Exception {
    for (Map.Entry<String, String> kind : FIRST_OUTPUTS.entrySet()) {
      export("--kind", kind.getKey()).succeeding();
      Files.writeString(folder.resolve("Example.java"), example("java"));

      assertThat(output(java(), "--enable-native-access=ALL-UNNAMED", "Example.java"))
          .startsWith(kind.getValue() + " ");
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  @Test
  void printsAPythonProgramThatRuns() throws Exception {
    assumeTrue(pythonHas("onnxruntime"), "a Python with onnxruntime");
    for (Map.Entry<String, String> kind : FIRST_OUTPUTS.entrySet()) {
      export("--kind", kind.getKey()).succeeding();
      Files.writeString(folder.resolve("example.py"), example("python"));

      assertThat(output("python3", "example.py")).startsWith(kind.getValue() + " (1, ");
    }
  }

  @Test
  void writesWhatPythonsCheckerAccepts() throws Exception {
    assumeTrue(pythonHas("onnx"), "a Python with onnx");
    for (String kind : FIRST_OUTPUTS.keySet()) {
      export("--kind", kind).succeeding();

      output(
          "python3", "-c", "import onnx; onnx.checker.check_model('model.onnx', full_check=True)");
    }
  }

  private static boolean pythonHas(String module) throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import " + module).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // no Python at all
    }
  }

  private String example(String language) throws IOException {
    String card = Files.readString(folder.resolve("model.md"));
    int start = card.indexOf("```" + language) + language.length() + 4;
    return card.substring(start, card.indexOf("```", start));
  }

  private String output(String... command) throws Exception {
    File out = folder.resolve("out.txt").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out);
    // In the environment, because ONNX Runtime crashes on a long command line.
    builder.environment().put("CLASSPATH", runtimeJar());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(out.toPath());
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private static String runtimeJar() throws Exception {
    return Path.of(OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  @Test
  void refusesAnEncoderThatWasNotTrained(@TempDir Path fresh) throws IOException {
    TinyExperiment tiny = TinyExperiment.in(fresh);
    tiny.train("--steps", 2).succeeding();

    assertThat(refusal(CommandRun.of("export", tiny.run(), "--output", model(), "--kind=encoder")))
        .contains(" has not trained its content network, ");
    assertThat(model()).doesNotExist();
  }

  @Test
  void refusesATargetThatCannotBeWritten() throws IOException {
    Path missing = folder.resolve("missing");
    assertThat(refusal(exportTo(missing.resolve("model.onnx"))))
        .isEqualTo("there is no folder " + missing + "; make it, or choose another --output");
    Path taken = Files.createDirectory(folder.resolve("taken.onnx"));
    assertThat(refusal(exportTo(taken)))
        .isEqualTo(taken + " is a folder; name a file in it, such as model.onnx");
  }

  @Test
  void leavesTheOldFileWhereTheNewOneCannotBeWritten() throws IOException {
    Files.writeString(model(), "old");
    Files.createDirectory(folder.resolve("model.onnx.partial"));

    assertThat(refusal(export()))
        .startsWith("cannot write " + model())
        .endsWith("what was there before is untouched; free space or choose another --output");
    assertThat(model()).hasContent("old");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesTheOldFileWhereTheDiskIsFull() throws IOException {
    Files.writeString(model(), "old");
    Files.createSymbolicLink(folder.resolve("model.onnx.partial"), Path.of("/dev/full"));

    assertThat(refusal(export())).startsWith("cannot write " + model() + ": No space left");
    assertThat(model()).hasContent("old");
  }

  @Test
  void writesADescriptionOverThatOfAModelAlone() throws IOException {
    Path card = folder.resolve("model.md");
    Files.writeString(card, "# my notes");
    assertThat(refusal(export()))
        .startsWith(card + " is in the way, which describes no exported model")
        .endsWith("move it, or choose another --output");
    assertThat(card).hasContent("# my notes");
    assertThat(model()).doesNotExist();

    Files.delete(card);
    export().succeeding();
    export("--kind", "image").succeeding();
    assertThat(card).content().contains("whole images");
  }

  @Test
  void clearsAwayWhatAnInterruptedExportLeft() throws IOException {
    Files.writeString(folder.resolve("model.onnx.partial"), "half");

    export().succeeding();

    assertThat(TinyExperiment.files(folder))
        .map(TinyExperiment::name)
        .containsExactly("model.md", "model.onnx", "model.onnx.json");
  }

  @Test
  void refusesAPageWithoutTheLibraryThatItNeeds() {
    CommandRun none =
        CommandRun.of("export", trained.run(), "--format", "web", "--output", folder.resolve("a"));
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.errors()).startsWith("--format web takes --runtime DIR, ");
    assertThat(export("--runtime", folder).errors()).startsWith("--runtime is for --format web.");

    Path page = folder.resolve("page");
    assertThat(
            refusal(
                CommandRun.of(
                    "export",
                    trained.run(),
                    "--format",
                    "web",
                    "--output",
                    page,
                    "--runtime",
                    folder)))
        .startsWith(folder + " holds no ort.wasm.min.mjs; name the folder of the npm package");
    assertThat(page).doesNotExist();
  }

  @Test
  void refusesWhatIsNoRun() {
    assertThat(refusal(CommandRun.of("export", folder, "--output", model())))
        .startsWith(folder + " is no run: ");
  }

  @Test
  void exitsWithTwoForWrongUsage() {
    assertThat(export("--kind", "video").exitCode()).isEqualTo(2);
    assertThat(export("--kind", "encoder", "--uint8").exitCode()).isEqualTo(2);
    CommandRun wrong = exportTo(folder.resolve("model.pb"));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.errors()).startsWith("--output is a file that ends in .onnx, not ");
    assertThat(CommandRun.of("export", trained.run()).exitCode()).isEqualTo(2);
  }

  @Test
  void drawsTheSamePicturesInOnnxRuntime() throws IOException {
    Path own = folder.resolve("own");
    Path other = folder.resolve("other");
    CommandRun.of("generate", trained.run(), "--count", 2, "--output", own, "--backend", "djl")
        .succeeding();
    CommandRun.of("generate", trained.run(), "--count", 2, "--output", other, "--backend", "onnx")
        .succeeding();

    for (String name : List.of("seed-0-image-000000.png", "seed-0-image-000001.png")) {
      assertThat(Pictures.largestDifference(own.resolve(name), other.resolve(name)))
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void drawsTheSamePicturesFromTheModel() throws IOException {
    Path own = folder.resolve("own");
    CommandRun.of("generate", trained.run(), "--count", 2, "--output", own, "--backend", "djl")
        .succeeding();
    export("--kind", "image").succeeding();

    CommandRun run = CommandRun.of("generate", model(), "--count", 2).succeeding();

    assertThat(run.outputLines().get(0)).startsWith("2 images of 16x16 of step 2 in ");
    for (String name : List.of("seed-0-image-000000.png", "seed-0-image-000001.png")) {
      Path drawn = folder.resolve("model-generated").resolve(name);
      assertThat(Pictures.largestDifference(own.resolve(name), drawn)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void drawsAPatchFromTheModel() throws IOException {
    Path own = folder.resolve("own");
    CommandRun.of(
            "generate",
            trained.run(),
            "--count",
            1,
            "--patch",
            "1,3",
            "--output",
            own,
            "--backend",
            "djl")
        .succeeding();
    export("--kind", "region").succeeding();

    CommandRun.of("generate", model(), "--count", 1, "--patch", "1,3").succeeding();

    String name = "seed-0-image-000000-patch-1-3.png";
    Path drawn = folder.resolve("model-generated").resolve(name);
    assertThat(Pictures.largestDifference(own.resolve(name), drawn)).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void drawsAnyPartFromAPatchModel(boolean bytes) throws IOException {
    Path own = folder.resolve("own");
    Object[] part = {"--count", 1, "--first", 5, "--region", "3,2,9,11"};
    CommandRun.of(words(trained.run(), part, "--output", own)).succeeding();
    List<Object> options = new ArrayList<>(List.of("--kind", "patch"));
    if (bytes) {
      options.add("--uint8");
    }
    export(options.toArray()).succeeding();

    CommandRun.of(words(model(), part)).succeeding();

    String name = "seed-0-image-000005-region-3-2-9x11.png";
    Path drawn = folder.resolve("model-generated").resolve(name);
    assertThat(Pictures.largestDifference(own.resolve(name), drawn)).isLessThanOrEqualTo(1);
  }

  private static Object[] words(Path drawnFrom, Object[] part, Object... more) {
    return Stream.of(Stream.of("generate", drawnFrom), Stream.of(part), Stream.of(more))
        .flatMap(words -> words)
        .toArray();
  }

  @Test
  void refusesToDrawFromAModelWhatItDoesNotDraw() throws IOException {
    export("--kind", "image").succeeding();

    assertThat(refusal(CommandRun.of("generate", model(), "--patch", "1,3")))
        .isEqualTo(model() + " draws whole images only; export with --kind patch or region");
    assertThat(refusal(CommandRun.of("generate", model(), "--repeat", 2)))
        .startsWith("model.onnx is a model of kind image; --region, --repeat and ");
    assertThat(CommandRun.of("generate", model(), "--extrapolate", 1).exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("generate", model(), "--backend", "djl").exitCode()).isEqualTo(2);
    Path notes = Files.writeString(folder.resolve("notes.txt"), "no model");
    assertThat(refusal(CommandRun.of("generate", notes)))
        .isEqualTo(notes + " is no whole ONNX model; copy or download it again");
    Path gone = folder.resolve("gone.onnx");
    assertThat(refusal(CommandRun.of("generate", gone)))
        .isEqualTo("there is no model " + gone + "; ./cocogan export writes one");
  }

  @Test
  void refusesToTrainInOnnxRuntime(@TempDir Path fresh) throws IOException {
    TinyExperiment tiny = TinyExperiment.in(fresh);

    CommandRun run = tiny.train("--set", "train_params.backend=onnx");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .anyMatch(line -> line.startsWith("the backend onnx draws and does not train; "));
  }

  @Test
  void writesWeightsUnderTheNamesThatPyTorchGives() throws IOException {
    Path file = folder.resolve("weights.safetensors");

    CommandRun run =
        CommandRun.of("export", trained.run(), "--format", "safetensors", "--output", file)
            .succeeding();

    SafeTensors written = SafeTensors.read(file);
    assertThat(run.outputLines())
        .containsExactly(
            "safetensors of step 2, " + written.tensors().size() + " tensors, weights average",
            file.toString());
    assertThat(written.tensors())
        .containsKeys(
            "generator.block0.conv1.weight",
            "generator.block0.cbn1.gamma.bias",
            "generator.block0.cbn1.running_var",
            "generator.bn.weight",
            "generator.bn.running_mean",
            "generator.fc.u",
            "discriminator.spatial.fc1.bias");
    assertThat(written.metadata()).containsEntry("step", "2").containsEntry("weights", "average");
    assertThat(TinyExperiment.files(folder)).containsExactly(file);
  }

  @Test
  void writesWeightsWhereTheyMayGo() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));

    assertThat(
            refusal(
                CommandRun.of(
                    "export", trained.run(), "--format", "tensorflow", "--output", there)))
        .isEqualTo(there + " is there already; choose another --output");
    assertThat(
            CommandRun.of("export", trained.run(), "--format", "safetensors", "--output", there)
                .exitCode())
        .isEqualTo(2);
    assertThat(export("--format", "safetensors", "--kind", "image").exitCode()).isEqualTo(2);
    assertThat(there).isEmptyDirectory();
  }
}
