package org.cocogan.experiment;

import java.util.List;
import org.yaml.snakeyaml.reader.StreamReader;

/** Spells values and lists of words. */
final class Text {
  private static final int LONGEST_SHOWN = 60;

  private Text() {}

  /** A value as a message shows it: short, in one line, quoted if need be. */
  static String shown(String value) {
    String cut = value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) : value;
    String ending = cut.length() < value.length() ? "..." : "";
    boolean plain = cut.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != ',');
    return plain && !cut.isEmpty() ? cut + ending : quoted(cut) + ending;
  }

  /** A text as a double-quoted YAML scalar in one line. */
  static String quoted(String text) {
    StringBuilder yaml = new StringBuilder("\"");
    text.codePoints().forEach(point -> yaml.append(escaped(point)));
    return yaml.append('"').toString();
  }

  private static String escaped(int point) {
    if (point == '"' || point == '\\') {
      return "\\" + Character.toString(point);
    }
    boolean lineBreak = point == 0x85 || point == 0x2028 || point == 0x2029;
    if (point < ' ' || lineBreak || point == 0xFEFF || !StreamReader.isPrintable(point)) {
      return (point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(point);
    }
    return Character.toString(point);
  }

  /** An enumeration of alternatives, such as {@code a, b or c}. */
  static String oneOf(List<String> words) {
    return joined(words, " or ");
  }

  /** An enumeration, such as {@code a, b and c}. */
  static String listed(List<String> words) {
    return joined(words, " and ");
  }

  private static String joined(List<String> words, String lastLink) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + lastLink + words.get(last);
  }
}
