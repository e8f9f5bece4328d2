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
    return of(name, x, rate, 1, scope, scope::advance);
  }

  /**
   * The same, but the running variance is that of the unbiased ones, n / (n - 1) times the biased
   * for n values of a channel, and both move in every step, whoever it trains.
   */
  static Statistics ofEveryPass(String name, Tensor x, float rate, NetworkScope scope) {
    int values = x.shape().size() / x.shape().dimension(1);
    float correction = values > 1 ? (float) values / (values - 1) : 1;
    return of(name, x, rate, correction, scope, scope::advanceInEveryStep);
  }

  /** Keeps a new value of carried state. */
  private interface Keeper {
    void keep(String name, Tensor value);
  }

  private static Statistics of(
      String name, Tensor x, float rate, float correction, NetworkScope scope, Keeper keeper) {
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
    keeper.keep(name + "/mean", moved(scope.state(name + "/mean"), mean, rate, 1));
    keeper.keep(name + "/var", moved(scope.state(name + "/var"), variance, rate, correction));
    return new Statistics(centered, variance);
  }

  /** A vector [channels] shaped to multiply x. */
  public Tensor alongChannels(Tensor vector) {
    return vector.reshape(variance.shape().dimensions());
  }

  private static Tensor moved(Tensor running, Tensor batch, float rate, float correction) {
    return running
        .multiply(1 - rate)
        .add(
            batch.stopGradient().reshape(running.shape().dimensions()).multiply(rate * correction));
  }
}
