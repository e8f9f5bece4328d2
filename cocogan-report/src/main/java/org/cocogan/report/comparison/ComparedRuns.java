package org.cocogan.report.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.cocogan.CocoGanException;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.experiment.DataSettings;
import org.cocogan.experiment.Experiment;
import org.cocogan.metric.Score.Better;
import org.cocogan.report.comparison.CheckpointScores.Scored;
import org.cocogan.report.comparison.ComparedRun.Point;
import org.cocogan.report.comparison.Comparison.ScoreKind;
import org.cocogan.report.inspect.NetworkCosts;
import org.cocogan.run.RunDirectory;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;

/**
 * Reads what is compared of runs from their folders.
 *
 * @param folders of the runs
 * @param notices takes lines for people
 */
public record ComparedRuns(Workbench workbench, List<Path> folders, Consumer<String> notices) {
  /** The facts about a run before its scores. */
  private record Facts(
      Path folder, long steps, Experiment experiment, RunLog log, NetworkCosts costs) {
    ComparedRun with(String name, List<Point> points) {
      return new ComparedRun(name, folder.toString(), steps, experiment, log, costs, points);
    }

    DataSettings data() {
      return experiment.data();
    }
  }

  /**
   * Compares by the scores that training has logged.
   *
   * @throws CocoGanException if the runs' scores are of different names
   */
  public Comparison logged() throws IOException {
    List<Facts> runs = facts();
    Set<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.log().scores().keySet()));
    if (names.size() > 1) {
      throw new CocoGanException(
          "training has logged scores that do not compare (%s); measure all runs --against the same"
              .formatted(String.join(", ", names)));
    }
    Optional<ScoreKind> kind =
        names.stream()
            .findFirst()
            .map(name -> new ScoreKind(name, Better.LOWER, "measured in training"));
    return new Comparison(
        kind, compared(runs, kind.map(its -> loggedPoints(runs, its.name())).orElse(Map.of())));
  }

  private static Map<Path, List<Point>> loggedPoints(List<Facts> runs, String name) {
    Map<Path, List<Point>> points = new LinkedHashMap<>();
    for (Facts run : runs) {
      List<Point> its = new ArrayList<>();
      run.log()
          .scores()
          .getOrDefault(name, new TreeMap<>())
          .forEach((step, value) -> its.add(new Point(step, value, OptionalDouble.empty())));
      points.put(run.folder(), its);
    }
    return points;
  }

  /**
   * Compares by measuring checkpoints: the newest and the one that scored best in training, or all.
   *
   * @throws CocoGanException if the runs' images differ in size
   */
  public Comparison measured(CheckpointScores scores, boolean all) throws IOException {
    List<Facts> runs = facts();
    refuseMixedImages(runs);
    Map<Path, List<Point>> points = new LinkedHashMap<>();
    Optional<ScoreKind> kind = Optional.empty();
    for (Facts run : runs) {
      Map<Long, Point> byStep = new TreeMap<>();
      for (Path checkpoint : checkpoints(run.folder(), all)) {
        Scored scored = scores.of(checkpoint);
        byStep.put(
            scored.step(),
            new Point(scored.step(), scored.score().value(), scored.score().standardError()));
        kind =
            Optional.of(
                new ScoreKind(
                    scored.score().name(), scored.score().better(), scored.score().description()));
        notices.accept(
            String.format(
                Locale.ROOT,
                "%s, step %d: %s %.3f",
                run.folder(),
                scored.step(),
                scored.score().name(),
                scored.score().value()));
      }
      points.put(run.folder(), List.copyOf(byStep.values()));
    }
    return new Comparison(kind, compared(runs, points));
  }

  private static List<Path> checkpoints(Path folder, boolean all) {
    RunDirectory run = new RunDirectory(folder);
    List<Path> checkpoints = new ArrayList<>();
    if (Checkpoints.isCheckpoint(run.bestCheckpoint())) {
      checkpoints.add(run.bestCheckpoint());
    }
    if (all) {
      checkpoints.addAll(run.checkpoints(1, notice -> {}).folders());
    } else {
      checkpoints.add(folder);
    }
    return checkpoints;
  }

  private static void refuseMixedImages(List<Facts> runs) {
    Facts first = runs.get(0);
    for (Facts run : runs) {
      if (!run.data().layout().full().equals(first.data().layout().full())
          || run.data().channels() != first.data().channels()) {
        throw new CocoGanException(
            String.format(
                Locale.ROOT,
                "%s has images of %s with %d channels, but %s of %s with %d; their scores do not"
                    + " compare",
                first.folder(),
                first.data().layout().full(),
                first.data().channels(),
                run.folder(),
                run.data().layout().full(),
                run.data().channels()));
      }
    }
  }

  private List<Facts> facts() throws IOException {
    List<Facts> facts = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path folder : folders) {
      if (!seen.add(folder.toAbsolutePath().normalize())) {
        throw new CocoGanException(folder + " is named twice; a run is compared with others");
      }
      try (TrainedRun run =
          TrainedRun.forDrawing(workbench, folder, Optional.empty(), Precision.FLOAT32, notices)) {
        facts.add(
            new Facts(
                folder,
                run.step(),
                run.experiment(),
                RunLog.read(new RunDirectory(folder).metrics()),
                NetworkCosts.of(run.networks(), run.coordinates().microGrid())));
      }
    }
    return facts;
  }

  /** Runs are called by the last part of their folders unless that is the same for two. */
  private static List<ComparedRun> compared(List<Facts> runs, Map<Path, List<Point>> points) {
    Set<String> last = new HashSet<>();
    boolean distinct = runs.stream().allMatch(run -> last.add(lastPart(run.folder())));
    return runs.stream()
        .map(
            run ->
                run.with(
                    distinct ? lastPart(run.folder()) : run.folder().toString(),
                    points.getOrDefault(run.folder(), List.of())))
        .toList();
  }

  private static String lastPart(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }
}
