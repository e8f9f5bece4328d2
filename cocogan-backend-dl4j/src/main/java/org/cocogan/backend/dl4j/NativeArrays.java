package org.cocogan.backend.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays in native memory, row-major, and copies between them and the Java heap. */
final class NativeArrays {
  private NativeArrays() {}

  /** An array of zeros with memory of its own. */
  static INDArray zeros(Shape shape) {
    return view(Nd4j.create(DataType.FLOAT, Math.max(1, shape.size())), 0, shape);
  }

  /** An array with memory of its own. */
  static INDArray of(HostArray value) {
    INDArray array = zeros(value.shape());
    put(array, value);
    return array;
  }

  /** An array in the memory of another, whose first value is given by its place there. */
  static INDArray view(INDArray memory, long offset, Shape shape) {
    return view(memory, offset, shape, Nd4jShapes.strides(shape));
  }

  static INDArray view(INDArray memory, long offset, Shape shape, long[] strides) {
    return Nd4j.create(memory.data(), Nd4jShapes.longs(shape), strides, offset, 'c');
  }

  /** Copies values of the Java heap into a row-major array. */
  static void put(INDArray array, HostArray value) {
    floats(array).put(value.values(), 0, value.values().length);
  }

  /** Copies a row-major array to the Java heap. */
  static HostArray get(INDArray array, Shape shape) {
    float[] values = new float[shape.size()];
    floats(array).get(values);
    return new HostArray(shape, values);
  }

  private static FloatPointer floats(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }
}
