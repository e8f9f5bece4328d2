package org.cocogan.plugin;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A failure with code of a plugin on its stack.
 *
 * @param jar the plugin's file
 * @param failure the outermost exception that passed through the plugin
 */
public record PluginFailure(Path jar, Throwable failure) {
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
          return Optional.of(
              new PluginFailure(Path.of(loader.substring(LOADER.length())), failure));
        }
      }
    }
    return Optional.empty();
  }

  /** The first line of what failed, and the call in the jar that was the last to begin. */
  static String describe(Throwable failure, Path jar) {
    String what = failure.toString().lines().findFirst().orElse("");
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> loaderName(jar).equals(frame.getClassLoaderName()))
        .findFirst()
        .map(frame -> what + " at " + place(frame))
        .orElse(what);
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
    return "plugin " + jar + " failed: " + describe(failure, jar);
  }
}
