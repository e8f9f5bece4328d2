package org.cocogan.report.comparison.engines;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.train.StepBatch;

/**
 * A batch whose latent vectors and real patches are moved as little as float32 arithmetic moves
 * what is computed from them: each value x becomes x·(1 + e), with e uniform in ±2⁻²⁰.
 */
final class PerturbedBatch {
  private static final double SIZE = 0x1p-20;
  private static final Set<String> MOVED = Set.of("latent", "real");

  private PerturbedBatch() {}

  /**
   * Moves a batch.
   *
   * @param number another one moves it otherwise
   */
  static StepBatch of(StepBatch batch, long number) {
    return new StepBatch(
        moved(batch.discriminator(), number),
        moved(batch.generator(), number),
        batch.extrapolated().map(beyond -> of(beyond, number)));
  }

  private static Map<String, HostArray> moved(Map<String, HostArray> inputs, long number) {
    Map<String, HostArray> moved = new LinkedHashMap<>(inputs);
    for (String name : MOVED) {
      moved.computeIfPresent(name, (key, value) -> moved(value, number, key));
    }
    return moved;
  }

  private static HostArray moved(HostArray array, long number, String name) {
    CountedRandom random = CountedRandom.of(number, "nudged " + name, 0);
    float[] values = array.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) (1 + SIZE * (2 * random.nextDouble() - 1));
    }
    return new HostArray(array.shape(), values);
  }
}
