package org.cocogan.experiment;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads words and numbers as people write them in YAML. */
final class Scalars {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,9})?");
  private static final Pattern INFINITY =
      Pattern.compile("\\+?\\.?inf(inity)?", Pattern.CASE_INSENSITIVE);
  private static final Set<String> TRUE = Set.of("true", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "no", "off");
  private static final int LONGEST_NUMBER = 100;

  private Scalars() {}

  /**
   * The text of a scalar.
   *
   * @throws InvalidValueException if the node is something else, or nothing
   */
  static String text(Node node, String description) throws InvalidValueException {
    if (!(node instanceof ScalarNode scalar)) {
      String kind = node instanceof MappingNode ? "a mapping" : "a list";
      throw new InvalidValueException("must be " + description + ", not " + kind);
    }
    String text = scalar.getValue();
    if (text.isBlank() || isNull(node)) {
      throw new InvalidValueException("has no value; write " + description);
    }
    return text;
  }

  /** Whether a key stands there without a value. */
  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** A finite decimal number. */
  static Optional<BigDecimal> number(String text) {
    return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** A whole number in a range; 1e6 and 100.0 are whole numbers, too. */
  static Optional<Long> whole(String text, long least, long most) {
    return number(text)
        .filter(number -> number.compareTo(BigDecimal.valueOf(least)) >= 0)
        .filter(number -> number.compareTo(BigDecimal.valueOf(most)) <= 0)
        .flatMap(Scalars::exact);
  }

  private static Optional<Long> exact(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException fraction) {
      return Optional.empty();
    }
  }

  static Optional<Double> real(String text) {
    return number(text).map(BigDecimal::doubleValue).filter(Double::isFinite);
  }

  static Optional<Boolean> flag(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return Optional.of(true);
    }
    return FALSE.contains(word) ? Optional.of(false) : Optional.empty();
  }

  /** Any spelling of infinity: inf, .inf, Infinity. */
  static boolean isInfinity(String text) {
    return INFINITY.matcher(text).matches();
  }

  /** Any spelling of "not set": False, as the authors write, or None. */
  static boolean isNotSet(String text) {
    return text.equalsIgnoreCase("none") || !flag(text).orElse(true);
  }
}
