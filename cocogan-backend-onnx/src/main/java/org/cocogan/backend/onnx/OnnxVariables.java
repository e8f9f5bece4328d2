package org.cocogan.backend.onnx;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;

/** Arrays on the Java heap; a value is never changed, only replaced. */
final class OnnxVariables implements Variables {
  private final OnnxBackend owner;
  private final Map<String, HostArray> arrays = Collections.synchronizedMap(new LinkedHashMap<>());

  OnnxVariables(OnnxBackend owner) {
    this.owner = owner;
  }

  boolean belongsTo(OnnxBackend backend) {
    return owner == backend;
  }

  @Override
  public void set(String name, HostArray value) {
    HostArray old = arrays.get(name);
    if (old != null && !old.shape().equals(value.shape())) {
      throw new IllegalArgumentException(
          "variable " + name + " has shape " + old.shape() + ", not " + value.shape());
    }
    arrays.put(name, copy(value));
  }

  @Override
  public HostArray get(String name) {
    return copy(value(name));
  }

  @Override
  public Shape shape(String name) {
    return value(name).shape();
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  /** The present values of some variables, themselves and not copies. */
  Map<String, HostArray> values(Collection<String> wanted) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    wanted.forEach(name -> values.put(name, value(name)));
    return values;
  }

  private HostArray value(String name) {
    HostArray value = arrays.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no variable " + name + "; there are " + arrays.keySet());
    }
    return value;
  }

  static HostArray copy(HostArray value) {
    return new HostArray(value.shape(), Arrays.copyOf(value.values(), value.values().length));
  }

  @Override
  public void close() {
    arrays.clear();
  }
}
