package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * An experiment whose steps take milliseconds, in a folder of its own: 16x16 images in macro
 * patches of 8x8 and micro patches of 4x4.
 *
 * @param folder holds {@code images}, {@code tiny.yaml} and the folders of runs
 */
record TinyExperiment(Path folder) {
  static final int SIDE = 16;
  static final int MICRO = 4;

  /** Writes images and configuration. */
  static TinyExperiment in(Path folder) throws IOException {
    TinyExperiment tiny = new TinyExperiment(folder);
    Files.createDirectories(tiny.images());
    for (int i = 0; i < 8; i++) {
      tiny.addImage(String.format(Locale.ROOT, "%d.png", i), SIDE, BufferedImage.TYPE_INT_RGB);
    }
    Files.writeString(tiny.configuration(), tiny.yaml());
    return tiny;
  }

  private String yaml() {
    return """
        data_params:
          dataset: %s
          full_image_size: [16, 16]
          macro_patch_size: [8, 8]
          micro_patch_size: [4, 4]
          coordinate_system: euclidean
        train_params:
          batch_size: 4
          steps: 4
          threads: 1
          ema_decay: 0.9
        model_params:
          z_dim: 4
          ngf_base: 2
          ndf_base: 2
          aux_dim: 4
        log_params:
          exp_name: tiny
          log_dir: %s
          log_step: 1
          ckpt_step: 2
          dump_img_step: 2
          sample_count: 4
          tensorboard: False
          report: False
        """
        .formatted(quoted(images()), quoted(folder.resolve("runs")));
  }

  private static String quoted(Path path) {
    return "'" + path + "'";
  }

  Path images() {
    return folder.resolve("images");
  }

  Path configuration() {
    return folder.resolve("tiny.yaml");
  }

  Path run() {
    return run("tiny");
  }

  Path run(String name) {
    return folder.resolve("runs").resolve(name);
  }

  Path checkpoint(int step) {
    return run().resolve("checkpoints").resolve(String.format(Locale.ROOT, "%08d", step));
  }

  Path tensors(int step) {
    return checkpoint(step).resolve("tensors.safetensors");
  }

  /** Adds a square of noise to the images. */
  void addImage(String name, int side, int type) throws IOException {
    BufferedImage image = new BufferedImage(side, side, type);
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    ImageIO.write(image, "png", images().resolve(name).toFile());
  }

  /** Removes all images. */
  void clearImages() throws IOException {
    for (Path image : files(images())) {
      Files.delete(image);
    }
  }

  /** Trains within this JVM. */
  CommandRun train(Object... options) {
    return CommandRun.of(words("train", options));
  }

  /** The words of a command for the configuration, with options. */
  Object[] words(String command, Object... options) {
    return Stream.concat(Stream.of(command, configuration()), Stream.of(options)).toArray();
  }

  /** Steps of the entries in the run's log of losses. */
  List<Integer> loggedSteps() throws IOException {
    return losses().stream().map(entry -> entry.get("step").asInt()).toList();
  }

  /** Waits until a training in another process has logged a step. */
  void awaitStep(int step) throws IOException, InterruptedException {
    awaitStep("tiny", step);
  }

  void awaitStep(String name, int step) throws IOException, InterruptedException {
    Path log = run(name).resolve("metrics.jsonl");
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (Files.notExists(log) || losses(log).size() < step) {
      assertThat(System.nanoTime()).as("step %s of %s", step, name).isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** The entries of losses in the run's log. */
  List<JsonNode> losses() throws IOException {
    return losses("tiny");
  }

  /** The entries of losses in the log of a run. */
  List<JsonNode> losses(String name) throws IOException {
    return losses(run(name).resolve("metrics.jsonl"));
  }

  private static List<JsonNode> losses(Path log) throws IOException {
    List<JsonNode> losses = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode entry = new CommandRun(0, line, "").json();
      if (entry.has("d_loss")) {
        losses.add(entry);
      }
    }
    return losses;
  }

  /** Names of the checkpoints that are there, and of whatever else lies beside them. */
  List<String> checkpoints() throws IOException {
    return files(run().resolve("checkpoints")).stream().map(TinyExperiment::name).toList();
  }

  /** 1 to a number. */
  static List<Integer> stepsTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  /** What a folder holds, sorted. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
