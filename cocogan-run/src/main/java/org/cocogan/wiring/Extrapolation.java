package org.cocogan.wiring;

import java.util.Optional;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.experiment.Experiment;
import org.cocogan.patch.CoordinateSystem;

/** The coordinates of generated images where an experiment continues them beyond the real ones. */
public final class Extrapolation {
  private Extrapolation() {}

  /**
   * Continues the system of the real images.
   *
   * @return empty if the experiment trains no extrapolation
   * @throws IllegalArgumentException if the system cannot be continued, which a file that a {@link
   *     Workbench} has read does not ask for
   */
  public static Optional<CoordinateSystem> of(Experiment experiment, CoordinateSystem inner) {
    return experiment.training().extrapolation()
        ? Optional.of(
            new ExtrapolatedCoordinateSystem(inner, experiment.training().extrapolationSteps()))
        : Optional.empty();
  }

  /** Why the system of the real images cannot be continued as the experiment asks. */
  static Optional<String> obstacle(Experiment experiment, CoordinateSystem inner) {
    try {
      of(experiment, inner);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
