package org.cocogan.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Puts what Java throws while it reads and writes files into words for people. */
public final class FileFailures {
  private FileFailures() {}

  /** What went wrong, without the name of the file, in one line. */
  public static String reason(Throwable failure) {
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

  /** What went wrong and with which file, in words where the exception names the file alone. */
  public static String describe(IOException failure) {
    if (failure instanceof FileSystemException onDisk && onDisk.getReason() == null) {
      return onDisk.getFile() + ": " + reason(onDisk);
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  /** The same failure with the name of the file, which Java leaves out where a disk is full. */
  public static IOException naming(Path file, IOException failure) {
    if (failure instanceof FileSystemException) {
      return failure;
    }
    IOException named = new FileSystemException(file.toString(), null, failure.getMessage());
    named.initCause(failure);
    return named;
  }
}
