package org.cocogan.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.cocogan.tensor.TensorOperations;

/** Stands between a tensor and its operations, whatever operations there are. */
@FunctionalInterface
interface Interception {
  /** The result of an operation, given the one the real operations computed. */
  Object result(Method operation, Object computed);

  /** The operations, with every result passed through the interception. */
  @SuppressWarnings("unchecked") // the proxy has the very interface of what it wraps
  static TensorOperations<DoubleArray> of(
      TensorOperations<DoubleArray> operations, Interception interception) {
    return (TensorOperations<DoubleArray>)
        Proxy.newProxyInstance(
            TensorOperations.class.getClassLoader(),
            new Class<?>[] {TensorOperations.class},
            (proxy, method, arguments) -> {
              try {
                return interception.result(method, method.invoke(operations, arguments));
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
