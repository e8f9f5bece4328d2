package org.cocogan.fuzz;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Changes a file at random, as damage, chance or malice would. */
@FunctionalInterface
interface Mutation {
  /** A changed copy; the same random numbers give the same. */
  byte[] apply(byte[] input, RandomGenerator random);

  /**
   * The same within a part of a file, whose rest stays whole: a header behind its length, say.
   *
   * @param take the part, if the file has it
   * @param put makes a file of the whole one before and the changed part
   */
  default Mutation within(
      Function<byte[], Optional<byte[]>> take, BiFunction<byte[], byte[], byte[]> put) {
    return (input, random) ->
        take.apply(input).map(part -> put.apply(input, apply(part, random))).orElse(input);
  }
}
