package org.cocogan.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cocogan.advice.Advice;
import org.cocogan.advice.History;
import org.cocogan.advice.Rule;
import org.cocogan.patch.Size;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.NonFiniteLossException;
import org.cocogan.train.Player;
import org.cocogan.training.Notice;
import org.cocogan.training.SampleSheet;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStart;
import org.cocogan.training.WatchedTraining;

/**
 * Says when a training goes wrong, and what to try: applies the rules to what the run has logged,
 * at every checkpoint and sample sheet, and tells what is new.
 */
final class TrainingAdvisor implements TrainingListener {
  private static final String ADVICE = "advice";
  private static final String AVERAGE = "average";

  private final WatchedTraining training;
  private final Size microPatch;
  private final MetricsLog log;
  private final Path file;
  private final Set<String> told = new HashSet<>();
  private Optional<Path> saved = Optional.empty();

  /**
   * Watches a training.
   *
   * @param microPatch of the images on its sample sheets
   * @param log of the run; sample sheets and averages are logged there, and advice
   */
  TrainingAdvisor(WatchedTraining training, Size microPatch, MetricsLog log, Path file) {
    this.training = training;
    this.microPatch = microPatch;
    this.log = log;
    this.file = file;
  }

  @Override
  public String product() {
    return ADVICE;
  }

  /**
   * Takes up what was told before the training stopped, and makes up for what a kill right after
   * the checkpoint has kept from the log.
   */
  @Override
  public void started(TrainingStart start) throws IOException {
    long step = start.step();
    List<JsonNode> entries = entriesTo(step);
    Set<String> logged =
        entries.stream()
            .map(entry -> entry.path(ADVICE).path("rule").asText())
            .collect(Collectors.toSet());
    History history = historyOf(entries);
    for (Rule rule : Rule.ALL) {
      if (logged.contains(rule.name())
          && rule.examine(history, training.experiment()).isPresent()) {
        told.add(rule.name());
      }
    }
    boolean averaged =
        entries.stream()
            .anyMatch(entry -> entry.has(AVERAGE) && entry.get(MetricsLog.STEP).asLong() == step);
    if (step > 0 && !averaged) {
      logAverage(step);
    }
    if (!entries.isEmpty()) {
      examine(step);
    }
  }

  @Override
  public void drawn(SampleSheet sheet) throws IOException {
    SheetStatistics statistics = SheetStatistics.of(sheet.images(), microPatch);
    Map<String, Object> numbers = new TreeMap<>();
    numbers.put("spread", statistics.spread());
    numbers.put("seam", statistics.seam());
    log.append(sheet.step(), "samples", numbers);
    examine(sheet.step());
  }

  @Override
  public void saved(long step, Path folder) throws IOException {
    saved = Optional.of(folder);
    logAverage(step);
    examine(step);
  }

  private void logAverage(long step) throws IOException {
    if (training.experiment().training().averages()) {
      log.append(step, AVERAGE, Map.of("distance", distanceOfAverage(training.variables())));
    }
  }

  /** |average - weights| / |weights| over all weights of the generator. */
  private static double distanceOfAverage(Variables variables) {
    double distance = 0;
    double length = 0;
    for (String name : variables.names()) {
      // What has moments is a weight; the average carries running statistics of its own, too.
      boolean weight = variables.names().contains(Player.GENERATOR.moments() + "/m/" + name);
      if (weight && variables.names().contains(MovingAverage.variable(name))) {
        HostArray average = variables.get(MovingAverage.variable(name));
        float[] weights = variables.get(name).values();
        for (int i = 0; i < weights.length; i++) {
          double difference = average.values()[i] - weights[i];
          distance += difference * difference;
          length += (double) weights[i] * weights[i];
        }
      }
    }
    return length > 0 ? Math.sqrt(distance / length) : 0;
  }

  private void examine(long step) throws IOException {
    History history = historyOf(entriesTo(step));
    for (Rule rule : Rule.ALL) {
      Optional<Advice> advice = rule.examine(history, training.experiment());
      if (advice.isEmpty()) {
        told.remove(rule.name());
      } else if (told.add(rule.name())) {
        tell(step, advice.get());
      }
    }
  }

  private void tell(long step, Advice advice) throws IOException {
    training.listeners().noticed(Notice.of(advice.toString()));
    Map<String, Object> fields = new TreeMap<>();
    fields.put("rule", advice.rule());
    fields.put("since", advice.since());
    fields.put("seen", advice.seen());
    fields.put("change", advice.change());
    fields.put("source", advice.source());
    log.append(step, ADVICE, fields);
  }

  /** What is logged, without steps that are taken again. */
  private List<JsonNode> entriesTo(long last) throws IOException {
    return MetricsLog.entries(file).stream()
        .filter(entry -> entry.get(MetricsLog.STEP).longValue() <= last)
        .toList();
  }

  private static History historyOf(List<JsonNode> entries) {
    History history = new History();
    for (JsonNode entry : entries) {
      long step = entry.get(MetricsLog.STEP).longValue();
      MetricsLog.numbers(entry).forEach((name, value) -> history.add(step, name, value));
    }
    return history;
  }

  /** Losses that are not finite end a training; smaller rates from the last checkpoint may help. */
  @Override
  public void failed(Throwable failure) throws IOException {
    if (failure instanceof NonFiniteLossException) {
      Schedule glr = training.experiment().training().generatorRate().times(0.5);
      Schedule dlr = training.experiment().training().discriminatorRate().times(0.5);
      String from = saved.map(Path::toString).orElse("the start");
      training
          .listeners()
          .noticed(
              Notice.of(
                  "advice: go on from "
                      + from
                      + " with --set train_params.glr="
                      + glr
                      + " --set train_params.dlr="
                      + dlr));
    }
  }
}
