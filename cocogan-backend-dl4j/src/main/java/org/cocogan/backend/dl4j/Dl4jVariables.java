package org.cocogan.backend.dl4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Native arrays by name; each stays where it is, so that programs can be bound to it. */
final class Dl4jVariables implements Variables {
  private final Dl4jBackend owner;
  private final Memory memory;
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  private boolean closed;

  private record Variable(Shape shape, INDArray array) {}

  /**
   * Creates an empty set.
   *
   * @param memory whose lock whoever computes with the arrays holds
   */
  Dl4jVariables(Dl4jBackend owner, Memory memory) {
    this.owner = owner;
    this.memory = memory;
  }

  boolean belongsTo(Dl4jBackend backend) {
    return owner == backend;
  }

  /**
   * Checks that the arrays have not been freed.
   *
   * @throws IllegalStateException if they have
   */
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the variables are closed");
    }
  }

  @Override
  public void set(String name, HostArray value) {
    synchronized (memory) {
      requireOpen();
      put(name, value);
    }
  }

  private void put(String name, HostArray value) {
    Variable variable =
        variables.computeIfAbsent(
            name, missing -> new Variable(value.shape(), NativeArrays.zeros(value.shape())));
    if (!variable.shape().equals(value.shape())) {
      throw new IllegalArgumentException(
          "variable " + name + " has shape " + variable.shape() + ", not " + value.shape());
    }
    NativeArrays.put(variable.array(), value);
  }

  INDArray array(String name) {
    return variable(name).array();
  }

  /** The array of that name, made of zeros if it is missing. */
  INDArray arrayOrZeros(String name, Shape shape) {
    return variables
        .computeIfAbsent(name, missing -> new Variable(shape, NativeArrays.zeros(shape)))
        .array();
  }

  private Variable variable(String name) {
    Variable variable = variables.get(name);
    if (variable == null) {
      throw new IllegalArgumentException(
          "there is no variable " + name + "; there are " + variables.keySet());
    }
    return variable;
  }

  @Override
  public HostArray get(String name) {
    synchronized (memory) {
      Variable variable = variable(name);
      return NativeArrays.get(variable.array(), variable.shape());
    }
  }

  @Override
  public Shape shape(String name) {
    return variable(name).shape();
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(variables.keySet());
  }

  @Override
  public void close() {
    synchronized (memory) {
      closed = true;
      variables.values().forEach(variable -> variable.array().close());
      variables.clear();
    }
    owner.forget(this);
  }
}
