package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.augment.Augmentation;
import org.cocogan.augment.Augmentations;
import org.cocogan.augment.DiffAugment;
import org.cocogan.checkpoint.Checkpoint;
import org.cocogan.checkpoint.Checkpoints;
import org.cocogan.engine.WithEngine;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.GradientPenalty;
import org.cocogan.loss.R1Penalty;
import org.cocogan.loss.R1R2Penalty;
import org.cocogan.model.Variant;
import org.cocogan.schedule.Schedule;
import org.cocogan.schedule.Schedule.Shape;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that stopped and went on is the run that never stopped, bit for bit. */
class ResumeTest extends WithEngine {
  @TempDir Path folder;

  static List<Run> runs() {
    return List.of(
        new Run(
            "Wasserstein loss with a penalty",
            new TinyExperiment(
                Variant.OFFICIAL,
                new Objective(
                    AdversarialLoss.WASSERSTEIN,
                    Optional.of(new GradientPenalty(10, Variant.OFFICIAL)),
                    100,
                    0)),
            TinyExperiment.settings(0, Optional.empty())),
        new Run(
            "logistic loss with R1 and a moving average",
            new TinyExperiment(
                Variant.PAPER,
                new Objective(AdversarialLoss.LOGISTIC, Optional.of(new R1Penalty(10)), 100, 0)),
            TinyExperiment.settings(0, Optional.of(0.9))),
        new Run(
            "relativistic loss with R1 and R2, augmented",
            new TinyExperiment(
                Variant.PAPER,
                new Objective(
                    AdversarialLoss.RELATIVISTIC, Optional.of(new R1R2Penalty(1)), 100, 0),
                new Augmentations(true, true, new DiffAugment(EnumSet.allOf(Augmentation.class)))),
            TinyExperiment.settings(0, Optional.of(0.9))),
        new Run(
            "rates, decays and a penalty that change over training",
            new TinyExperiment(
                Variant.PAPER,
                new Objective(
                    AdversarialLoss.LOGISTIC,
                    Optional.of(new R1Penalty(new Schedule(Shape.LINEAR, 10, 1, 5))),
                    100,
                    0)),
            changing()),
        new Run(
            "hinge loss with a content head every other step",
            new TinyExperiment(
                Variant.OFFICIAL, new Objective(AdversarialLoss.HINGE, Optional.empty(), 100, 100)),
            TinyExperiment.settings(2, Optional.empty())),
        new Run(
            "extrapolation with a content head and a moving average",
            new TinyExperiment(
                Variant.OFFICIAL,
                new Objective(
                    AdversarialLoss.WASSERSTEIN,
                    Optional.of(new GradientPenalty(10, Variant.OFFICIAL)),
                    100,
                    100)),
            TinyExperiment.extrapolating(1, Optional.of(0.9))),
        new Run(
            "augmented images and macro patches",
            new TinyExperiment(
                Variant.PAPER,
                new Objective(AdversarialLoss.LOGISTIC, Optional.of(new R1Penalty(10)), 100, 0),
                new Augmentations(true, true, new DiffAugment(EnumSet.allOf(Augmentation.class)))),
            TinyExperiment.settings(0, Optional.empty())));
  }

  private static TrainerSettings changing() {
    Schedule rate = new Schedule(Shape.COSINE, 2e-3, 1e-3, 5);
    return new TrainerSettings(
        Map.of(Player.DISCRIMINATOR, rate, Player.GENERATOR, rate),
        Map.of(Player.DISCRIMINATOR, 1, Player.GENERATOR, 1),
        0.5,
        new Schedule(Shape.LINEAR, 0.9, 0.99, 5),
        1e-8,
        Optional.of(new Schedule(Shape.LINEAR, 0.1, 0.9, 4)::at));
  }

  record Run(String name, TinyExperiment experiment, TrainerSettings settings) {
    @Override
    public String toString() {
      return name;
    }

    /** Takes steps from one (inclusive) to another (exclusive). */
    List<Map<String, Float>> steps(long from, long to, Backend backend, Variables variables) {
      BatchSource batches = experiment.batches();
      List<Map<String, Float>> losses = new ArrayList<>();
      try (Trainer trainer =
          new Trainer(experiment.networks(), experiment.programs(), settings, backend, variables)) {
        for (long step = from; step < to; step++) {
          losses.add(trainer.step(step, batches.batch(step)).losses());
        }
      }
      return losses;
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void goesOnAsIfItHadNeverStopped(Run run) {
    run.experiment.initialize(variables);
    Map<String, String> first = TinyExperiment.bits(variables);
    List<Map<String, Float>> losses = run.steps(0, 6, backend, variables);
    assertThat(TinyExperiment.bits(variables)).isNotEqualTo(first);

    Checkpoints checkpoints = new Checkpoints(folder, 1, notice -> {});
    try (Backend before = startBackend();
        Variables stopped = before.newVariables()) {
      run.experiment.initialize(stopped);
      run.steps(0, 3, before, stopped);
      checkpoints.save(3, "", stopped);
    }
    Checkpoint checkpoint = checkpoints.latest().orElseThrow();
    assertThat(checkpoint.step()).isEqualTo(3);
    try (Backend after = startBackend();
        Variables resumed = after.newVariables()) {
      checkpoint.restore(resumed);

      assertThat(run.steps(3, 6, after, resumed)).isEqualTo(losses.subList(3, 6));
      assertThat(TinyExperiment.bits(resumed)).isEqualTo(TinyExperiment.bits(variables));
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void reportsTheLossesOfThosePlayersThatPlay(Run run) {
    run.experiment.initialize(variables);

    List<Map<String, Float>> losses = run.steps(0, 2, backend, variables);

    assertThat(losses.get(0)).containsKeys("d_loss", "d_adversarial", "g_loss", "g_adversarial");
    assertThat(losses.get(0).containsKey("q_loss"))
        .isEqualTo(run.settings.plays(Player.CONTENT, 0));
    assertThat(losses.get(1).containsKey("q_loss"))
        .isEqualTo(run.settings.plays(Player.CONTENT, 1));
    for (String player : List.of("d_extrapolated", "g_extrapolated")) {
      assertThat(losses.get(0).containsKey(player + "_loss"))
          .isEqualTo(run.settings.plays(Player.EXTRAPOLATED_GENERATOR, 0));
    }
    assertThat(losses.get(0).containsKey("d_penalty"))
        .isEqualTo(run.experiment.objective().penalty().isPresent());
  }
}
