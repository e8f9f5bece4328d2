package org.cocogan.eval.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Times a network's features of images, beside its model alone on tensors that are ready. */
public final class FeatureSpeed {
  private static final double NANOSECOND = 1e-9;

  private final OnnxFeatureNetwork network;
  private final int images;
  private final IntFunction<FeatureImage> source;

  /**
   * Prepares to time a number of images.
   *
   * @param source makes the image of a number from 0 on; called on several threads at once
   */
  public FeatureSpeed(OnnxFeatureNetwork network, int images, IntFunction<FeatureImage> source) {
    this.network = network;
    this.images = images;
    this.source = source;
  }

  /**
   * The times that the same images took in both ways.
   *
   * @param bare the session alone
   * @param pipeline all from the image's source to its features
   */
  public record Round(Cost bare, Cost pipeline) {}

  /**
   * The time that some work took.
   *
   * @param seconds that passed
   * @param cpuSeconds of all processors together, which other programs hardly change; in steps of
   *     the system, such as 0.01 s
   */
  public record Cost(double seconds, double cpuSeconds) {
    static Cost of(Runnable work) {
      double cpu = cpuSecondsSoFar();
      long start = System.nanoTime();
      work.run();
      double seconds = (System.nanoTime() - start) * NANOSECOND;
      return new Cost(seconds, cpuSecondsSoFar() - cpu);
    }

    private static double cpuSecondsSoFar() {
      ProcessHandle own = ProcessHandle.current();
      // The network computes in a process of its own.
      return Stream.concat(Stream.of(own), own.children())
          .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
          .mapToDouble(used -> used.toNanos() * NANOSECOND)
          .sum();
    }

    private Cost plus(Cost other) {
      return new Cost(seconds + other.seconds, cpuSeconds + other.cpuSeconds);
    }
  }

  /** Measures both, one after the other, in the same batches. */
  public Round round() {
    Cost bare = new Cost(0, 0);
    List<float[]> inputs = new ArrayList<>();
    for (int done = 0; done < images; done += inputs.size()) {
      inputs.clear();
      for (int i = done; i < Math.min(images, done + network.batch()); i++) {
        inputs.add(network.prepared(source.apply(i)));
      }
      bare = bare.plus(network.costOf(inputs));
    }
    return new Round(bare, Cost.of(() -> network.stream(images, source, batch -> {})));
  }
}
