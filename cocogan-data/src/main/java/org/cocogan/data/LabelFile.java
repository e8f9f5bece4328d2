package org.cocogan.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.file.FileFailures;
import org.cocogan.provider.NearestName;

/**
 * A text file in UTF-8 that has a line for each image: its name in the source, a comma, its class.
 * A name may have commas, a class may not. A first line {@code name,class} is a heading.
 *
 * @param file the text
 */
record LabelFile(Path file) implements ClassLabels {
  private static final String HEADING = "name,class";

  /** So many names are searched for one that was meant. */
  private static final int MOST_COMPARED = 10_000;

  /** The class of an image, and the line that says so. */
  private record Label(String name, int line) {}

  @Override
  public List<String> of(ImageSource source) {
    Map<String, Label> labels = read();
    List<String> entries = source.entries();
    List<String> classes = new ArrayList<>(entries.size());
    for (String entry : entries) {
      Label label = labels.remove(entry);
      if (label == null) {
        throw new DataException(
            "%s: has no line for the image %s of %s; add '%s,CLASS'"
                .formatted(file, entry, source.name(), entry));
      }
      classes.add(label.name());
    }
    source.skipped().forEach(skipped -> labels.remove(skipped.name()));
    labels.entrySet().stream()
        .min((one, other) -> one.getValue().line() - other.getValue().line())
        .ifPresent(
            label -> {
              throw at(
                  label.getValue().line(),
                  "there is no image %s in %s%s"
                      .formatted(label.getKey(), source.name(), hint(label.getKey(), entries)));
            });
    return classes;
  }

  private static String hint(String name, List<String> entries) {
    Set<String> compared =
        new HashSet<>(entries.subList(0, Math.min(MOST_COMPARED, entries.size())));
    String hint = NearestName.hint(name, compared);
    return hint.isEmpty() ? "; its images are named such as " + entries.get(0) : hint;
  }

  private Map<String, Label> read() {
    Map<String, Label> labels = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      if (Files.size(file) > FileTree.MAXIMUM_BYTES) {
        throw Limited.tooLarge();
      }
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!text.isBlank() && !(number == 1 && text.strip().equalsIgnoreCase(HEADING))) {
          add(text, number, labels);
        }
      }
      return labels;
    } catch (CharacterCodingException e) {
      throw new DataException(file + ": is no text in UTF-8", e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  private void add(String text, int line, Map<String, Label> labels) {
    int comma = text.lastIndexOf(',');
    String name = text.substring(0, Math.max(0, comma)).strip();
    String its = text.substring(comma + 1).strip();
    if (name.isEmpty() || its.isEmpty()) {
      throw at(line, "is not the name of an image, a comma and its class");
    }
    Label before = labels.putIfAbsent(name, new Label(its, line));
    if (before != null) {
      throw at(line, name + " has a class already, in line " + before.line() + "; keep one");
    }
  }

  private DataException at(int line, String message) {
    return new DataException(file + ":" + line + ": " + message);
  }
}
