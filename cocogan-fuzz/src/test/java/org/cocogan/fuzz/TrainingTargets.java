package org.cocogan.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cocogan.cli.CommandLineReader;

/**
 * The folder of a run that training goes on in. What only shows what a run has done never stops it,
 * a damaged checkpoint is passed over for the one before, and the weights are those of a run that
 * nothing has happened to.
 */
final class TrainingTargets {
  private static final String RUN = "portraits-32";
  private static final String LAST = RUN + "/checkpoints/00000005/tensors.safetensors";
  private static final int COST = 300;

  private static Map<String, byte[]> begun = Map.of();
  private static byte[] end = {};

  private TrainingTargets() {}

  static List<Target> all() {
    return List.of(
        target("run-log", "/metrics.jsonl").with(new JsonLinesMutation()),
        target("run-sheet", "/samples/step-00000002.png").repairedBy(Checksums::ofPng),
        target("run-strip", "/samples/progress.png").repairedBy(Checksums::ofPng),
        target("run-manifest", "/checkpoints/00000004/manifest.json").with(new JsonMutation()),
        target("run-tensors", "/checkpoints/00000004/tensors.safetensors"));
  }

  private static Target target(String name, String damaged) {
    return Target.of(
            name,
            () -> {
              prepare();
              return List.of(begun.getOrDefault(RUN + damaged, new byte[0]));
            },
            CommandLineReader.Refusal.class,
            (input, folder) -> goOn(input, RUN + damaged, folder))
        .costing(COST);
  }

  private static void prepare() throws IOException {
    if (!begun.isEmpty()) {
      return;
    }
    Path folder = Files.createTempDirectory("runs");
    try {
      train(folder, 4);
      begun = Folders.contents(folder);
      train(folder, 5);
      end = Files.readAllBytes(folder.resolve(LAST));
    } catch (CommandLineReader.Refusal e) {
      throw new IOException(e);
    } finally {
      Folders.delete(folder);
    }
  }

  private static void goOn(byte[] input, String damaged, Path folder)
      throws IOException, CommandLineReader.Refusal {
    prepare();
    Folders.empty(folder);
    Folders.write(folder, begun);
    Files.write(folder.resolve(damaged), input);
    try {
      train(folder, 5);
    } catch (CommandLineReader.Refusal e) {
      if (damaged.endsWith("manifest.json") && String.valueOf(e.getMessage()).contains(damaged)) {
        // A manifest that is whole but tells of another experiment is refused by its name.
        throw e;
      }
      throw new IllegalStateException("training does not go on: " + e.getMessage(), e);
    }
    if (!Arrays.equals(Files.readAllBytes(folder.resolve(LAST)), end)) {
      throw new IllegalStateException("the weights are others");
    }
  }

  private static void train(Path folder, int steps) throws CommandLineReader.Refusal {
    List<String> words =
        new ArrayList<>(List.of("train", "../configs/small/portraits-32.yaml", "--steps"));
    words.add(Integer.toString(steps));
    for (String setting :
        List.of(
            "train_params.batch_size=2",
            "train_params.threads=1",
            "model_params.ngf_base=2",
            "model_params.ndf_base=2",
            "log_params.log_step=1",
            "log_params.ckpt_step=2",
            "log_params.dump_img_step=2",
            "log_params.sample_count=2",
            "log_params.log_dir=" + folder)) {
      words.add("--set");
      words.add(setting);
    }
    CommandLineReader.run(words.toArray(String[]::new));
  }
}
