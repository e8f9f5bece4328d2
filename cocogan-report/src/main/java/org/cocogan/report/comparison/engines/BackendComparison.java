package org.cocogan.report.comparison.engines;

import com.google.inject.Injector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.cocogan.CocoGanException;
import org.cocogan.augment.Augmentations;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.Dataset;
import org.cocogan.experiment.Experiment;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.report.comparison.engines.EngineComparison.FreeStep;
import org.cocogan.report.comparison.engines.EngineComparison.Part;
import org.cocogan.train.BatchSource;
import org.cocogan.train.StepBatch;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.TrainerSettings;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Extrapolation;
import org.cocogan.wiring.Workbench;

/**
 * Trains an experiment on two engines at once: each on its own, and, now and then, the second from
 * the first one's state. The first trains a second time beside it, from batches that are moved by
 * rounding: what comes of that is what comes of any two engines.
 */
public final class BackendComparison {
  private static final int IMAGES = 4;
  private static final int SHARED = 3;

  private final Workbench workbench;
  private final Experiment experiment;
  private final int steps;

  /**
   * Prepares the comparison on an experiment, whose networks start with first values.
   *
   * @param steps how many both train, at least one
   */
  public BackendComparison(Workbench workbench, Experiment experiment, int steps) {
    this.workbench = workbench;
    this.experiment = experiment;
    this.steps = steps;
  }

  /**
   * Compares two engines.
   *
   * @param notices takes lines about the data set
   * @param progress told how many steps have been taken
   * @throws CocoGanException if there is no such engine, it does not train, or a loss is not finite
   */
  public EngineComparison of(
      String first, String second, Consumer<String> notices, LongConsumer progress) {
    workbench.engines().requireTraining(first);
    workbench.engines().requireTraining(second);
    Experiment counted =
        workbench.instance(Datasets.class).withClasses(experiment, false, () -> false, notices);
    Injector one = workbench.assemble(counted.withBackend(first));
    Injector other = workbench.assemble(counted.withBackend(second));
    try (ComparedEngine left = one.getInstance(ComparedEngine.class);
        ComparedEngine right = other.getInstance(ComparedEngine.class);
        Dataset dataset =
            one.getInstance(Datasets.class).open(experiment.data(), false, () -> false, notices)) {
      return compare(
          left, right, batches(one, dataset), one.getInstance(TrainerSettings.class), progress);
    }
  }

  private BatchSource batches(Injector parts, Dataset dataset) {
    CoordinateSystem coordinates = parts.getInstance(CoordinateSystem.class);
    return new BatchSource(
        dataset,
        coordinates,
        Extrapolation.of(experiment, coordinates),
        parts.getInstance(Cropper.class),
        parts.getInstance(StepPrograms.class).inputs(),
        experiment.training().sampling(),
        parts.getInstance(Augmentations.class),
        experiment.training().seed());
  }

  private EngineComparison compare(
      ComparedEngine left,
      ComparedEngine right,
      BatchSource batches,
      TrainerSettings settings,
      LongConsumer progress) {
    List<Part> shared = new ArrayList<>();
    List<FreeStep> free = new ArrayList<>();
    Set<Integer> meetings = meetings();
    try (EngineTraining leader = left.training();
        EngineTraining follower = right.training();
        EngineTraining loner = right.training();
        EngineTraining perturbed = left.training()) {
      for (int step = 0; step <= steps; step++) {
        StepBatch batch = batches.batch(step);
        Map<String, Float> losses;
        if (meetings.contains(step)) {
          SharedStep.Taken taken = SharedStep.take(settings, leader, follower, step, batch);
          shared.addAll(taken.parts());
          losses = taken.losses();
        } else {
          losses = leader.step(step, batch);
        }
        if (step < steps) {
          free.add(
              new FreeStep(
                  step + 1,
                  losses,
                  loner.step(step, batch),
                  perturbed.step(step, PerturbedBatch.of(batch, step))));
          progress.accept(step + 1);
        }
      }
      follower.restore(leader.state());
      return new EngineComparison(
          experiment.log().name(),
          List.of(left.description(), right.description()),
          steps,
          shared,
          free,
          largestDifference(leader.images(IMAGES), follower.images(IMAGES)));
    }
  }

  /** The steps taken before the second engine goes on from the state of the first. */
  private Set<Integer> meetings() {
    Set<Integer> meetings = new TreeSet<>();
    for (int i = 0; i <= SHARED; i++) {
      meetings.add(Math.toIntExact((long) steps * i / SHARED));
    }
    return meetings;
  }

  private static int largestDifference(byte[][] left, byte[][] right) {
    int largest = 0;
    for (int image = 0; image < left.length; image++) {
      for (int i = 0; i < left[image].length; i++) {
        int apart = Byte.toUnsignedInt(left[image][i]) - Byte.toUnsignedInt(right[image][i]);
        largest = Math.max(largest, Math.abs(apart));
      }
    }
    return largest;
  }
}
