package org.cocogan.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramFunction;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;

/** Runs a program's function in double precision and takes its gradients by finite differences. */
public final class ReferenceProgram {
  /** Small enough for a truncation error near 1e-10 at values near one, large against rounding. */
  private static final double STEP = 1e-5;

  private final ProgramFunction function;
  private final TensorOperations<DoubleArray> operations;

  /** Creates a program of a function over the reference's operations. */
  public ReferenceProgram(ProgramFunction function) {
    this(function, new ReferenceOperations());
  }

  /** Creates a program of a function over given operations. */
  public ReferenceProgram(ProgramFunction function, TensorOperations<DoubleArray> operations) {
    this.function = function;
    this.operations = operations;
  }

  /**
   * Computes everything once.
   *
   * @throws IllegalArgumentException if the function asks for an input or variable that is missing
   */
  public ReferenceResult run(Map<String, DoubleArray> inputs, Map<String, DoubleArray> variables) {
    return run(operations, inputs, variables);
  }

  /**
   * The gradient of the loss for each of the named variables, (loss(x + h) - loss(x - h)) / 2h
   * value by value; what went through {@code stopGradient} stays as it is without h.
   *
   * @throws IllegalStateException if the function has no loss
   */
  public Map<String, DoubleArray> gradients(
      Collection<String> trained,
      Map<String, DoubleArray> inputs,
      Map<String, DoubleArray> variables) {
    List<DoubleArray> stopped = new ArrayList<>();
    run(StoppedGradients.recordedIn(stopped, operations), inputs, variables);
    Map<String, DoubleArray> moved = new LinkedHashMap<>(variables);
    Map<String, DoubleArray> gradients = new LinkedHashMap<>();
    for (String name : trained) {
      DoubleArray variable = find("variable", name, variables).copy();
      moved.put(name, variable);
      DoubleArray gradient = DoubleArray.zeros(variable.shape());
      for (int i = 0; i < gradient.values().length; i++) {
        double value = variable.values()[i];
        variable.values()[i] = value + STEP;
        double above = loss(stopped, inputs, moved);
        variable.values()[i] = value - STEP;
        double below = loss(stopped, inputs, moved);
        variable.values()[i] = value;
        gradient.values()[i] = (above - below) / (2 * STEP);
      }
      gradients.put(name, gradient);
    }
    return gradients;
  }

  private double loss(
      List<DoubleArray> stopped,
      Map<String, DoubleArray> inputs,
      Map<String, DoubleArray> variables) {
    return run(StoppedGradients.replayedFrom(stopped, operations), inputs, variables)
        .loss()
        .orElseThrow(() -> new IllegalStateException("a program without a loss has no gradients"));
  }

  private ReferenceResult run(
      TensorOperations<DoubleArray> operations,
      Map<String, DoubleArray> inputs,
      Map<String, DoubleArray> variables) {
    ProgramResult result = function.compute(new Scope(operations, inputs, variables));
    return new ReferenceResult(
        values(result.outputs(), operations),
        result.loss().map(loss -> loss.handleIn(operations).get()),
        values(result.state(), operations));
  }

  private static Map<String, DoubleArray> values(
      Map<String, Tensor> tensors, TensorOperations<DoubleArray> operations) {
    Map<String, DoubleArray> values = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> values.put(name, tensor.handleIn(operations).copy()));
    return values;
  }

  private static DoubleArray find(String kind, String name, Map<String, DoubleArray> arrays) {
    DoubleArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "there is no " + kind + " " + name + ", only " + arrays.keySet());
    }
    return array;
  }

  private record Scope(
      TensorOperations<DoubleArray> operations,
      Map<String, DoubleArray> inputs,
      Map<String, DoubleArray> variables)
      implements ProgramScope {
    @Override
    public Tensor input(String name) {
      return tensor(find("input", name, inputs));
    }

    @Override
    public Tensor variable(String name) {
      return tensor(find("variable", name, variables));
    }

    @Override
    public Tensor constant(HostArray value) {
      return tensor(DoubleArray.of(value));
    }

    private Tensor tensor(DoubleArray array) {
      return Tensor.of(operations, array, array.shape());
    }
  }
}
