package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cocogan.tensor.Backend;
import org.junit.jupiter.api.DynamicTest;

/** Runs the kit on a backend that is expected to fail, and tells which tests do. */
final class KitRun extends BackendConformance {
  private final Backend tried;

  private KitRun(Backend tried) {
    this.tried = tried;
  }

  @Override
  protected Backend start() {
    return tried;
  }

  /** Those of the named test methods that fail on the backend. */
  static Set<String> failures(Backend backend, String... tests) {
    KitRun run = new KitRun(backend);
    run.startBackend();
    Set<String> failed = new TreeSet<>();
    for (String name : tests) {
      if (!run.passes(test(name))) {
        failed.add(name);
      }
    }
    return failed;
  }

  private static Method test(String name) {
    return Arrays.stream(KitRun.class.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the kit has no test " + name));
  }

  private boolean passes(Method method) {
    method.setAccessible(true);
    Throwable failure =
        catchThrowable(
            () -> {
              if (method.invoke(this) instanceof Stream<?> tests) {
                for (Object test : tests.toList()) {
                  ((DynamicTest) test).getExecutable().execute();
                }
              }
            });
    return failure == null;
  }
}
