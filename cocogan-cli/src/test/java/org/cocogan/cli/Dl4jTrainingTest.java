package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dl4jTrainingTest {
  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void prepare() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private void train(Object... options) {
    tiny.train(Stream.concat(Stream.of("--backend", "dl4j"), Stream.of(options)).toArray())
        .succeeding();
  }

  @Test
  void resumedAndUninterruptedTrainingsAreEqualBitForBit() {
    train("--steps", 3);
    train("--steps", 6);
    train("--steps", 6, "--set", "log_params.exp_name=whole");

    assertThat(tiny.tensors(6))
        .hasSameBinaryContentAs(
            tiny.run("whole").resolve("checkpoints/00000006/tensors.safetensors"));
  }

  @Test
  void remembersTheEngineInTheRun() throws IOException {
    train();

    assertThat(Files.readString(tiny.run().resolve("config.yaml")))
        .containsPattern("backend: \"?dl4j");
  }

  @Test
  void drawsWhatDjlDraws() throws IOException {
    train();

    byte[] own = drawn("dl4j");
    byte[] other = drawn("djl");
    assertThat(Pictures.largestDifference(own, other)).isLessThanOrEqualTo(2);
  }

  private byte[] drawn(String backend) throws IOException {
    Path images = folder.resolve(backend);
    CommandRun.of("generate", tiny.run(), "--backend", backend, "--count", 2, "--output", images)
        .succeeding();
    return Pictures.bytes(TinyExperiment.files(images).get(1));
  }
}
