package org.cocogan.cli.plugin;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A failure with code of a plugin on its stack.
 *
 * @param jar the plugin's file
 * @param failure the outermost exception that passed through the plugin
 * @param frame the call in the plugin that was the last to begin
 */
public record PluginFailure(String jar, Throwable failure, StackTraceElement frame) {
  private static final String LOADER = "plugin ";

  /** What the class loader of a jar is called, by which its code is known in stack traces. */
  static String loaderName(Path jar) {
    return LOADER + jar;
  }

  /** Finds the plugin that an exception, or one of its causes, has passed through. */
  public static Optional<PluginFailure> of(Throwable thrown) {
    for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
      for (StackTraceElement frame : failure.getStackTrace()) {
        String loader = frame.getClassLoaderName();
        if (loader != null && loader.startsWith(LOADER)) {
          return Optional.of(new PluginFailure(loader.substring(LOADER.length()), failure, frame));
        }
      }
    }
    return Optional.empty();
  }

  /** What failed and where in the jar, such as {@code ... / by zero (Polar.java:12)}. */
  static String describe(Throwable failure, Path jar) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> loaderName(jar).equals(frame.getClassLoaderName()))
        .findFirst()
        .map(frame -> failure + " at " + place(frame))
        .orElseGet(failure::toString)
        .lines()
        .findFirst()
        .orElse("");
  }

  private static String place(StackTraceElement frame) {
    return frame.getClassName()
        + "."
        + frame.getMethodName()
        + " ("
        + frame.getFileName()
        + ":"
        + frame.getLineNumber()
        + ")";
  }

  /** In one line. */
  @Override
  public String toString() {
    return "plugin " + jar + " failed: " + failure + " at " + place(frame);
  }
}
