package org.cocogan.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;

/** Native arrays by name, in a memory manager of their own. */
final class DjlVariables implements Variables {
  private final DjlBackend owner;
  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  DjlVariables(DjlBackend owner, NDManager manager) {
    this.owner = owner;
    this.manager = manager;
  }

  boolean belongsTo(DjlBackend backend) {
    return owner == backend;
  }

  @Override
  public void set(String name, HostArray value) {
    NDArray old = arrays.get(name);
    if (old != null && !Shapes.of(old).equals(value.shape())) {
      throw new IllegalArgumentException(
          "variable " + name + " has shape " + Shapes.of(old) + ", not " + value.shape());
    }
    keep(name, manager.create(value.values(), Shapes.of(value.shape())));
  }

  /** Keeps a native array as the variable's value and frees the one before. */
  void keep(String name, NDArray array) {
    array.attach(manager);
    NDArray old = arrays.put(name, array);
    if (old != null) {
      old.close();
    }
  }

  NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "there is no variable " + name + "; there are " + arrays.keySet());
    }
    return array;
  }

  /** The array of that name, made of zeros like another if it is missing. */
  NDArray arrayLike(String name, NDArray other) {
    return arrays.computeIfAbsent(
        name,
        missing -> {
          NDArray zeros = manager.zeros(other.getShape());
          // It outlives the run that asks for it.
          NDScope.unregister(zeros);
          return zeros;
        });
  }

  @Override
  public HostArray get(String name) {
    NDArray array = array(name);
    return new HostArray(Shapes.of(array), array.toFloatArray());
  }

  @Override
  public Shape shape(String name) {
    return Shapes.of(array(name));
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  @Override
  public void close() {
    manager.close();
    arrays.clear();
  }
}
