package org.cocogan.plugin;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;

/**
 * Makes a failure of {@code System.exit} in a plugin, or in a library: without a security manager,
 * which newer JVMs lack, the call cannot be prevented, but what it ends can be told from what the
 * program ends itself.
 */
public final class ExitGuard {
  private static final int FAILURE = 1;

  private final PrintWriter err;
  private volatile boolean asked;

  private ExitGuard(PrintWriter err) {
    this.err = err;
  }

  /** Watches from now on how the JVM ends. */
  public static ExitGuard watch(PrintWriter err) {
    ExitGuard guard = new ExitGuard(err);
    Runtime.getRuntime().addShutdownHook(new Thread(guard::examine, "exit guard"));
    return guard;
  }

  /** Ends the JVM, as the program wishes. */
  public void exit(int code) {
    asked = true;
    System.exit(code);
  }

  private void examine() {
    Collection<StackTraceElement[]> stacks = Thread.getAllStackTraces().values();
    if (asked || stacks.stream().anyMatch(ExitGuard::isOfTheSystem)) {
      return;
    }
    err.println(
        "cocogan: %s has ended the program by System.exit; it must throw an exception instead"
            .formatted(
                stacks.stream()
                    .filter(ExitGuard::isExit)
                    .findFirst()
                    .map(ExitGuard::culprit)
                    .orElse("a plugin or a library")));
    // What else waits for the end, or ends, may wait for the caller, which does not go on.
    Runtime.getRuntime().halt(FAILURE);
  }

  /** A signal, such as that of Ctrl-C, or the end of the last thread. */
  private static boolean isOfTheSystem(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(
            call ->
                call.getClassName().startsWith("java.lang.Terminator")
                    || isCall(call, "java.lang.Shutdown", "shutdown"));
  }

  private static boolean isExit(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(call -> isCall(call, "java.lang.Runtime", "exit"));
  }

  private static boolean isCall(StackTraceElement call, String type, String method) {
    return call.getClassName().equals(type) && call.getMethodName().equals(method);
  }

  private static String culprit(StackTraceElement[] stack) {
    return PluginFrame.last(stack)
        .map(frame -> "plugin " + frame.jar() + ", at " + frame.place() + ",")
        .orElseGet(
            () ->
                Arrays.stream(stack)
                    .filter(call -> !call.getClassName().startsWith("java.lang."))
                    .findFirst()
                    .map(PluginFrame::place)
                    .orElse("a library"));
  }
}
