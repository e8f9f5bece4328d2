package org.cocogan.report.comparison;

import java.io.IOException;
import java.nio.file.Path;

/** What this package reads, for fuzzing. */
public final class ComparisonReaders {
  private ComparisonReaders() {}

  /** Reads a log of losses. */
  public static void log(Path file) throws IOException {
    RunLog.read(file);
  }
}
