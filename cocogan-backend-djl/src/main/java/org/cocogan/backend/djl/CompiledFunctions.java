package org.cocogan.backend.djl;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The functions of a program, each compiled when it is first asked for, until the program is
 * closed.
 */
final class CompiledFunctions<K> implements AutoCloseable {
  private final Map<K, ScriptFunction> functions = new HashMap<>();
  private boolean closed;

  /**
   * The function of a kind.
   *
   * @throws IllegalStateException if the program is closed
   */
  synchronized ScriptFunction get(K kind, Supplier<ScriptFunction> compile) {
    if (closed) {
      throw new IllegalStateException("the program is closed");
    }
    return functions.computeIfAbsent(kind, missing -> compile.get());
  }

  @Override
  public synchronized void close() {
    closed = true;
    functions.values().forEach(ScriptFunction::close);
    functions.clear();
  }
}
