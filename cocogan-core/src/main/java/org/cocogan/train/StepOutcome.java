package org.cocogan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.tensor.HostArray;

/**
 * Losses and observed tensors of a training step.
 *
 * @param losses by name, such as {@code d_loss} and {@code g_adversarial}
 * @param observed by the names of {@link StepPrograms#OBSERVED}
 */
public record StepOutcome(Map<String, Float> losses, Map<String, HostArray> observed) {
  /** Copies the maps, keeping their order. */
  public StepOutcome {
    losses = new LinkedHashMap<>(losses);
    observed = new LinkedHashMap<>(observed);
  }

  void addTo(Map<String, Float> allLosses, Map<String, HostArray> allObserved) {
    allLosses.putAll(losses);
    allObserved.putAll(observed);
  }
}
