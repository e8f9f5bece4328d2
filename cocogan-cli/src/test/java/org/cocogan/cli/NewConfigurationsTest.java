package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cocogan.testkit.OnnxChecker;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shipped configurations of systems beside COCO-GAN train, are exported, and draw, when small. */
class NewConfigurationsTest {
  private static final int STEPS = 50;
  private static final List<String> ENGINES = List.of("djl", "dl4j");

  /** What makes any of them small; a row's own settings win. */
  private static final List<String> SMALL =
      List.of(
          "train_params.epochs=inf",
          "train_params.batch_size=4",
          "train_params.threads=1",
          "model_params.z_dim=4",
          "model_params.ngf_base=2",
          "model_params.ndf_base=2",
          "model_params.aux_dim=4",
          "log_params.exp_name=small",
          "log_params.log_step=10",
          "log_params.fid_step=inf",
          "log_params.sample_count=4");

  @TempDir Path folder;

  static Stream<Arguments> configurations() {
    List<Arguments> rows = new ArrayList<>();
    for (String engine : ENGINES) {
      rows.add(row(engine, "ablations/CelebA_64x64_baseline", layout(8, 4)));
      rows.add(row(engine, "ablations/CelebA_64x64_continuous", layout(8, 4)));
      rows.add(row(engine, "ablations/CelebA_64x64_optimal-D", layout(16, 4)));
      rows.add(row(engine, "ablations/CelebA_64x64_optimal-G", layout(8, 4)));
      rows.add(row(engine, "ablations/CelebA_64x64_multiple-G", layout(8, 4)));
      rows.add(row(engine, "small/portraits-32-seamless", layout(8, 4)));
      rows.add(row(engine, "small/portraits", layout(16, 8)));
      rows.add(row(engine, "baselines/CelebA_64x64_projection", layout(16, 16)));
      rows.add(row(engine, "baselines/CelebA_64x64_DCGAN-TTUR", layout(16, 16)));
      rows.add(row(engine, "baselines/CelebA_64x64_WGAN-GP-TTUR", layout(16, 16)));
    }
    return rows.stream();
  }

  private static Arguments row(String engine, String configuration, List<String> settings) {
    return Arguments.of(engine, configuration, settings);
  }

  /** Images of 16x16 with patches of these sides. */
  private static List<String> layout(int macro, int micro) {
    return List.of(
        "data_params.full_image_size=[16, 16]",
        String.format(Locale.ROOT, "data_params.macro_patch_size=[%d, %d]", macro, macro),
        String.format(Locale.ROOT, "data_params.micro_patch_size=[%d, %d]", micro, micro));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("configurations")
  void trainAndDrawWhatTheirExportedModelDraws(
      String engine, String configuration, List<String> settings) throws IOException {
    TinyExperiment tiny = TinyExperiment.in(folder);
    List<Object> words =
        new ArrayList<>(
            List.of(
                "train", CommandRun.shipped(configuration), "--steps", STEPS, "--backend", engine));
    Stream.of(SMALL, places(tiny), settings)
        .flatMap(List::stream)
        .forEach(setting -> words.addAll(List.of("--set", setting)));

    CommandRun run = CommandRun.of(words.toArray()).succeeding();

    assertThat(run.outputLines()).contains("finished at step " + STEPS);
    Path model = folder.resolve("model.onnx");
    JsonNode exported =
        CommandRun.of("export", tiny.run("small"), "--kind", "image", "--output", model, "--json")
            .succeeding()
            .json();
    assertThat(exported.get("largest_difference").doubleValue()).isLessThanOrEqualTo(1e-4);
    OnnxChecker.check(Files.readAllBytes(model));
    assertThat(Pictures.largestDifference(sheet(tiny.run("small")), sheet(model)))
        .isLessThanOrEqualTo(1);
  }

  private static List<String> places(TinyExperiment tiny) {
    return List.of(
        "data_params.dataset=" + tiny.images(),
        "log_params.log_dir=" + tiny.folder().resolve("runs"));
  }

  private Path sheet(Path source) throws IOException {
    Path output = folder.resolve("sheet of " + source.getFileName());
    CommandRun.of("generate", source, "--count", 4, "--sheet", "--output", output).succeeding();
    return TinyExperiment.files(output).get(0);
  }
}
