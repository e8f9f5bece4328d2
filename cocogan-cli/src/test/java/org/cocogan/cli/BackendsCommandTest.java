package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsCommandTest {
  @TempDir Path folder;

  private static JsonNode engine(JsonNode found, String name) {
    for (JsonNode engine : found.get("engines")) {
      if (engine.get("name").textValue().equals(name)) {
        return engine;
      }
    }
    throw new AssertionError("no engine " + name + " in " + found);
  }

  @Test
  void tellsProgramsWhatEachEngineCanDoAndWhere() {
    JsonNode found = CommandRun.of("backends", "--threads", 1, "--json").succeeding().json();

    JsonNode djl = engine(found, "djl");
    assertThat(djl.get("trains").booleanValue()).isTrue();
    assertThat(djl.get("exports_onnx").booleanValue()).isFalse();
    assertThat(djl.get("devices").get("cpu").get("description").textValue())
        .startsWith("DJL ")
        .endsWith(", 1 thread");
    JsonNode dl4j = engine(found, "dl4j");
    assertThat(dl4j.get("trains").booleanValue()).isTrue();
    assertThat(dl4j.get("devices").get("cpu").get("description").textValue())
        .startsWith("ND4J ")
        .endsWith(", 1 thread");
    JsonNode onnx = engine(found, "onnx");
    assertThat(onnx.get("trains").booleanValue()).isFalse();
    assertThat(onnx.get("exports_onnx").booleanValue()).isTrue();
    assertThat(onnx.get("devices").get("gpu").get("starts").booleanValue()).isFalse();
    assertThat(onnx.get("devices").get("gpu").get("reason").textValue()).contains("device: cpu");
  }

  @Test
  void listsThemForPeople() {
    assertThat(CommandRun.of("backends").succeeding().outputLines())
        .contains("djl    trains and draws", "onnx   draws, writes ONNX models")
        .anyMatch(line -> line.startsWith("  cpu  ONNX Runtime "))
        .anyMatch(line -> line.startsWith("  gpu  no: "));
  }

  @Test
  void refusesANegativeNumberOfThreads() {
    CommandRun run = CommandRun.of("backends", "--threads", -1);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("Option --threads takes 0 or more, not -1");
  }

  @Test
  void listsAnEngineOfAPluginThatDoesNotStart() throws IOException {
    Path jar =
        TestEngine.jar(
            folder,
            "broken",
            Map.of("// start", "if (true) throw new UnsatisfiedLinkError(\"no libbroken\");"));

    assertThat(CommandRun.of("backends", "--plugins", folder).succeeding().outputLines())
        .contains("broken trains and draws")
        .anyMatch(
            line -> line.startsWith("  cpu  no: plugin " + jar) && line.contains("no libbroken"));
  }

  @Test
  void saysWhatBringsNativesThatAreMissing() throws Exception {
    assertThat(without("-native", "backends").succeeding().output())
        .contains(
            "  cpu  no: DJL's PyTorch engine does not start on cpu: there are no PyTorch natives on"
                + " the class path; it needs ai.djl.pytorch:pytorch-native-cpu with the"
                + " classifier of this machine (",
            "natives-linux-x86_64",
            "  cpu  no: ND4J does not start on cpu: ",
            "org.nd4j:nd4j-native with a classifier for ");
  }

  @Test
  void saysWhatBringsAnEngineThatIsMissing() throws Exception {
    TinyExperiment tiny = TinyExperiment.in(folder.resolve("tiny"));
    Path file = tiny.configuration();
    Files.writeString(
        file, Files.readString(file).replace("threads: 1\n", "threads: 1\n  backend: dl4j\n"));
    String bringer =
        "the artifact org.cocogan:cocogan-backend-dl4j brings it: put it on the class path with"
            + " what it depends on";

    assertThat(without("backend-dl4j", tiny.words("train")).errorLines())
        .containsExactly(
            file
                + ":11: train_params.backend: there is no backend dl4j; known: djl or onnx; "
                + bringer);
    assertThat(without("backend-dl4j", "backends").succeeding().outputLines())
        .contains("dl4j   is missing: " + bringer);
  }

  private CommandRun without(String entry, Object... words)
      throws IOException, InterruptedException {
    try (ProgramProcess program = ProgramProcess.startWithout(entry, folder, words)) {
      return program.end();
    }
  }
}
