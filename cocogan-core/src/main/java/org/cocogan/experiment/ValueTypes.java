package org.cocogan.experiment;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.BackendOptions;

/** The kinds of values that consist of one word or number. */
final class ValueTypes {
  /** Training steps of the longest run; so that they can be multiplied by images in a long. */
  static final long MOST_STEPS = 1_000_000_000_000_000L;

  private static final Pattern FOLDER_NAME = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]{1,200}");

  private ValueTypes() {}

  /** A whole number within bounds, which every count needs that something is made as large as. */
  static ValueType<Integer> whole(int least, int most) {
    return new ScalarType<>(
        "a whole number from " + least + " to " + most,
        text -> Scalars.whole(text, least, most).map(Long::intValue),
        String::valueOf);
  }

  static ValueType<Integer> oneOf(int first, int second) {
    return new ScalarType<>(
        first + " or " + second,
        text ->
            Scalars.whole(text, first, second)
                .map(Long::intValue)
                .filter(value -> value == first || value == second),
        String::valueOf);
  }

  static ValueType<Long> anyWhole() {
    return new ScalarType<>(
        "a whole number",
        text -> Scalars.whole(text, Long.MIN_VALUE, Long.MAX_VALUE),
        String::valueOf);
  }

  static ValueType<Double> positive() {
    return real("a number above 0", value -> value > 0);
  }

  /** A learning rate. */
  static ValueType<Schedule> rate() {
    return new ScheduleType(positive());
  }

  static ValueType<Double> notNegative() {
    return real("a number of at least 0", value -> value >= 0);
  }

  /** The type of a number in [0, 1). */
  static ValueType<Double> decay() {
    return real("a number of at least 0 and below 1", value -> value >= 0 && value < 1);
  }

  /** The type of a number in [0, 1]. */
  static ValueType<Double> probability() {
    return real("a number from 0 to 1", value -> value >= 0 && value <= 1);
  }

  private static ValueType<Double> real(String description, DoublePredicate allowed) {
    return new ScalarType<>(
        description, text -> Scalars.real(text).filter(allowed::test), String::valueOf);
  }

  static ValueType<Boolean> flag() {
    return new ScalarType<>("True or False", Scalars::flag, value -> value ? "True" : "False");
  }

  /** Steps between two logs. */
  static ValueType<Period> logPeriod() {
    return new ScalarType<>(
        "a whole number from 1 to " + MOST_STEPS + ", or inf for never",
        text -> period(text, 1, MOST_STEPS),
        period -> period.isNever() ? "inf" : String.valueOf(period.steps()));
  }

  /** Steps between two updates; the authors write 0 for never. */
  static ValueType<Period> updatePeriod() {
    return new ScalarType<>(
        "a whole number from 1 to " + Integer.MAX_VALUE + ", or 0 for never",
        text -> period(text, 0, Integer.MAX_VALUE),
        period -> String.valueOf(period.steps()));
  }

  private static Optional<Period> period(String text, long least, long most) {
    return Scalars.isInfinity(text)
        ? Optional.of(Period.NEVER)
        : Scalars.whole(text, least, most).map(Period::new);
  }

  static ValueType<OptionalLong> limit(long most) {
    return new ScalarType<>(
        "a whole number from 1 to " + most + ", or inf for no limit",
        text ->
            Scalars.isInfinity(text)
                ? Optional.of(OptionalLong.empty())
                : Scalars.whole(text, 1, most).map(OptionalLong::of),
        limit -> limit.isPresent() ? String.valueOf(limit.getAsLong()) : "inf");
  }

  /** A count that may be left open. */
  static ValueType<OptionalInt> count(int most, String otherwise) {
    return new ScalarType<>(
        "a whole number from 1 to " + most + ", or False " + otherwise,
        text ->
            Scalars.isNotSet(text)
                ? Optional.of(OptionalInt.empty())
                : Scalars.whole(text, 1, most).map(value -> OptionalInt.of(value.intValue())),
        count -> count.isPresent() ? String.valueOf(count.getAsInt()) : "False");
  }

  /** Any text, which is written in quotes. */
  static ValueType<String> text(String description) {
    return new ScalarType<>(description, Optional::of, Text::quoted);
  }

  static ValueType<Path> folder() {
    return new ScalarType<>("a folder", ValueTypes::path, path -> Text.quoted(path.toString()));
  }

  /** A path that may be left open. */
  static ValueType<Optional<Path>> optionalPath(String description) {
    return new ScalarType<>(
        description,
        ValueTypes::pathOrNone,
        named -> named.map(path -> Text.quoted(path.toString())).orElse("False"));
  }

  private static Optional<Optional<Path>> pathOrNone(String text) {
    if (Scalars.isNotSet(text)) {
      return Optional.of(Optional.empty());
    }
    Optional<Path> path = path(text);
    return path.isPresent() ? Optional.of(path) : Optional.empty();
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException impossible) {
      return Optional.empty();
    }
  }

  /** A device of {@link BackendOptions}. */
  static ValueType<String> device() {
    return new ScalarType<>(
        BackendOptions.DEVICES,
        text -> Optional.of(text).filter(BackendOptions::isDevice),
        device -> device);
  }

  /** A name that a folder can have on every system. */
  static ValueType<String> folderName() {
    return new ScalarType<>(
        "a name that a folder can have, without / \\ : * ? \" < > |",
        text ->
            Optional.of(text)
                .filter(name -> FOLDER_NAME.matcher(name).matches())
                .filter(name -> !name.equals(".") && !name.equals("..")),
        Text::quoted);
  }

  static ValueType<String> word(String... choices) {
    return new ChoiceType<>(List.of(choices), Function.identity());
  }

  /** The type of a value for which one word means true and another false. */
  static ValueType<Boolean> eitherOf(String isTrue, String isFalse) {
    return new ChoiceType<>(List.of(true, false), value -> value ? isTrue : isFalse);
  }

  /** The constants of an enumeration, in lower case. */
  static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    return new ChoiceType<>(constants, constant -> constant.name().toLowerCase(Locale.ROOT));
  }

  /** A list of constants of an enumeration, in lower case. */
  static <E extends Enum<E>> ValueType<Set<E>> choices(Class<E> type) {
    return new ChoicesType<>(type);
  }
}
