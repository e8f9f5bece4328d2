package org.cocogan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelProcessTest {
  private static final long FOUR_GIGABYTES_OF_FLOATS = 1L << 30;
  private static final int MOST_OUTPUT_BYTES = 1 << 20;

  @TempDir Path folder;

  @AfterEach
  void forgetLimits() {
    System.clearProperty(ModelLimits.MEMORY);
    System.clearProperty(ModelLimits.SECONDS);
  }

  @Test
  void runsAModelAndTellsWhatItIs() throws Exception {
    Path file = write(Graphs.negation());

    try (ModelProcess model = open(file)) {
      assertThat(model.description().inputs())
          .containsExactly(
              Map.entry(
                  "x",
                  new ModelDescription.Value(
                      Optional.of(ElementType.FLOAT), List.of(ModelDescription.ANY, 2L))));
      assertThat(model.description().outputs()).containsOnlyKeys("y");
      assertThat(model.description().metadata()).containsExactly(Map.entry("made", "by hand"));
      assertThat(model.operatorOf("y")).isEqualTo("Neg");
      assertThat(model.operatorOf("z")).isEmpty();
      assertThat(model.digest())
          .isEqualTo(
              HexFormat.of()
                  .formatHex(
                      MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
      assertThat(negative(model, 3, 4)).containsExactly(-3, -4);
      assertThat(negative(model, 1, 2, 5, 6)).containsExactly(-1, -2, -5, -6);
    }
    assertThat(processes()).isEmpty();
  }

  @Test
  void goesOnAfterARunThatFails() throws IOException {
    try (ModelProcess model = open(write(Graphs.negation()))) {
      ModelTensor flat = tensor(List.of(4L), 1, 2, 3, 4);

      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> model.run(Map.of("x", flat), List.of("y")))
          .withMessageStartingWith("fails: ")
          .withMessageNotContaining("\n");
      assertThat(negative(model, 3, 4)).containsExactly(-3, -4);
    }
  }

  @Test
  void endsAModelThatTakesTooMuchMemory() throws IOException {
    System.setProperty(ModelLimits.MEMORY, "400");

    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(
            () -> {
              // ONNX Runtime computes the sum where it likes: when it opens the model, or runs it.
              try (ModelProcess model = open(write(Graphs.zeros(FOUR_GIGABYTES_OF_FLOATS)))) {
                negative(model, 1, 2);
              }
            })
        .withMessage(
            "takes more than 400 MB of memory, and was stopped; -Dcocogan.onnx.memory=MB allows"
                + " more");
    assertThat(processes()).isEmpty();
  }

  @Test
  void endsAModelThatTakesTooLong() throws IOException {
    System.setProperty(ModelLimits.SECONDS, "2");

    try (ModelProcess model = open(write(Graphs.loop(Long.MAX_VALUE)))) {
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> negative(model, 1, 2))
          .withMessage(
              "takes more than 2 seconds, and was stopped; -Dcocogan.onnx.seconds=SECONDS allows"
                  + " more");
      assertThatExceptionOfType(ModelException.class).isThrownBy(() -> negative(model, 1, 2));
    }
  }

  @Test
  void refusesALargerOutputThanIsWanted() throws IOException {
    try (ModelProcess model = open(write(Graphs.negation()))) {
      long rows = MOST_OUTPUT_BYTES / 8;
      ByteBuffer most = ModelTensor.room(ElementType.FLOAT, List.of(rows, 2L));
      ByteBuffer more = ModelTensor.room(ElementType.FLOAT, List.of(rows + 1, 2L));

      ModelTensor fits = new ModelTensor(ElementType.FLOAT, List.of(rows, 2L), most);
      ModelTensor tooMany = new ModelTensor(ElementType.FLOAT, List.of(rows + 1, 2L), more);

      assertThat(model.run(Map.of("x", fits), List.of("y"))).containsOnlyKeys("y");
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> model.run(Map.of("x", tooMany), List.of("y")))
          .withMessage("gives an output y of shape [131073, 2], and one may take 1 MB");
    }
  }

  @Test
  void saysThatOnnxRuntimeHasCrashed() throws IOException {
    try (ModelProcess model = open(write(Graphs.negation()))) {
      processes().forEach(ProcessHandle::destroyForcibly);

      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> negative(model, 1, 2))
          .withMessage("brings ONNX Runtime down (exit code 137); it is damaged, or made to");
    }
  }

  @Test
  void leavesInterruptsToTheProcessThatStartedIt() throws Exception {
    try (ModelProcess model = open(write(Graphs.negation()))) {
      for (ProcessHandle process : processes()) {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      }

      assertThat(negative(model, 3, 4)).containsExactly(-3, -4);
    }
  }

  @Test
  void refusesWhatIsNoModel() throws IOException {
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
    Path zip = Files.write(folder.resolve("model.zip"), new byte[] {'P', 'K', 3, 4});
    Path empty = Files.createFile(folder.resolve("empty.onnx"));

    assertRefused(text, "is no whole ONNX model; copy or download it again");
    assertRefused(zip, "is a zip; unpack it and name the .onnx file that it holds");
    assertRefused(empty, "is no ONNX model: it has no layers");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> open(folder.resolve("gone.onnx")));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> open(folder))
        .withMessage("it is no file");
    assertThat(processes()).isEmpty();
  }

  @Test
  void looksForDataElsewhereInFunctionsToo() throws IOException {
    Path file = write(Graphs.negation().addFunctions(Graphs.functionWithData("../secret.bin")));

    assertRefused(file, "names the file ../secret.bin outside its folder");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> open(file))
        .withMessageStartingWith(reason);
  }

  private static ModelProcess open(Path file) throws IOException {
    return ModelProcess.open(file, new RuntimeSettings(1, true, false, false, MOST_OUTPUT_BYTES));
  }

  private Path write(ModelProto.Builder model) throws IOException {
    return Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
  }

  private static float[] negative(ModelRunner model, float... numbers) {
    ModelTensor x = tensor(List.of(numbers.length / 2L, 2L), numbers);
    return Objects.requireNonNull(model.run(Map.of("x", x), List.of("y")).get("y")).floats();
  }

  private static ModelTensor tensor(List<Long> shape, float... numbers) {
    ByteBuffer bytes = ModelTensor.room(ElementType.FLOAT, shape);
    bytes.asFloatBuffer().put(numbers);
    return new ModelTensor(ElementType.FLOAT, shape, bytes);
  }

  /** The processes that run models. */
  private static List<ProcessHandle> processes() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      return children.filter(ProcessHandle::isAlive).toList();
    }
  }
}
