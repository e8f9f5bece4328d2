package org.cocogan.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that settings fit each other; a check whose settings are not known is left out. */
final class CrossChecks {
  private static final int MOST_CLASSES = 1000;

  private final Values values;
  private final List<Problem> problems = new ArrayList<>();

  private CrossChecks(Values values) {
    this.values = values;
  }

  static List<Problem> of(Values values) {
    CrossChecks checks = new CrossChecks(values);
    checks.problems.addAll(SizeChecks.ofLayout(values));
    checks.problems.addAll(CountChecks.of(values));
    checks.problems.addAll(PairChecks.of(values));
    checks.problems.addAll(GrowthChecks.of(values));
    checks.checkExtrapolation();
    checks.checkClasses();
    checks.checkAverage();
    checks.checkContentNetwork();
    checks.checkEvaluation();
    return checks.problems;
  }

  private void checkExtrapolation() {
    Optional<Boolean> trained = values.find(TrainingKeys.TRAIN_EXTRAP);
    Optional<Integer> steps = values.find(TrainingKeys.NUM_EXTRAP_STEPS);
    Optional<Optional<Path>> loadFrom = values.find(TrainingKeys.FORCE_LOAD_FROM_DIR);
    if (trained.isEmpty()) {
      return;
    }
    if (trained.get() && loadFrom.filter(Optional::isEmpty).isPresent()) {
      error(
          TrainingKeys.TRAIN_EXTRAP,
          "starts from trained networks; name their checkpoint in force_load_from_dir");
    }
    if (trained.get() && steps.filter(count -> count == 0).isPresent()) {
      error(TrainingKeys.TRAIN_EXTRAP, "has nothing to learn; set num_extrap_steps to at least 1");
    }
    if (!trained.get() && steps.filter(count -> count > 0).isPresent()) {
      warning(TrainingKeys.NUM_EXTRAP_STEPS, "has no effect unless train_extrap is True");
    }
  }

  private void checkClasses() {
    int counted = values.find(NetworkKeys.CLASS_COUNTS).map(Map::size).orElse(0);
    if (counted > 0 && values.find(DataKeys.CLASSES).filter(Optional::isEmpty).isPresent()) {
      error(NetworkKeys.CLASS_COUNTS, "has no effect unless data_params.classes tells them");
    }
    if (counted == 1 || counted > MOST_CLASSES) {
      error(
          NetworkKeys.CLASS_COUNTS,
          "must have from 2 to %s classes, not %s".formatted(MOST_CLASSES, counted));
    }
  }

  private void checkAverage() {
    boolean decays = values.find(TrainingKeys.EMA_DECAY).filter(decay -> decay > 0).isPresent();
    if (decays && values.find(TrainingKeys.EMA_HALF_LIFE).flatMap(life -> life).isPresent()) {
      error(TrainingKeys.EMA_HALF_LIFE, "cannot be told together with ema_decay; keep one of them");
    }
  }

  private void checkContentNetwork() {
    Optional<Double> weight = values.find(LossKeys.CODE_LOSS_W);
    Optional<Period> period = values.find(TrainingKeys.Q_UPDATE_PERIOD);
    if (weight.isEmpty() || period.isEmpty()) {
      return;
    }
    if (weight.get() > 0 && period.get().isNever()) {
      warning(
          LossKeys.CODE_LOSS_W,
          "counts predictions of a content network that is never trained; set Q_update_period to 1,"
              + " or code_loss_w to 0");
    }
    if (weight.get() == 0 && !period.get().isNever()) {
      warning(
          TrainingKeys.Q_UPDATE_PERIOD,
          "trains a content network whose loss counts nothing; set code_loss_w to 100, or"
              + " Q_update_period to 0");
    }
  }

  private void checkEvaluation() {
    boolean wanted = values.find(LogKeys.FID_STEP).filter(period -> !period.isNever()).isPresent();
    if (wanted && values.find(DataKeys.NUM_TEST_SAMPLES).filter(count -> count == 0).isPresent()) {
      warning(LogKeys.FID_STEP, "has no effect while num_test_samples is 0; write inf for never");
    }
  }

  private void error(Setting<?> setting, String message) {
    problems.add(Problem.error(setting.id(), message));
  }

  private void warning(Setting<?> setting, String message) {
    problems.add(Problem.warning(setting.id(), message));
  }
}
