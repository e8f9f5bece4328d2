package org.cocogan.cli;

import com.google.inject.ProvisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.cocogan.CocoGanException;
import org.cocogan.checkpoint.CheckpointException;
import org.cocogan.checkpoint.DurableFiles;
import org.cocogan.contract.ContractException;
import org.cocogan.data.DataException;
import org.cocogan.eval.network.FeatureNetworkException;
import org.cocogan.eval.statistics.StatisticsException;
import org.cocogan.exact.TooLargeException;
import org.cocogan.experiment.Problem;
import org.cocogan.experiment.SettingsException;
import org.cocogan.plugin.PluginFailure;
import org.cocogan.train.NonFiniteLossException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line for people, or a stack trace if it is our mistake. */
final class Failures implements IExecutionExceptionHandler {
  /** Executes a command; an error in a plugin's code, too, is handled here. */
  static int execute(ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (Error e) {
      if (ofPlugin(e).isEmpty()) {
        throw e;
      }
      CommandLine command = arguments.asCommandLineList().get(0);
      // picocli passes on exceptions alone.
      throw new ExecutionException(command, "an error in a plugin", new IllegalStateException(e));
    }
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) throws Exception {
    Throwable failure = unwrapped(exception);
    Optional<String> ofPlugin = ofPlugin(failure);
    if (ofPlugin.isEmpty() && !isExpected(failure)) {
      throw exception;
    }
    ofPlugin
        .map(List::of)
        .orElseGet(() -> messages(failure))
        .forEach(line -> command.getErr().println("cocogan: " + line));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static Throwable unwrapped(Exception exception) {
    Throwable failure = exception;
    while (failure instanceof ProvisionException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return failure;
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
    return List.of(
        failure instanceof IOException onDisk
            ? DurableFiles.describe(onDisk)
            : String.valueOf(failure.getMessage()));
  }

  /** Failures that the user, not the program, can mend; their messages say how. */
  private static boolean isExpected(Throwable failure) {
    return failure instanceof CocoGanException
        || failure instanceof SettingsException
        || failure instanceof DataException
        || failure instanceof FeatureNetworkException
        || failure instanceof StatisticsException
        || failure instanceof CheckpointException
        || failure instanceof NonFiniteLossException
        || failure instanceof TooLargeException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException;
  }
}
