package org.cocogan.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes a line of a text of JSON lines, which stays JSON. */
final class JsonLinesMutation implements Mutation {
  private final Mutation json = new JsonMutation();

  @Override
  public byte[] apply(byte[] input, RandomGenerator random) {
    List<String> lines = new ArrayList<>(Texts.of(input).lines().toList());
    if (lines.isEmpty()) {
      return input;
    }
    int at = random.nextInt(lines.size());
    lines.set(at, Texts.of(json.apply(Texts.bytes(lines.get(at)), random)));
    return Texts.bytes(String.join("\n", lines) + "\n");
  }
}
