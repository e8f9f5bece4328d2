package org.cocogan.plugin;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A call on a stack that is in code of a plugin.
 *
 * @param jar the plugin's file
 * @param call the place in its code
 */
record PluginFrame(Path jar, StackTraceElement call) {
  private static final String LOADER = "plugin ";

  /** What the class loader of a jar is called, by which its code is known in stack traces. */
  static String loaderName(Path jar) {
    return LOADER + jar;
  }

  /** The call in code of a plugin that was the last to begin. */
  static Optional<PluginFrame> last(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(call -> String.valueOf(call.getClassLoaderName()).startsWith(LOADER))
        .findFirst()
        .map(
            call ->
                new PluginFrame(
                    Path.of(String.valueOf(call.getClassLoaderName()).substring(LOADER.length())),
                    call));
  }

  /**
   * The place of the call, such as {@code com.example.PolarProvider.create
   * (PolarProvider.java:27)}.
   */
  String place() {
    return place(call);
  }

  static String place(StackTraceElement call) {
    return call.getClassName()
        + "."
        + call.getMethodName()
        + " ("
        + call.getFileName()
        + ":"
        + call.getLineNumber()
        + ")";
  }
}
