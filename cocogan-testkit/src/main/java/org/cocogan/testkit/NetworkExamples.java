package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.ProgramFunction;
import org.cocogan.tensor.Shape;
import org.cocogan.train.InitialValues;

/** Small settings to try networks with, and first values and inputs for them. */
final class NetworkExamples {
  private static final int SEED = 7;

  private NetworkExamples() {}

  /** Colour and grey, square patches of two sizes, both variants. */
  static Stream<ModelSettings> usual() {
    return Stream.of(
        settings(new PatchLayout(square(16), square(8), square(4)), 3, Variant.OFFICIAL),
        settings(new PatchLayout(square(32), square(16), square(8)), 1, Variant.PAPER));
  }

  private static ModelSettings settings(PatchLayout layout, int channels, Variant variant) {
    return new ModelSettings(
        layout, channels, new LatentSpace(5, Distribution.UNIFORM), 3, 2, 2, 0, 0, 4, variant);
  }

  /** The same for images of two classes. */
  static ModelSettings withTwoClasses(ModelSettings settings) {
    LatentSpace space = settings.latentSpace();
    return settings.withLatentSpace(
        new LatentSpace(
            space.independent(),
            space.distribution(),
            new TreeMap<>(Map.of("cats", 1, "dogs", 1))));
  }

  private static Size square(int side) {
    return new Size(side, side);
  }

  /** Checks the declared parameters: names of the network's own, each once, and finite values. */
  static Map<String, DoubleArray> firstValues(List<Parameter> parameters, String prefix) {
    Set<String> names = new HashSet<>();
    Map<String, DoubleArray> values = new TreeMap<>();
    for (Parameter parameter : parameters) {
      assertThat(parameter.name()).as("the name of a parameter").startsWith(prefix);
      assertThat(names.add(parameter.name())).as("%s, declared once", parameter.name()).isTrue();
      DoubleArray first = DoubleArray.of(InitialValues.of(parameter, SEED));
      for (double value : first.values()) {
        assertThat(value).as("a first value of %s", parameter.name()).isFinite();
      }
      values.put(parameter.name(), first);
    }
    return values;
  }

  /** Numbers in [-1, 1). */
  static DoubleArray numbers(String name, Shape shape) {
    CountedRandom random = CountedRandom.of(SEED, name, 0);
    DoubleArray numbers = DoubleArray.zeros(shape);
    for (int i = 0; i < numbers.values().length; i++) {
      numbers.values()[i] = 2 * random.nextDouble() - 1;
    }
    return numbers;
  }

  /** Runs a function in double precision. */
  static Map<String, DoubleArray> run(
      ProgramFunction function,
      Map<String, DoubleArray> inputs,
      Map<String, DoubleArray> variables) {
    return new ReferenceProgram(function).run(inputs, variables).outputs();
  }

  /** One row of an array, as a batch of one. */
  static DoubleArray row(DoubleArray array, int row) {
    int[] sizes = array.shape().dimensions();
    int length = array.values().length / sizes[0];
    sizes[0] = 1;
    DoubleArray single = DoubleArray.zeros(Shape.of(sizes));
    System.arraycopy(array.values(), row * length, single.values(), 0, length);
    return single;
  }
}
