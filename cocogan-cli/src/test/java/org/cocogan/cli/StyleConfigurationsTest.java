package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The style-based configurations, with images and networks made small: each is checked, trained,
 * exported, and drawn from.
 */
class StyleConfigurationsTest {
  private static final int STEPS = 50;

  /** Those that every engine which trains is to train. */
  private static final List<String> ENGINES = List.of("djl", "dl4j");

  @TempDir Path folder;

  private record Shrunk(String name, String file, List<String> settings) {
    Shrunk named(String newName) {
      return new Shrunk(newName, file, settings);
    }

    Shrunk with(String... more) {
      List<String> all = new ArrayList<>(settings);
      all.addAll(List.of(more));
      return new Shrunk(name, file, all);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Shrunk shrunk(String file, int full, int macro, int micro) {
    return new Shrunk(
        file,
        file,
        List.of(
            String.format(Locale.ROOT, "data_params.full_image_size=[%d, %d]", full, full),
            String.format(Locale.ROOT, "data_params.macro_patch_size=[%d, %d]", macro, macro),
            String.format(Locale.ROOT, "data_params.micro_patch_size=[%d, %d]", micro, micro),
            "train_params.batch_size=2",
            "model_params.z_dim=4",
            "model_params.ngf_base=1",
            "model_params.ndf_base=1"));
  }

  static Stream<Arguments> configurations() {
    List<Shrunk> all =
        List.of(
            shrunk("style/1-progressive", 16, 16, 16)
                .with("train_params.grow_phase=20", "train_params.grow_batches={8: 4}"),
            shrunk("style/2-direct", 16, 16, 16),
            shrunk("style/3-patches", 16, 16, 8),
            shrunk("style/4-spatial-consistency", 16, 8, 4),
            shrunk("style/4-spatial-consistency", 16, 8, 4)
                .named("style-based on a cylinder with the Wasserstein loss")
                .with(
                    "data_params.coordinate_system=cylindrical",
                    "loss_params.adversarial_loss=wasserstein",
                    "loss_params.regularizer=gradient_penalty",
                    "loss_params.drift=0.001"));
    return ENGINES.stream().flatMap(engine -> all.stream().map(one -> Arguments.of(one, engine)));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("configurations")
  void trainsExportsAndGenerates(Shrunk shrunk, String engine) throws IOException {
    Path configuration = CommandRun.shipped(shrunk.file());
    CommandRun.of("check", configuration).succeeding();
    TinyExperiment tiny = TinyExperiment.in(folder);
    List<Object> words =
        new ArrayList<>(List.of("train", configuration, "--steps", STEPS, "--backend", engine));
    for (String setting :
        shrunk
            .with(
                "data_params.dataset=" + tiny.images(),
                "train_params.threads=1",
                "log_params.log_dir=" + folder.resolve("runs"),
                "log_params.exp_name=tiny")
            .settings()) {
      words.addAll(List.of("--set", setting));
    }

    CommandRun training = CommandRun.of(words.toArray()).succeeding();
    assertThat(training.outputLines()).contains("finished at step " + STEPS);
    Path model = folder.resolve("model.onnx");
    CommandRun.of("export", tiny.run(), "--output", model).succeeding();
    CommandRun.of("generate", model, "--count", 1, "--output", folder.resolve("of model"))
        .succeeding();
    CommandRun.of("generate", tiny.run(), "--count", 1, "--output", folder.resolve("of run"))
        .succeeding();

    assertThat(TinyExperiment.files(folder.resolve("of model")).get(0))
        .hasSameBinaryContentAs(TinyExperiment.files(folder.resolve("of run")).get(0));
  }
}
