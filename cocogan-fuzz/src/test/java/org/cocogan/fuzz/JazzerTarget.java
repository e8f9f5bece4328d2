package org.cocogan.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls: one target of the name in {@code fuzz.target}. */
public final class JazzerTarget {
  private static @Nullable Trial trial;

  private JazzerTarget() {}

  /** Called once, before the first input. */
  public static void fuzzerInitialize() throws IOException {
    String wanted = System.getProperty("fuzz.target", "");
    Target target =
        Target.all().stream()
            .filter(one -> one.name().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no target is called " + wanted));
    // Whatever is made once is made before memory and time are measured.
    target.seeds().get();
    trial = new Trial(target, Files.createTempDirectory("fuzz"));
  }

  /** Called with each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    Trial started = trial;
    if (started == null) {
      throw new IllegalStateException("not initialized");
    }
    started
        .of(input)
        .ifPresent(
            finding -> {
              throw finding;
            });
  }
}
