package org.cocogan.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Tensor;

/** Calls the program's function anew at each run, inside a scope that frees what it allocates. */
final class DjlProgram implements Program {
  private final ProgramDefinition definition;
  private final DjlVariables variables;
  private final DjlOperations operations;
  private final NDManager manager;

  DjlProgram(
      ProgramDefinition definition,
      DjlVariables variables,
      DjlOperations operations,
      NDManager manager) {
    this.definition = definition;
    this.variables = variables;
    this.operations = operations;
    this.manager = manager;
  }

  @Override
  public Map<String, HostArray> run(Map<String, HostArray> inputs) {
    try (Run run = new Run(inputs, false)) {
      return run.outputs();
    }
  }

  @Override
  public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
    try (Run run = new Run(inputs, true)) {
      run.backward();
      Map<String, HostArray> gradients = new TreeMap<>();
      for (String name : definition.trained()) {
        NDArray gradient = run.gradient(name);
        gradients.put(name, new HostArray(Shapes.of(gradient), gradient.toFloatArray()));
      }
      return gradients;
    }
  }

  @Override
  public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
    try (Run run = new Run(inputs, false)) {
      Map<String, HostArray> outputs = run.outputs();
      run.store(run.state());
      return outputs;
    }
  }

  @Override
  public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
    try (Run run = new Run(inputs, true)) {
      Map<String, HostArray> outputs = run.outputs();
      if (Float.isFinite(run.loss().toFloatArray()[0])) {
        run.backward();
        // Taken before the update, which changes weights in place.
        Map<String, NDArray> state = run.state();
        update(run, update);
        run.store(state);
      }
      return outputs;
    }
  }

  private void update(Run run, AdamUpdate update) {
    List<NDArray> weights = new ArrayList<>();
    List<NDArray> gradients = new ArrayList<>();
    List<NDArray> firsts = new ArrayList<>();
    List<NDArray> seconds = new ArrayList<>();
    for (String name : definition.trained()) {
      NDArray weight = variables.array(name);
      weights.add(weight);
      gradients.add(run.gradient(name));
      firsts.add(variables.arrayLike(update.firstMoment(name), weight));
      seconds.add(variables.arrayLike(update.secondMoment(name), weight));
    }
    if (!weights.isEmpty()) {
      operations.scripts().adam(weights, gradients, firsts, seconds, update);
    }
  }

  @Override
  public void close() {
    // Nothing is kept between runs.
  }

  /** One call of the function and the native memory it takes. */
  private final class Run implements ProgramScope, AutoCloseable {
    private final Map<String, HostArray> inputs;
    private final Map<String, NDArray> leaves = new LinkedHashMap<>();
    private final NDScope memory = new NDScope();
    private final boolean gradModeBefore = JniUtils.isGradMode();
    private final boolean training;
    private final ProgramResult result;

    Run(Map<String, HostArray> inputs, boolean training) {
      this.inputs = inputs;
      this.training = training;
      try {
        definition.checkInputs(inputs);
        JniUtils.setGradMode(training);
        this.result = definition.function().compute(this);
      } catch (RuntimeException | Error e) {
        close();
        throw e;
      }
    }

    @Override
    public Tensor input(String name) {
      HostArray value = inputs.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "program " + definition.name() + " declares no input " + name);
      }
      return constant(value);
    }

    @Override
    public Tensor variable(String name) {
      NDArray leaf =
          leaves.computeIfAbsent(
              name,
              missing -> {
                // A view of the same memory, so that its gradient is this run's alone.
                NDArray view = variables.array(name).stopGradient();
                if (training && definition.trained().contains(name)) {
                  JniUtils.attachGradient((PtNDArray) view, true);
                }
                return view;
              });
      return Tensor.of(operations, leaf, Shapes.of(leaf));
    }

    @Override
    public Tensor constant(HostArray value) {
      return Tensor.of(
          operations, manager.create(value.values(), Shapes.of(value.shape())), value.shape());
    }

    Map<String, HostArray> outputs() {
      Map<String, HostArray> outputs = new LinkedHashMap<>();
      result
          .outputs()
          .forEach(
              (name, tensor) ->
                  outputs.put(name, new HostArray(tensor.shape(), array(tensor).toFloatArray())));
      return outputs;
    }

    NDArray loss() {
      return array(
          result
              .loss()
              .orElseThrow(
                  () ->
                      new IllegalStateException("program " + definition.name() + " has no loss")));
    }

    void backward() {
      // The engine refuses to differentiate a loss that depends on no trained variable; with this
      // zero added it always depends on something, and those gradients are zero.
      PtNDArray zero = (PtNDArray) manager.create(0f);
      JniUtils.attachGradient(zero, true);
      PtNDArray loss = (PtNDArray) loss().add(zero);
      JniUtils.backward(loss, (PtNDArray) loss.onesLike(), false, false);
    }

    NDArray gradient(String name) {
      NDArray leaf = leaves.get(name);
      return leaf == null ? variables.array(name).zerosLike() : leaf.getGradient();
    }

    /** The new values of carried state, as copies: a value may be a view of a variable's memory. */
    Map<String, NDArray> state() {
      JniUtils.setGradMode(false);
      Map<String, NDArray> values = new LinkedHashMap<>();
      result.state().forEach((name, tensor) -> values.put(name, array(tensor).duplicate()));
      return values;
    }

    void store(Map<String, NDArray> state) {
      state.forEach(
          (name, value) -> {
            NDScope.unregister(value);
            variables.keep(name, value);
          });
    }

    private NDArray array(Tensor tensor) {
      return tensor.handleIn(operations);
    }

    @Override
    public void close() {
      JniUtils.setGradMode(gradModeBefore);
      memory.close();
    }
  }
}
