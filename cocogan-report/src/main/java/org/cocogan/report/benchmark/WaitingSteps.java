package org.cocogan.report.benchmark;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.cocogan.data.Prefetch;
import org.cocogan.run.ProcessMemory;
import org.cocogan.train.StepBatch;

/** Training steps that wait for their batches, timed together with the waiting. */
final class WaitingSteps {
  private static final int WARM_UP = 2;

  private final Prefetch<StepBatch> batches;
  private final Consumer<StepBatch> step;
  private OptionalLong anonymous = OptionalLong.empty();

  WaitingSteps(Prefetch<StepBatch> batches, Consumer<StepBatch> step) {
    this.batches = batches;
    this.step = step;
  }

  /** Times each of a number of steps, after two that are not counted. */
  PackTraining measure(int side, int steps) {
    for (int i = 0; i < WARM_UP; i++) {
      take();
    }
    double[] seconds = new double[steps];
    double all = 0;
    long waitedBefore = batches.waitedNanos();
    for (int i = 0; i < steps; i++) {
      long begin = System.nanoTime();
      take();
      seconds[i] = (System.nanoTime() - begin) * 1e-9;
      all += seconds[i];
    }
    double waited = (batches.waitedNanos() - waitedBefore) * 1e-9;
    return new PackTraining(
        side, Timing.of(seconds).median(), waited / all, ProcessMemory.peak(), anonymous);
  }

  private void take() {
    step.accept(batches.next());
    OptionalLong now = ProcessMemory.anonymous();
    if (now.orElse(0) > anonymous.orElse(0)) {
      anonymous = now;
    }
  }
}
