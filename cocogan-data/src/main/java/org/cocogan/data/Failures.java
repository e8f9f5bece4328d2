package org.cocogan.data;

import java.io.EOFException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Puts what Java throws into words for people. */
public final class Failures {
  private Failures() {}

  /** What went wrong, without the name of the file, in one line. */
  public static String describe(Throwable failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file of that name is in the way";
    }
    if (failure instanceof ClosedByInterruptException) {
      return "interrupted";
    }
    if (failure instanceof EOFException) {
      return "it ends too early";
    }
    String message =
        failure instanceof FileSystemException onDisk ? onDisk.getReason() : failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
