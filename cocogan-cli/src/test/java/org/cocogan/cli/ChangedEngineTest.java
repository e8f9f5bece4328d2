package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go on with another engine than they began with. */
class ChangedEngineTest {
  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private void train(String name, String engine, int steps) {
    tiny.train("--backend", engine, "--steps", steps, "--set", "log_params.exp_name=" + name)
        .succeeding();
  }

  private List<Double> losses(String name, String loss) throws IOException {
    return tiny.losses(name).stream().map(entry -> entry.get(loss).doubleValue()).toList();
  }

  @Test
  void goOnWithoutAJump() throws IOException {
    train("straight", "djl", 12);

    train("changed", "djl", 4);
    train("changed", "dl4j", 8);
    train("changed", "djl", 12);

    for (String loss : List.of("d_loss", "d_penalty", "g_loss")) {
      List<Double> straight = losses("straight", loss);
      List<Double> changed = losses("changed", loss);
      assertThat(changed).hasSize(12);
      assertThat(changed.subList(0, 4)).isEqualTo(straight.subList(0, 4));
      double scale = straight.stream().mapToDouble(Math::abs).average().orElseThrow();
      // The first step of another engine computes the same; rounding grows from there.
      assertThat(changed.get(4)).isCloseTo(straight.get(4), within(1e-3 * scale));
      for (int step = 5; step < 12; step++) {
        assertThat(changed.get(step))
            .as("%s at step %d", loss, step + 1)
            .isCloseTo(straight.get(step), within(0.05 * scale));
      }
    }
  }

  @Test
  void drawWithEachEngineWhatTheOthersDraw() throws IOException {
    train("trained", "dl4j", 4);

    BufferedImage djl = drawn("djl");
    for (String engine : List.of("dl4j", "onnx")) {
      BufferedImage other = drawn(engine);
      for (int y = 0; y < djl.getHeight(); y++) {
        for (int x = 0; x < djl.getWidth(); x++) {
          for (int shift = 0; shift < 24; shift += 8) {
            assertThat(other.getRGB(x, y) >> shift & 255)
                .as("%s at %d,%d", engine, y, x)
                .isCloseTo(djl.getRGB(x, y) >> shift & 255, within(2));
          }
        }
      }
    }
  }

  private BufferedImage drawn(String engine) throws IOException {
    Path output = folder.resolve(engine);
    CommandRun.of(
            "generate", tiny.run("trained"), "--backend", engine, "--count", 1, "--output", output)
        .succeeding();
    Path image = TinyExperiment.files(output).get(0);
    return ImageIO.read(image.toFile());
  }
}
