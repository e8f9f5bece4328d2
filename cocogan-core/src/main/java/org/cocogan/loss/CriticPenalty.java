package org.cocogan.loss;

import java.util.Map;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** A penalty on the discriminator's gradient with respect to its input. */
public interface CriticPenalty {
  /** The penalty, a scalar, and outputs for logs and tests, never needed for training. */
  record Penalty(Tensor value, Map<String, Tensor> details) {
    /** Copies the details. */
    public Penalty {
      details = Map.copyOf(details);
    }
  }

  /**
   * The shape of the random numbers in [0, 1) it mixes real and fake with.
   *
   * @param macroPatches shape of a batch of macro patches, [batch, channels, h, w]
   * @return an empty batch, [0], if it mixes nothing
   */
  Shape mixing(Shape macroPatches);

  /** Whether it takes macro patches as augmentation has changed them, rather than as they were. */
  default boolean seesAugmented() {
    return true;
  }

  /** What the penalty is multiplied by, not negative. */
  Schedule weight();

  /**
   * Computes the penalty before it is multiplied by its weight.
   *
   * @param critic the discriminator
   * @param real macro patches of the data set
   * @param fake as many generated ones
   * @param mixing uniform in [0, 1), of the shape {@link #mixing(Shape)} gives
   */
  Penalty penalty(Critic critic, PlacedPatches real, PlacedPatches fake, Tensor mixing);
}
