package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.cocogan.exact.Product;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.schedule.Schedule;

/**
 * A stretch of training with networks of one size: all of it, unless the networks grow. A stage is
 * the same experiment with smaller images and patches, and with a batch and learning rates of its
 * own; where it begins and ends follows from the settings alone.
 *
 * @param whole the experiment as it was asked for
 * @param now the experiment of this stage, in which nothing grows
 * @param number counted from zero
 * @param first the first step, counted from zero
 * @param end the step that the next stage begins with; empty in the last stage
 */
public record Stage(Experiment whole, Experiment now, int number, long first, OptionalLong end) {
  /** The stages of an experiment, in their order; one if nothing grows. */
  public static List<Stage> of(Experiment experiment) {
    GrowthSettings growth = experiment.training().growth();
    if (growth.from().isEmpty()) {
      return List.of(new Stage(experiment, experiment, 0, 0, OptionalLong.empty()));
    }
    List<Stage> stages = new ArrayList<>();
    long first = 0;
    int full = experiment.data().layout().macro().height();
    for (int side = growth.from().getAsInt(); side <= full; side = Product.of(2, side)) {
      Experiment now = at(experiment, side);
      int batch = now.training().batchSize();
      long next = first + (2L * growth.phase() + batch - 1) / batch;
      OptionalLong end = side < full ? OptionalLong.of(next) : OptionalLong.empty();
      stages.add(new Stage(experiment, now, stages.size(), first, end));
      first = next;
    }
    return List.copyOf(stages);
  }

  /** The stage that a step, counted from zero, belongs to. */
  public static Stage at(Experiment experiment, long step) {
    return of(experiment).stream()
        .filter(stage -> stage.end().isEmpty() || step < stage.end().getAsLong())
        .findFirst()
        .orElseThrow();
  }

  /** The last stage, in which the networks have their full size. */
  public static Stage last(Experiment experiment) {
    return at(experiment, Long.MAX_VALUE);
  }

  private static Experiment at(Experiment experiment, int side) {
    PatchLayout layout = experiment.data().layout();
    int factor = layout.macro().height() / side;
    GrowthSettings growth = experiment.training().growth();
    Values values = Values.of(experiment);
    values.put(DataKeys.FULL_IMAGE_SIZE, divided(layout.full(), factor));
    values.put(DataKeys.MACRO_PATCH_SIZE, divided(layout.macro(), factor));
    values.put(DataKeys.MICRO_PATCH_SIZE, divided(layout.micro(), factor));
    values.put(
        TrainingKeys.BATCH_SIZE,
        growth.batches().getOrDefault(side, experiment.training().batchSize()));
    Optional.ofNullable(growth.rates().get(side))
        .map(Schedule::constant)
        .ifPresent(
            rate -> {
              values.put(TrainingKeys.GLR, rate);
              values.put(TrainingKeys.DLR, rate);
            });
    values.put(GrowthKeys.GROW_FROM, OptionalInt.empty());
    return Experiment.of(values);
  }

  private static Size divided(Size size, int factor) {
    return new Size(size.height() / factor, size.width() / factor);
  }

  /** Whether the networks have just doubled their resolution, so that it is blended in. */
  public boolean grown() {
    return number > 0;
  }

  /**
   * How far the new resolution is blended in at a step: α = min(1, (images + 1) / phase), with the
   * real images that this stage has seen before it; 1 where nothing is blended in.
   */
  public float alpha(long step) {
    if (!grown()) {
      return 1;
    }
    double images = (double) (step - first) * now.training().batchSize();
    return (float) Math.min(1, (images + 1) / whole.training().growth().phase());
  }
}
