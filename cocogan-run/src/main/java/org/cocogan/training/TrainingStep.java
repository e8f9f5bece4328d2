package org.cocogan.training;

import java.util.Map;
import org.cocogan.tensor.HostArray;

/**
 * A step of a training.
 *
 * @param step steps that have been taken, this one among them
 * @param losses by name, such as {@code d_loss}
 * @param observed what the networks gave, by the names of {@link
 *     org.cocogan.train.StepPrograms#OBSERVED}
 * @param logged whether it is one of those that are to be logged
 * @param images images of a batch
 * @param secondsPerStep smoothed over the latest steps
 * @param seconds since this process began with the steps
 * @param waitedSeconds how many of these steps have waited for their batch
 */
public record TrainingStep(
    long step,
    Map<String, Float> losses,
    Map<String, HostArray> observed,
    boolean logged,
    int images,
    double secondsPerStep,
    double seconds,
    double waitedSeconds) {
  /** Images that training takes in a second. */
  public double imagesPerSecond() {
    return images / secondsPerStep;
  }
}
