package org.cocogan.weights.torch;

import java.nio.ByteBuffer;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;

/** A tensor as PyTorch stores it: a walk with strides over numbers that others may share. */
final class TorchTensor implements StoredTensor {
  private static final int MOST_AXES = 8;
  private static final long MOST_ELEMENTS = 1L << 27;

  private final TorchStorage storage;
  private final int offset;
  private final int[] strides;
  private final Shape shape;

  /**
   * Checks that the tensor lies within its storage.
   *
   * @param offset of the first element
   * @throws MalformedException if it does not
   */
  TorchTensor(TorchStorage storage, long offset, long[] sizes, long[] strides) {
    if (sizes.length != strides.length || sizes.length > MOST_AXES) {
      throw new MalformedException("has a tensor of " + sizes.length + " axes");
    }
    long elements = 1;
    long last = offset;
    boolean sound = offset >= 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      sound &= sizes[axis] >= 0 && sizes[axis] <= MOST_ELEMENTS;
      sound &= strides[axis] >= 0 && strides[axis] <= MOST_ELEMENTS;
      if (!sound) {
        break;
      }
      elements *= sizes[axis];
      sound = elements <= MOST_ELEMENTS;
      last += Math.max(0, sizes[axis] - 1) * strides[axis];
    }
    if (!sound || (elements > 0 && last >= storage.elements()) || last > Integer.MAX_VALUE) {
      throw new MalformedException("has a tensor that reaches beyond its numbers");
    }
    this.storage = storage;
    this.offset = (int) offset;
    this.strides = new int[strides.length];
    int[] dimensions = new int[sizes.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      dimensions[axis] = (int) sizes[axis];
      this.strides[axis] = (int) strides[axis];
    }
    this.shape = Shape.of(dimensions);
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public HostArray read() {
    float[] values = new float[shape.size()];
    if (values.length > 0) {
      copy(storage.bytes().get(), 0, offset, values, 0);
    }
    return new HostArray(shape, values);
  }

  /** Copies what lies under an index of the axes before, and returns where to go on. */
  private int copy(ByteBuffer bytes, int axis, int from, float[] values, int to) {
    if (axis == strides.length) {
      values[to] = storage.type().value(bytes, Product.of(from, storage.type().size()));
      return to + 1;
    }
    int next = to;
    for (int i = 0; i < shape.dimension(axis); i++) {
      next = copy(bytes, axis + 1, from + Product.of(i, strides[axis]), values, next);
    }
    return next;
  }
}
