package org.cocogan.run;

import com.google.inject.ProvisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import org.cocogan.CocoGanException;
import org.cocogan.exact.TooLargeException;
import org.cocogan.file.FileFailures;

/** Says in one line why something failed. */
public final class Reasons {
  private Reasons() {}

  /** The failure itself, without what wiring has wrapped it in. */
  public static Throwable unwrapped(Throwable failure) {
    Throwable inner = failure;
    while ((inner instanceof ProvisionException || inner instanceof UncheckedIOException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  /**
   * What went wrong, in words for people; a failure that nobody foresaw is called by its class,
   * too.
   */
  public static String of(Throwable failure) {
    Throwable inner = unwrapped(failure);
    if (inner instanceof IOException onDisk) {
      return FileFailures.describe(onDisk);
    }
    if (inner instanceof InvalidPathException path) {
      return invalid(path);
    }
    if (inner instanceof OutOfMemoryError) {
      return "out of memory (" + inner.getMessage() + ")";
    }
    return isOurs(inner) ? String.valueOf(inner.getMessage()) : inner.toString();
  }

  /**
   * Whether it was foreseen: its message then says what is wrong and what would help. The
   * exceptions of Java mean a fault of this program, unless they tell of a file.
   */
  public static boolean isForeseen(Throwable failure) {
    Throwable inner = unwrapped(failure);
    return isOurs(inner)
        || inner instanceof IOException
        || inner instanceof InvalidPathException
        || inner instanceof OutOfMemoryError;
  }

  private static boolean isOurs(Throwable failure) {
    return failure instanceof CocoGanException || failure instanceof TooLargeException;
  }

  private static String invalid(InvalidPathException path) {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    String cure =
        encoding.equalsIgnoreCase("UTF-8")
            ? ""
            : "; this system's encoding of names is "
                + encoding
                + ": set LC_ALL to a locale of UTF-8, such as C.UTF-8";
    return path.getInput() + ": no name of a file: " + path.getReason() + cure;
  }
}
