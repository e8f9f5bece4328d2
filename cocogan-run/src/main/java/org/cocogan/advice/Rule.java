package org.cocogan.advice;

import java.util.List;
import java.util.Optional;
import org.cocogan.experiment.Experiment;

/** Recognises one way in which trainings go wrong. Implementations have no state. */
public interface Rule {
  /** All of them. */
  List<Rule> ALL =
      List.of(
          new GradientSlopes(),
          new Separation(),
          new CoordinateErrors(),
          new Collapse(),
          new Seams(),
          new LateAverage());

  /** Its name, such as {@code collapse}. */
  String name();

  /**
   * Looks at a training.
   *
   * @param history what was recorded up to now
   * @return empty if nothing is wrong, or too little is known
   */
  Optional<Advice> examine(History history, Experiment experiment);
}
