package org.cocogan.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The memory of this process, as Linux tells it; empty on other systems. */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final int MAJOR_FAULTS_AFTER_NAME = 9;
  private static final long KIBIBYTE = 1024;

  private ProcessMemory() {}

  /** The most memory that was resident at a time, pages of mapped files included, in bytes. */
  public static OptionalLong peak() {
    return status("VmHWM:");
  }

  /** The memory that is resident and of no file, in bytes. */
  public static OptionalLong anonymous() {
    return status("RssAnon:");
  }

  /** How often a page had to be read from the disk so far. */
  public static OptionalLong majorFaults() {
    try {
      String stat = Files.readString(STAT, StandardCharsets.ISO_8859_1);
      // The name of the program, in parentheses, may hold blanks.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return OptionalLong.of(Long.parseLong(fields[MAJOR_FAULTS_AFTER_NAME]));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong status(String key) {
    try {
      return Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
