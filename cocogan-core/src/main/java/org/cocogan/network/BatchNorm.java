package org.cocogan.network;

import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Batch normalisation of [batch, channels] or [batch, channels, h, w]: (x - mean) / √(var + 1e-5) ·
 * gamma + beta, biased variance; running = 0.9 running + 0.1 batch.
 *
 * <p>The released code records the unbiased variance, and in the steps of both players.
 *
 * @param name prefix of its parameters
 * @param channels size of axis 1
 * @param variant how the running statistics are kept
 */
public record BatchNorm(String name, int channels, Variant variant) {
  private static final float RATE = 0.1f;
  private static final float EPSILON = 1e-5f;

  /**
   * Makes the layer as published (Ioffe and Szegedy 2015), with statistics that are kept by the
   * player who is trained.
   */
  public BatchNorm(String name, int channels) {
    this(name, channels, Variant.PAPER);
  }

  /** Its scale, shift and running statistics. */
  public List<Parameter> parameters() {
    Shape shape = Shape.of(channels);
    return List.of(
        new Parameter(name + "/gamma", shape, true, new Initializer.Constant(1)),
        new Parameter(name + "/beta", shape, true, new Initializer.Constant(0)),
        new Parameter(name + "/mean", shape, false, new Initializer.Constant(0)),
        new Parameter(name + "/var", shape, false, new Initializer.Constant(1)));
  }

  /** Normalises x, and moves the running statistics if the scope is training. */
  public Tensor apply(Tensor x, NetworkScope scope) {
    Statistics statistics =
        variant == Variant.PAPER
            ? Statistics.of(name, x, RATE, scope)
            : Statistics.ofEveryPass(name, x, RATE, scope);
    Tensor gamma = statistics.alongChannels(scope.weight(name + "/gamma"));
    Tensor beta = statistics.alongChannels(scope.weight(name + "/beta"));
    Tensor deviation = statistics.variance().add(EPSILON).sqrt();
    return statistics.centered().multiply(gamma.divide(deviation)).add(beta);
  }
}
