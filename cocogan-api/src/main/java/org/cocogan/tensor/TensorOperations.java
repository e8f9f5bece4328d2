package org.cocogan.tensor;

import java.util.List;

/**
 * The primitive operations an engine, or a recorder, offers over a handle of its own; {@link
 * Tensor} checks shapes before it calls them, so an implementation need not.
 *
 * <p>Handles are never changed in place. Elementwise operations of two operands broadcast: axes
 * align at the end, and a size of one repeats. Axes are never negative here. What each operation
 * computes is said at the method of the same name in {@link Tensor}.
 *
 * @param <H> the handle: an engine's array, a node of a graph
 */
public interface TensorOperations<H> {
  /** Elementwise sum. */
  H add(H left, H right);

  /** Elementwise difference. */
  H subtract(H left, H right);

  /** Elementwise product. */
  H multiply(H left, H right);

  /** Elementwise quotient. */
  H divide(H left, H right);

  /** Sum with one number. */
  H add(H operand, float number);

  /** Product with one number. */
  H multiply(H operand, float number);

  /** x². */
  H square(H operand);

  /** √x. */
  H sqrt(H operand);

  /** eˣ. */
  H exp(H operand);

  /** ln x. */
  H log(H operand);

  /** |x|. */
  H abs(H operand);

  /** max(x, 0). */
  H relu(H operand);

  /** x where x &gt; 0, slope·x elsewhere. */
  H leakyRelu(H operand, float slope);

  /** Sine, of x in radians. */
  H sin(H operand);

  /** Hyperbolic tangent. */
  H tanh(H operand);

  /** 1 / (1 + e⁻ˣ). */
  H sigmoid(H operand);

  /** ln(1 + eˣ), without overflow. */
  H softplus(H operand);

  /** 1 where x &gt; 0, 0 elsewhere; no gradient passes. */
  H positiveMask(H operand);

  /** The same values; no gradient passes. */
  H stopGradient(H operand);

  /** The number everywhere, in a shape; of the operand only matters where it lives. */
  H filled(H beside, Shape shape, float number);

  /** Sum over the axes, which stay with size one. */
  H sum(H operand, int[] axes);

  /** Mean over the axes, which stay with size one. */
  H mean(H operand, int[] axes);

  /** The same values, row-major, in another shape. */
  H reshape(H operand, Shape shape);

  /** Axis i of the result is axis order[i] of the operand. */
  H permute(H operand, int[] order);

  /** Repeats axes of size one, and missing leading axes, to the shape. */
  H broadcastTo(H operand, Shape shape);

  /** The operands side by side along the axis. */
  H concat(List<H> operands, int axis);

  /** The entries from (inclusive) to (exclusive) along the axis. */
  H slice(H operand, int axis, int from, int to);

  /** Zeros before and after along the axis. */
  H pad(H operand, int axis, int before, int after);

  /** [n, k] by [k, m] gives [n, m]. */
  H matMul(H left, H right);

  /** [n, i, h, w] by [o, i, kh, kw] gives [n, o, h', w']. */
  H conv2d(H input, H weight, int stride, int padding);

  /**
   * Convolves as {@link #conv2d(Object, Object, int, int)}, with a bias [o] added to every pixel.
   */
  H conv2d(H input, H weight, H bias, int stride, int padding);

  /**
   * [n, i, h, w] by [i, o, kh, kw] gives [n, o, h', w']: the transpose of conv2d as a linear map.
   */
  H convTranspose2d(H input, H weight, int stride, int padding);

  /**
   * [n, i, h, w] and [n, o, h', w'] give [o, i, kh, kw]: the gradient of conv2d for its weight,
   * from its input and the gradient of its result.
   */
  H conv2dWeight(H input, H gradient, int kernelHeight, int kernelWidth, int stride, int padding);

  /** Mean of each size-by-size square of [n, c, h, w]. */
  H avgPool2d(H input, int size);

  /** Every pixel of [n, c, h, w] as a factor-by-factor square. */
  H upsampleNearest(H input, int factor);

  /**
   * How many layers of recording lie between this and an engine; an engine is at zero. Where two
   * tensors meet in an operation, the deeper one's operations adopt the other.
   */
  default int depth() {
    return 0;
  }

  /**
   * A handle for a tensor of fewer layers, as a constant.
   *
   * @throws IllegalArgumentException if these operations adopt no tensors of others
   */
  default H adopt(Tensor tensor) {
    throw new IllegalArgumentException(
        "a tensor of shape "
            + tensor.shape()
            + " belongs to another program: a network may keep no tensor from one call to the next,"
            + " nor read its values");
  }
}
