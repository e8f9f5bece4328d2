package org.cocogan.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes a text word by word and line by line: other numbers, other words, lines that move. */
final class TextMutation implements Mutation {
  private static final Pattern NUMBERS = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern WORDS = Pattern.compile("[\\w.-]+|[\\[\\](){}'\",:]");

  private static final List<String> ODD =
      List.of(
          "0",
          "-1",
          "1",
          "0.5",
          "1e9",
          "1e400",
          "-0",
          "NaN",
          ".inf",
          "0x10",
          "1_000",
          "65536",
          "2147483647",
          "2147483648",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999",
          "null",
          "~",
          "true",
          "[]",
          "{}",
          "[1, 2, 3, 4]",
          "''",
          "\"\"",
          "\u0661\u0662",
          "\u001b[31m",
          "\uD83D\uDE00",
          "!!binary x",
          "&a",
          "*a",
          "a: b");

  @Override
  public byte[] apply(byte[] input, RandomGenerator random) {
    // Every byte is a letter of this encoding, so that nothing else changes.
    String text = new String(input, StandardCharsets.ISO_8859_1);
    String changed =
        switch (random.nextInt(3)) {
          case 0 -> replaced(text, NUMBERS, random);
          case 1 -> replaced(text, WORDS, random);
          default -> moved(text, random);
        };
    return changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String replaced(String text, Pattern what, RandomGenerator random) {
    List<MatchResult> places = what.matcher(text).results().toList();
    if (places.isEmpty()) {
      return text + odd(random);
    }
    MatchResult place = places.get(random.nextInt(places.size()));
    String other =
        random.nextBoolean() ? odd(random) : places.get(random.nextInt(places.size())).group();
    return text.substring(0, place.start()) + other + text.substring(place.end());
  }

  private static String odd(RandomGenerator random) {
    byte[] odd = ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8);
    return new String(odd, StandardCharsets.ISO_8859_1);
  }

  private static String moved(String text, RandomGenerator random) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int from = random.nextInt(lines.size());
    int to = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(from);
      case 1 -> lines.add(to, lines.get(from));
      case 2 -> lines.set(to, lines.get(from));
      default -> lines.set(from, " ".repeat(random.nextInt(6)) + lines.get(from).strip());
    }
    return String.join("\n", lines);
  }
}
