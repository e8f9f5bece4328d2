package org.cocogan.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Inputs that readers do not answer as they should, one for each place in the code. */
final class Findings {
  private final Path folder;
  private final Map<String, String> lines = new TreeMap<>();

  Findings(Target target) throws IOException {
    folder = Files.createDirectories(Path.of("target", "fuzz", target.name()));
  }

  /** Where the input is kept that is being read. */
  Path current() {
    return folder.resolve("current");
  }

  int distinct() {
    return lines.size();
  }

  /** What was found, a line each. */
  List<String> lines() {
    return new ArrayList<>(lines.values());
  }

  void add(Trial.Finding finding, byte[] input) throws IOException {
    String place = finding.place();
    if (!lines.containsKey(place)) {
      Path kept = folder.resolve("finding-" + Integer.toHexString(place.hashCode()));
      Files.write(kept, input);
      lines.put(place, finding.getMessage() + " at " + place + ": " + kept);
    }
  }
}
