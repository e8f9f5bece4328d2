package org.cocogan.cli;

import com.google.inject.ProvisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.cocogan.checkpoint.CheckpointException;
import org.cocogan.checkpoint.DurableFiles;
import org.cocogan.data.DataException;
import org.cocogan.experiment.SettingsException;
import org.cocogan.train.NonFiniteLossException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line for people, or a stack trace if it is our mistake. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) throws Exception {
    Throwable failure = exception;
    while (failure instanceof ProvisionException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    if (!isExpected(failure)) {
      throw exception;
    }
    message(failure).lines().forEach(line -> command.getErr().println("cocogan: " + line));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String message(Throwable failure) {
    return failure instanceof IOException onDisk
        ? DurableFiles.describe(onDisk)
        : String.valueOf(failure.getMessage());
  }

  /** Failures that the user, not the program, can mend; their messages say how. */
  private static boolean isExpected(Throwable failure) {
    return failure instanceof CommandException
        || failure instanceof SettingsException
        || failure instanceof DataException
        || failure instanceof CheckpointException
        || failure instanceof NonFiniteLossException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException;
  }
}
