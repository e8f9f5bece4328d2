package org.cocogan.tensor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Operations that compute nothing: all that happens is that {@link Tensor} works out shapes. */
final class ShapesOnly {
  private ShapesOnly() {}

  /** Operations of a program of their own. */
  @SuppressWarnings("unchecked") // every handle is the one empty text
  static TensorOperations<String> operations() {
    return (TensorOperations<String>)
        Proxy.newProxyInstance(
            TensorOperations.class.getClassLoader(),
            new Class<?>[] {TensorOperations.class},
            (proxy, method, arguments) ->
                method.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : "");
  }
}
