package org.cocogan.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cocogan.checkpoint.SafeTensors;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.plugin.Plugins;
import org.cocogan.run.AveragedTraining;
import org.cocogan.run.AveragedTraining.Outcome;
import org.cocogan.run.AveragingWorker;
import org.cocogan.run.AveragingWorker.Trained;
import org.cocogan.run.TrainingConsole;
import org.cocogan.tensor.HostArray;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.ParameterException;

/** Trains by periodic averaging: a piece of work is a worker's round. */
final class TrainOnCluster implements ClusterCommand {
  static final String WORKERS = "--workers";
  static final String AVERAGE_EVERY = "--average-every";
  private static final int USUAL_ROUND = 50;

  @Override
  public int run(Words words, Cluster cluster, PrintWriter out, PrintWriter err)
      throws IOException {
    words.refuse("--seeds", "--strict");
    int workers = (int) words.number(WORKERS, 2);
    int every = (int) words.number(AVERAGE_EVERY, USUAL_ROUND);
    if (workers < 1 || every < 1) {
      throw new ParameterException(
          words.parsed().commandSpec().commandLine(),
          WORKERS + " and " + AVERAGE_EVERY + " must be at least 1.");
    }
    Workbench workbench = Workbench.create(Plugins.none());
    Path configuration = Path.of(words.subject());
    Map<String, String> settings = settings(words);
    ExperimentFile file = workbench.read(configuration, settings);
    file.warnings().forEach(err::println);
    Experiment experiment = file.experiment();
    settings.put("data_params.dataset", Words.everywhere(experiment.data().dataset()));
    String sent = workbench.read(configuration, settings).experiment().toYaml();
    // Before machines ask for it: what has to be prepared is prepared once.
    workbench
        .instance(Datasets.class)
        .open(experiment.data(), false, () -> false, err::println)
        .close();
    double minutes = words.value("--minutes").map(Double::valueOf).orElse(Double.POSITIVE_INFINITY);
    long begun = System.nanoTime();
    Outcome outcome =
        new AveragedTraining(workbench, experiment, workers, every)
            .train(
                (start, step, steps) -> round(cluster, sent, workers, start, step, steps),
                () -> (System.nanoTime() - begun) * 1e-9 > minutes * 60,
                new TrainingConsole(out, false, words.has("--quiet")));
    out.println(
        (outcome.finished() ? "finished at step " : "stopped after step ")
            + outcome.step()
            + " of each worker");
    out.println("  checkpoint  " + outcome.checkpoint());
    return 0;
  }

  private static Map<String, String> settings(Words words) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String given : words.values("--set")) {
      settings.put(given.replaceFirst("=.*", ""), given.replaceFirst("^[^=]*=", ""));
    }
    words.value("--steps").ifPresent(steps -> settings.put("train_params.steps", steps));
    words.value("--backend").ifPresent(name -> settings.put("train_params.backend", name));
    return settings;
  }

  /**
   * The result of a worker's round, as it is sent.
   *
   * @param tensors its variables, as a file of safetensors
   * @param losses of its last step
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Round(byte[] tensors, HashMap<String, Float> losses) implements Serializable {
    private static final long serialVersionUID = 1;

    Trained trained() throws IOException {
      return new Trained(read(tensors), losses);
    }
  }

  private static List<Trained> round(
      Cluster cluster, String yaml, int workers, Map<String, HostArray> start, long step, int steps)
      throws IOException {
    Bundle sent = cluster.send(Map.of("tensors", bytes(start)));
    List<Round> rounds =
        cluster.run(
            IntStream.range(0, workers)
                .<Piece<Round>>mapToObj(worker -> process -> work(yaml, worker, sent, step, steps))
                .toList());
    sent.files().unpersist();
    List<Trained> trained = new ArrayList<>();
    for (Round round : rounds) {
      trained.add(round.trained());
    }
    return trained;
  }

  private static Round work(String yaml, int worker, Bundle sent, long step, int steps)
      throws IOException {
    Map<String, HostArray> start = read(sent.bytes("tensors"));
    Trained trained = Crew.train(yaml, worker, start, step, steps);
    return new Round(bytes(trained.variables()), new HashMap<>(trained.losses()));
  }

  /** The workers of this process, which are ready for further rounds. */
  private static final class Crew {
    private static final Map<String, AveragingWorker> WORKERS = new HashMap<>();

    private Crew() {}

    /** One after another: a process has one engine. */
    static synchronized Trained train(
        String yaml, int worker, Map<String, HostArray> start, long step, int steps) {
      String name = worker + " of " + yaml;
      AveragingWorker known = WORKERS.get(name);
      if (known != null && !known.takes(start)) {
        known.close();
        known = null;
      }
      if (known == null) {
        Workbench workbench = Workbench.create(Plugins.none());
        known =
            AveragingWorker.open(
                workbench, workbench.read("the driver", yaml), worker, start, notice -> {});
        WORKERS.put(name, known);
      }
      return known.train(start, step, steps);
    }
  }

  private static byte[] bytes(Map<String, HostArray> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SafeTensors(tensors, Map.of()).writeTo(out);
    return out.toByteArray();
  }

  private static Map<String, HostArray> read(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("cocogan-spark-", ".safetensors");
    try {
      Files.write(file, bytes);
      return SafeTensors.read(file).tensors();
    } finally {
      Files.delete(file);
    }
  }
}
