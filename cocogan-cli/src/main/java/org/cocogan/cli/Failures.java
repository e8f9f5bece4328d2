package org.cocogan.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cocogan.CocoGanException;
import org.cocogan.contract.ContractException;
import org.cocogan.experiment.Problem;
import org.cocogan.experiment.SettingsException;
import org.cocogan.plugin.PluginFailure;
import org.cocogan.run.Reasons;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line for people; with --verbose, what led to it follows. */
final class Failures implements IExecutionExceptionHandler {
  /** How the line begins of what only we can mend. */
  static final String FAULT = "a fault of this program, which nobody foresaw: ";

  /** An error; picocli passes on exceptions alone. */
  private static final class Wrapped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Error error;

    Wrapped(Error error) {
      super(error);
      this.error = error;
    }
  }

  /** Executes a command; errors, too, are handled here. */
  static int execute(ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (Error e) {
      CommandLine command = arguments.asCommandLineList().get(0);
      throw new ExecutionException(command, "an error", new Wrapped(e));
    }
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) {
    Throwable failure =
        exception instanceof Wrapped wrapped ? wrapped.error : Reasons.unwrapped(exception);
    ofPlugin(failure)
        .map(List::of)
        .orElseGet(() -> messages(failure))
        .forEach(
            line ->
                command
                    .getErr()
                    .println("cocogan: " + line.replace(ProgramName.USUAL, ProgramName.name())));
    if (Main.isVerbose(command.getCommandSpec())) {
      failure.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What to say of a failure that a plugin has caused. */
  private static Optional<String> ofPlugin(Throwable failure) {
    return ContractException.in(failure)
        .map(Throwable::getMessage)
        // Next, because some JVMs put the missing method itself on the stack.
        .or(() -> mismatch(failure, AbstractMethodError.class))
        .or(() -> PluginFailure.of(failure).map(PluginFailure::toString))
        .or(() -> mismatch(failure, IncompatibleClassChangeError.class));
  }

  /** Where a plugin lacks a method of its interface, the call fails and not the plugin. */
  private static Optional<String> mismatch(Throwable failure, Class<? extends Error> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return Optional.of(
            "a plugin was built for another cocogan-api: "
                + cause
                + "; build it anew, or take it out of the folder");
      }
    }
    return Optional.empty();
  }

  private static List<String> messages(Throwable failure) {
    if (failure instanceof SettingsException settings) {
      return settings.problems().stream().map(Problem::toString).toList();
    }
    if (failure instanceof CocoGanException foreseen) {
      return foreseen.lines();
    }
    return List.of(
        Reasons.isForeseen(failure)
            ? Reasons.of(failure)
            : FAULT + Reasons.of(failure) + place(failure) + "; --verbose tells more");
  }

  private static String place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(call -> call.getClassName().startsWith("org.cocogan."))
        .findFirst()
        .map(call -> " (" + call.getFileName() + ":" + call.getLineNumber() + ")")
        .orElse("");
  }
}
