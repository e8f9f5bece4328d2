package org.cocogan.backend.onnx;

import java.util.Map;
import java.util.Set;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramFunction;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** Programs, variables and values for tests. */
final class SmallPrograms {
  private SmallPrograms() {}

  /** One output y of what the function gives. */
  static ProgramDefinition of(Map<String, Shape> inputs, Output output) {
    ProgramFunction function = scope -> ProgramResult.of(Map.of("y", output.of(scope)));
    return new ProgramDefinition("small", inputs, Set.of(), function);
  }

  /** Computes the output. */
  interface Output {
    Tensor of(ProgramScope scope);
  }

  static HostArray noise(String purpose, int... sizes) {
    Shape shape = Shape.of(sizes);
    CountedRandom random = CountedRandom.of(5, purpose, 0);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(-1, 1);
    }
    return new HostArray(shape, values);
  }

  static HostArray find(Map<String, HostArray> arrays, String name) {
    HostArray array = arrays.get(name);
    if (array == null) {
      throw new AssertionError("there is no " + name + " among " + arrays.keySet());
    }
    return array;
  }
}
