package org.cocogan.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;

/** Arrays of an engine by name. */
final class ForwardVariables<H> implements Variables {
  private final ForwardEngine<H> engine;
  private final Map<String, H> arrays = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();

  ForwardVariables(ForwardEngine<H> engine) {
    this.engine = engine;
  }

  boolean belongTo(ForwardEngine<?> other) {
    return engine == other;
  }

  @Override
  public void set(String name, HostArray value) {
    Shape before = shapes.putIfAbsent(name, value.shape());
    if (before != null && !before.equals(value.shape())) {
      throw new IllegalArgumentException(
          "variable " + name + " has shape " + before + ", not " + value.shape());
    }
    arrays.put(name, engine.give(value));
  }

  /** Keeps an array of the engine as a variable's new value. */
  void keep(String name, H array, Shape shape) {
    shapes.put(name, shape);
    arrays.put(name, engine.keep(array));
  }

  /** The array of a variable; zeros that nobody has set yet, if there is none. */
  H arrayOrZeros(String name, Shape shape) {
    return Optional.ofNullable(arrays.get(name))
        .orElseGet(() -> engine.give(HostArray.filled(shape, 0)));
  }

  H array(String name) {
    return find(arrays, name);
  }

  @Override
  public HostArray get(String name) {
    return engine.take(array(name));
  }

  @Override
  public Shape shape(String name) {
    return find(shapes, name);
  }

  private <V> V find(Map<String, V> values, String name) {
    return Optional.ofNullable(values.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no variable " + name + "; there are " + names()));
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(shapes.keySet());
  }

  @Override
  public void close() {
    arrays.clear();
    shapes.clear();
  }
}
