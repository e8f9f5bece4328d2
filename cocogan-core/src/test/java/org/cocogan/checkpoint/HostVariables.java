package org.cocogan.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;

/** Variables on the Java heap. */
final class HostVariables implements Variables {
  private final Map<String, HostArray> arrays = new LinkedHashMap<>();

  /** Three variables whose numbers depend on a seed. */
  static HostVariables random(long seed) {
    HostVariables variables = new HostVariables();
    variables.set("generator/fc/weight", random(seed, Shape.of(7, 5)));
    variables.set("generator/fc/u", random(seed + 1, Shape.of(1, 7)));
    variables.set("adam/g/m/generator/fc/weight", random(seed + 2, Shape.of(7, 5)));
    return variables;
  }

  private static HostArray random(long seed, Shape shape) {
    CountedRandom random = CountedRandom.of(seed, "variables", 0);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(-1, 1);
    }
    return new HostArray(shape, values);
  }

  /** The values by name, comparable. */
  Map<String, String> content() {
    return content(arrays);
  }

  static Map<String, String> content(Map<String, HostArray> arrays) {
    Map<String, String> content = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> content.put(name, array.shape() + Arrays.toString(array.values())));
    return content;
  }

  @Override
  public void set(String name, HostArray value) {
    arrays.put(name, value);
  }

  @Override
  public HostArray get(String name) {
    HostArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("there is no variable " + name);
    }
    return array;
  }

  @Override
  public Shape shape(String name) {
    return get(name).shape();
  }

  @Override
  public Set<String> names() {
    return arrays.keySet();
  }

  @Override
  public void close() {}
}
