package org.cocogan.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;

/** Native arrays by name, in a memory manager of their own; programs change them in place. */
final class DjlVariables implements Variables {
  private final DjlBackend owner;
  private final Guard guard;
  private final NDManager manager;
  private final Map<String, NDArray> arrays = Collections.synchronizedMap(new LinkedHashMap<>());

  DjlVariables(DjlBackend owner, Guard guard, NDManager manager) {
    this.owner = owner;
    this.guard = guard;
    this.manager = manager;
  }

  boolean belongsTo(DjlBackend backend) {
    return owner == backend;
  }

  @Override
  public void set(String name, HostArray value) {
    guard.freeing(
        () -> {
          NDArray known = arrays.get(name);
          if (known != null && !DjlShapes.of(known).equals(value.shape())) {
            throw new IllegalArgumentException(
                "variable "
                    + name
                    + " has shape "
                    + DjlShapes.of(known)
                    + ", not "
                    + value.shape());
          }
          add(name, value);
          if (known != null) {
            known.close();
          }
        });
  }

  private static NDArray laidOut(HostArray value, NDManager memory) {
    Shape shape = value.shape();
    if (!ChannelsLast.fits(shape)) {
      return memory.create(value.values(), DjlShapes.of(shape));
    }
    Shape stored = ResultShapes.permuted(shape, new int[] {0, 2, 3, 1});
    return memory.create(ChannelsLast.of(value), DjlShapes.of(stored)).transpose(0, 3, 1, 2);
  }

  private void add(String name, HostArray value) {
    // A copy in the engine's own memory: what create gives lies in a Java buffer.
    try (NDManager memory = manager.newSubManager()) {
      NDArray copy = laidOut(value, memory).duplicate();
      copy.attach(manager);
      copy.setName(TorchScripts.VARIABLES + "[]");
      arrays.put(name, copy);
    }
  }

  NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("there is no variable " + name + "; there are " + names());
    }
    return array;
  }

  /**
   * Adds a variable of zeros, as large as another and laid out like it, unless there is one; tells
   * whether it did.
   */
  boolean addZeros(String name, String other) {
    if (arrays.containsKey(name)) {
      return false;
    }
    guard.using(
        () -> {
          add(name, HostArray.filled(DjlShapes.of(array(other)), 0));
          return true;
        });
    return true;
  }

  /** Removes variables. */
  void remove(List<String> names) {
    guard.freeing(() -> names.forEach(name -> array(name).close()));
    arrays.keySet().removeAll(names);
  }

  @Override
  public HostArray get(String name) {
    return guard.using(
        () -> {
          NDArray array = array(name);
          Shape shape = DjlShapes.of(array);
          if (!ChannelsLast.fits(shape)) {
            return new HostArray(shape, array.toFloatArray());
          }
          try (NDArray stored = array.transpose(0, 2, 3, 1)) {
            return ChannelsLast.array(shape, stored.toFloatArray());
          }
        });
  }

  @Override
  public Shape shape(String name) {
    return DjlShapes.of(array(name));
  }

  @Override
  public Set<String> names() {
    synchronized (arrays) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(arrays.keySet()));
    }
  }

  @Override
  public void close() {
    guard.freeing(
        () -> {
          manager.close();
          arrays.clear();
        });
  }
}
