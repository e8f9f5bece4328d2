package org.cocogan.network;

import org.cocogan.model.NetworkScope;
import org.cocogan.tensor.Tensor;

/**
 * Mean and biased variance of each channel: those of the batch in training, which also move the
 * running ones; the running ones otherwise.
 *
 * @param centered x - mean, of x's shape
 * @param variance [1, channels] or [1, channels, 1, 1]
 */
public record Statistics(Tensor centered, Tensor variance) {
  /**
   * Takes the statistics of x over all axes but the channels.
   *
   * @param name prefix of the running values {@code mean} and {@code var} [channels]
   * @param rate running = (1 - rate) · running + rate · batch
   */
  public static Statistics of(String name, Tensor x, float rate, NetworkScope scope) {
    int channels = x.shape().dimension(1);
    int[] across = x.shape().rank() == 2 ? new int[] {0} : new int[] {0, 2, 3};
    int[] along = x.shape().rank() == 2 ? new int[] {1, channels} : new int[] {1, channels, 1, 1};
    if (!scope.training()) {
      return new Statistics(
          x.subtract(scope.state(name + "/mean").reshape(along)),
          scope.state(name + "/var").reshape(along));
    }
    Tensor mean = x.mean(across);
    Tensor centered = x.subtract(mean);
    Tensor variance = centered.square().mean(across);
    move(name + "/mean", mean, rate, scope);
    move(name + "/var", variance, rate, scope);
    return new Statistics(centered, variance);
  }

  /** A vector [channels] shaped to multiply x. */
  public Tensor alongChannels(Tensor vector) {
    return vector.reshape(variance.shape().dimensions());
  }

  private static void move(String name, Tensor batch, float rate, NetworkScope scope) {
    Tensor running = scope.state(name);
    scope.advance(
        name,
        running
            .multiply(1 - rate)
            .add(batch.stopGradient().reshape(running.shape().dimensions()).multiply(rate)));
  }
}
