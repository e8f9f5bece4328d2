package org.cocogan.provider;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/**
 * Describes a parameter that a provider takes: required, unless {@link #orElse} gives it a default.
 *
 * @param name the key that sets it
 * @param type which values it takes, in words, such as {@code a whole number from 1 to 10}
 * @param reader reads a value as it is written; empty if it is none
 * @param defaultValue its value where a configuration sets none; empty if it must set one
 * @param meaning one sentence that says what it changes
 * @param <T> {@link Integer}, {@link Double}, {@link Boolean} or {@link String}
 */
public record ParameterDefinition<T>(
    String name,
    String type,
    Function<String, Optional<T>> reader,
    Optional<T> defaultValue,
    String meaning) {

  /** A whole number within bounds, both included. */
  public static ParameterDefinition<Integer> whole(
      String name, int least, int most, String meaning) {
    return required(
        name,
        most == Integer.MAX_VALUE
            ? "a whole number of at least " + least
            : "a whole number from " + least + " to " + most,
        text -> number(text).flatMap(value -> whole(value, least, most)),
        meaning);
  }

  private static Optional<Integer> whole(BigDecimal value, int least, int most) {
    try {
      return Optional.of(value.intValueExact()).filter(whole -> whole >= least && whole <= most);
    } catch (ArithmeticException fractionOrTooLarge) {
      return Optional.empty();
    }
  }

  /**
   * A number.
   *
   * @param type which numbers, in words, such as {@code a number above 0 and below 1}
   * @param allowed whether a finite number is one of them
   */
  public static ParameterDefinition<Double> number(
      String name, String type, DoublePredicate allowed, String meaning) {
    return required(
        name,
        type,
        text ->
            number(text)
                .map(BigDecimal::doubleValue)
                .filter(value -> Double.isFinite(value) && allowed.test(value)),
        meaning);
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  /** True or False. */
  public static ParameterDefinition<Boolean> flag(String name, String meaning) {
    return required(
        name,
        "True or False",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on" -> Optional.of(true);
              case "false", "no", "off" -> Optional.of(false);
              default -> Optional.empty();
            },
        meaning);
  }

  /** One of a few words. */
  public static ParameterDefinition<String> word(String name, List<String> words, String meaning) {
    return required(
        name,
        String.join(" or ", words),
        text -> Optional.of(text).filter(words::contains),
        meaning);
  }

  /** Any text, such as a path. */
  public static ParameterDefinition<String> text(String name, String meaning) {
    return required(name, "a text", Optional::of, meaning);
  }

  private static <T> ParameterDefinition<T> required(
      String name, String type, Function<String, Optional<T>> reader, String meaning) {
    return new ParameterDefinition<>(name, type, reader, Optional.empty(), meaning);
  }

  /** The same with a value for configurations that set none. */
  public ParameterDefinition<T> orElse(T value) {
    return new ParameterDefinition<>(name, type, reader, Optional.of(value), meaning);
  }

  /**
   * Reads a value as it is written.
   *
   * @return empty if it is not of the type
   */
  public Optional<T> read(String text) {
    return reader.apply(text.strip());
  }
}
