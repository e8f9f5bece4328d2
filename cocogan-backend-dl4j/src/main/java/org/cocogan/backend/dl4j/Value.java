package org.cocogan.backend.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cocogan.tensor.Shape;

/**
 * An array that a step reads or computes; it has memory of its own, or is a view of the memory of
 * one that has. Two values are equal if they are the same.
 */
final class Value {
  private final Form form;
  private final long offset;
  private final Optional<Value> owner;

  /**
   * The form of an array in memory: its shape and strides.
   *
   * @param shape its sizes
   * @param strides how many values lie between neighbours along each axis
   */
  record Form(Shape shape, List<Long> strides) {
    /** Row-major. */
    static Form of(Shape shape) {
      return of(shape, Nd4jShapes.strides(shape));
    }

    static Form of(Shape shape, long[] strides) {
      return new Form(shape, Arrays.stream(strides).boxed().toList());
    }
  }

  private Value(Form form, long offset, Optional<Value> owner) {
    this.form = form;
    this.offset = offset;
    this.owner = owner;
  }

  /** An array with memory of its own, row-major. */
  static Value of(Shape shape) {
    return of(Form.of(shape));
  }

  /** An array with memory of its own. */
  static Value of(Form form) {
    return new Value(form, 0, Optional.empty());
  }

  /**
   * Another look at the same memory.
   *
   * @param from where its first value lies, in values from this one's first
   */
  Value viewed(Form other, long from) {
    return new Value(other, offset + from, Optional.of(owner()));
  }

  Shape shape() {
    return form.shape();
  }

  long[] strides() {
    return form.strides().stream().mapToLong(Long::longValue).toArray();
  }

  /** Where its first value lies in the memory of its owner. */
  long offset() {
    return offset;
  }

  /** The value that has the memory; itself unless it is a look at another's. */
  Value owner() {
    return owner.orElse(this);
  }
}
