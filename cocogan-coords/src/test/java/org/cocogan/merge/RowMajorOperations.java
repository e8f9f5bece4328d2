package org.cocogan.merge;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.stream.IntStream;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.TensorOperations;

/** Reshape and permute by their definition: all the operations that a merger needs. */
final class RowMajorOperations implements InvocationHandler {
  @SuppressWarnings("unchecked") // the proxy handles HostArray only
  static TensorOperations<HostArray> create() {
    return (TensorOperations<HostArray>)
        Proxy.newProxyInstance(
            RowMajorOperations.class.getClassLoader(),
            new Class<?>[] {TensorOperations.class},
            new RowMajorOperations());
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    HostArray operand = (HostArray) arguments[0];
    return switch (method.getName()) {
      case "reshape" -> new HostArray((Shape) arguments[1], operand.values());
      case "permute" -> permute(operand, (int[]) arguments[1]);
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private static HostArray permute(HostArray operand, int[] order) {
    int[] sizes = operand.shape().dimensions();
    int[] steps = new int[sizes.length];
    for (int axis = sizes.length - 1, step = 1; axis >= 0; step *= sizes[axis], axis--) {
      steps[axis] = step;
    }
    Shape shape = Shape.of(IntStream.of(order).map(axis -> sizes[axis]).toArray());
    float[] numbers = new float[shape.size()];
    for (int i = 0; i < numbers.length; i++) {
      int from = 0;
      for (int axis = order.length - 1, rest = i; axis >= 0; axis--) {
        from += rest % sizes[order[axis]] * steps[order[axis]];
        rest /= sizes[order[axis]];
      }
      numbers[i] = operand.values()[from];
    }
    return new HostArray(shape, numbers);
  }
}
