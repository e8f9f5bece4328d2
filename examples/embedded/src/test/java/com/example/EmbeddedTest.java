package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.deploy.ModelKind;
import org.cocogan.experiment.Experiment;
import org.cocogan.export.RunExport;
import org.cocogan.patch.PixelRegion;
import org.cocogan.render.Drawing;
import org.cocogan.run.CocoGan;
import org.cocogan.run.TrainedRun;
import org.cocogan.run.Training;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library in a program, on an experiment whose steps take milliseconds. */
class EmbeddedTest {
  @TempDir Path folder;

  private final CocoGan cocogan = CocoGan.create();

  @BeforeEach
  void writeImages() throws IOException {
    Files.createDirectories(folder.resolve("images"));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 8; i++) {
      BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < 256; pixel++) {
        image.setRGB(pixel % 16, pixel / 16, random.nextInt());
      }
      ImageIO.write(image, "png", folder.resolve("images").resolve(i + ".png").toFile());
    }
  }

  private Experiment experiment(String name, int steps) {
    return cocogan.experiment(
        Map.ofEntries(
            Map.entry("data_params.dataset", "'" + folder.resolve("images") + "'"),
            Map.entry("data_params.full_image_size", "[16, 16]"),
            Map.entry("data_params.macro_patch_size", "[8, 8]"),
            Map.entry("data_params.micro_patch_size", "[4, 4]"),
            Map.entry("data_params.coordinate_system", "euclidean"),
            Map.entry("train_params.batch_size", "4"),
            Map.entry("train_params.steps", Integer.toString(steps)),
            Map.entry("train_params.threads", "1"),
            Map.entry("model_params.z_dim", "4"),
            Map.entry("model_params.ngf_base", "2"),
            Map.entry("model_params.ndf_base", "2"),
            Map.entry("model_params.aux_dim", "4"),
            Map.entry("log_params.exp_name", name),
            Map.entry("log_params.log_dir", "'" + folder.resolve("runs") + "'"),
            Map.entry("log_params.sample_count", "4")));
  }

  private Path run(String name) {
    return folder.resolve("runs").resolve(name);
  }

  private static final class Steps implements TrainingListener {
    private final List<Long> taken = new ArrayList<>();

    @Override
    public String product() {
      return "steps";
    }

    @Override
    public void stepped(TrainingStep step) {
      taken.add(step.step());
    }
  }

  @Test
  void trainsAnExperimentBuiltInCodeStopsAndGoesOn() throws IOException {
    Steps first = new Steps();
    Training stopped = cocogan.training(experiment("tiny", 4)).with(first);
    stopped.with(
        new TrainingListener() {
          @Override
          public String product() {
            return "stop";
          }

          @Override
          public void stepped(TrainingStep step) {
            if (step.step() == 2) {
              stopped.stop();
            }
          }
        });
    assertThat(stopped.run().finished()).isFalse();
    assertThat(first.taken).containsExactly(1L, 2L);

    Steps second = new Steps();
    assertThat(cocogan.training(experiment("tiny", 4)).with(second).run().finished()).isTrue();
    assertThat(second.taken).containsExactly(3L, 4L);
  }

  @Test
  void trainsTwoExperimentsSideBySide() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Long>> steps = new ArrayList<>();
      for (String name : List.of("one", "other")) {
        steps.add(threads.submit(() -> cocogan.training(experiment(name, 6)).run().step()));
      }
      for (Future<Long> step : steps) {
        assertThat(step.get()).isEqualTo(6);
      }
    } finally {
      threads.shutdown();
    }
    cocogan.training(experiment("alone", 6)).run();
    for (String name : List.of("one", "other")) {
      assertThat(Files.readAllBytes(run(name).resolve("checkpoints/00000006/tensors.safetensors")))
          .isEqualTo(
              Files.readAllBytes(run("alone").resolve("checkpoints/00000006/tensors.safetensors")));
    }
  }

  @Test
  void drawsFromManyThreadsWhatOneDraws() throws Exception {
    cocogan.training(experiment("tiny", 2)).run();
    Path model = folder.resolve("model.onnx");
    try (TrainedRun run = cocogan.open(run("tiny"))) {
      RunExport.write(run, ModelKind.PATCH, model);
      assertDrawsAlike(run);
      try (ExportedModel exported = ExportedModel.open(model)) {
        assertDrawsAlike(exported);
        assertThat(pixels(exported.image(0, 7))).isEqualTo(pixels(run.image(0, 7)));
      }
    }
  }

  private static void assertDrawsAlike(Drawing drawing)
      throws InterruptedException, ExecutionException {
    List<int[]> alone = new ArrayList<>();
    for (int number = 0; number < 16; number++) {
      alone.add(pixels(drawing.image(0, number)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<int[]>> together = new ArrayList<>();
      for (int number = 0; number < 16; number++) {
        int wanted = number;
        together.add(threads.submit(() -> pixels(drawing.image(0, wanted))));
      }
      for (int number = 0; number < 16; number++) {
        assertThat(together.get(number).get()).isEqualTo(alone.get(number));
      }
    } finally {
      threads.shutdown();
    }
    BufferedImage whole = drawing.image(0, 7);
    assertThat(pixels(drawing.region(0, 7, new PixelRegion(2, 3, 8, 10))))
        .isEqualTo(pixels(whole.getSubimage(3, 2, 10, 8)));
    assertThat(pixels(drawing.patch(0, 7, 1, 2))).isEqualTo(pixels(whole.getSubimage(8, 4, 4, 4)));
    assertThat(alone.get(0)).isNotEqualTo(alone.get(1));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
