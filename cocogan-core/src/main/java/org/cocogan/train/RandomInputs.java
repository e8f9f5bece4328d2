package org.cocogan.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cocogan.exact.Product;
import org.cocogan.model.RandomInput;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * The random numbers that networks ask for, as inputs of their steps: those of {@code NAME} are
 * {@code random/NAME}, [calls · rows, shape of a row].
 */
public final class RandomInputs {
  private static final String PREFIX = "random/";
  private static final int GENERATOR_CALLS = 1;

  /** Real patches, fake ones, and those of the gradient penalty. */
  private static final int DISCRIMINATOR_CALLS = 3;

  private final Map<String, Numbers> numbers = new LinkedHashMap<>();

  /** The numbers of one name: so many rows at each of so many calls. */
  private record Numbers(RandomInput input, int rows, int calls) {
    Shape shape() {
      int[] row = input.shape().dimensions();
      int[] sizes = new int[row.length + 1];
      sizes[0] = Product.of(rows, calls);
      System.arraycopy(row, 0, sizes, 1, row.length);
      return Shape.of(sizes);
    }

    HostArray draw(CountedRandom random) {
      float[] values = new float[shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = input.distribution().draw(random);
      }
      return new HostArray(shape(), values);
    }
  }

  private RandomInputs() {}

  /** The random inputs of networks that ask for none. */
  public static RandomInputs none() {
    return new RandomInputs();
  }

  /** What the networks of a step ask for. */
  static RandomInputs of(Networks networks, int batch) {
    RandomInputs inputs = new RandomInputs();
    int micro =
        networks.generator().makesFullImages()
            ? 1
            : networks.settings().layout().microInMacro().size();
    inputs.add(networks.generator().random(), batch, micro, GENERATOR_CALLS);
    inputs.add(networks.discriminator().random(), batch, micro, DISCRIMINATOR_CALLS);
    return inputs;
  }

  private void add(List<RandomInput> wanted, int batch, int micro, int calls) {
    for (RandomInput input : wanted) {
      int rows =
          switch (input.unit()) {
            case PASS -> 1;
            case MACRO_PATCH -> batch;
            case MICRO_PATCH -> Product.of(batch, micro);
          };
      if (numbers.put(input.name(), new Numbers(input, rows, calls)) != null) {
        throw new IllegalArgumentException("two random inputs are named " + input.name());
      }
    }
  }

  /** The shape of each input. */
  Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    numbers.forEach((name, its) -> shapes.put(inputName(name), its.shape()));
    return shapes;
  }

  /**
   * The inputs of one player's step.
   *
   * @param player ends the purpose of every random draw
   */
  Map<String, HostArray> draw(long seed, String player, long step) {
    Map<String, HostArray> drawn = new LinkedHashMap<>();
    numbers.forEach(
        (name, its) ->
            drawn.put(inputName(name), its.draw(CountedRandom.of(seed, name + player, step))));
    return drawn;
  }

  /** The input of the program that has the numbers of a name. */
  static String inputName(String name) {
    return PREFIX + name;
  }

  /**
   * How many rows a call gets.
   *
   * @param call counted from zero
   * @throws IllegalStateException if no network has named these numbers, or there are no more
   */
  int rows(String name, int call) {
    Numbers its = numbers.get(name);
    if (its == null) {
      throw new IllegalStateException(
          "no network names the random numbers "
              + name
              + " among those it needs; there are "
              + new ArrayList<>(numbers.keySet()));
    }
    if (call >= its.calls()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "a step asks more than %d times for the random numbers %s",
              its.calls(),
              name));
    }
    return its.rows();
  }
}
