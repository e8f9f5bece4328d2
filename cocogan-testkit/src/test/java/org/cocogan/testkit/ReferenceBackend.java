package org.cocogan.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.TensorOperations;
import org.cocogan.tensor.Variables;

/** A backend that is right by construction: the reference's operations and finite differences. */
class ReferenceBackend implements Backend {
  private final TensorOperations<DoubleArray> operations;

  ReferenceBackend(TensorOperations<DoubleArray> operations) {
    this.operations = operations;
  }

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String description() {
    return "double precision on the Java heap";
  }

  @Override
  public Variables newVariables() {
    return new HeapVariables(this);
  }

  @Override
  public Program compile(ProgramDefinition definition, Variables variables) {
    if (!(variables instanceof HeapVariables own) || own.owner != this) {
      throw new IllegalArgumentException("the variables belong to another backend");
    }
    return new HeapProgram(definition, own);
  }

  @Override
  public void close() {}

  private static final class HeapVariables implements Variables {
    private final ReferenceBackend owner;
    private final Map<String, DoubleArray> arrays = new LinkedHashMap<>();

    HeapVariables(ReferenceBackend owner) {
      this.owner = owner;
    }

    @Override
    public void set(String name, HostArray value) {
      if (arrays.containsKey(name) && !shape(name).equals(value.shape())) {
        throw new IllegalArgumentException(
            "variable " + name + " has shape " + shape(name) + ", not " + value.shape());
      }
      arrays.put(name, DoubleArray.of(value));
    }

    @Override
    public HostArray get(String name) {
      return find(name).toHost();
    }

    @Override
    public Shape shape(String name) {
      return find(name).shape();
    }

    @Override
    public Set<String> names() {
      return Collections.unmodifiableSet(arrays.keySet());
    }

    @Override
    public void close() {}

    private DoubleArray find(String name) {
      DoubleArray array = arrays.get(name);
      if (array == null) {
        throw new IllegalArgumentException(
            "there is no variable " + name + ", only " + arrays.keySet());
      }
      return array;
    }
  }

  private final class HeapProgram implements Program {
    private final ProgramDefinition definition;
    private final Map<String, DoubleArray> variables;

    HeapProgram(ProgramDefinition definition, HeapVariables variables) {
      this.definition = definition;
      this.variables = variables.arrays;
    }

    @Override
    public Map<String, HostArray> run(Map<String, HostArray> inputs) {
      return host(compute(inputs).outputs());
    }

    @Override
    public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
      return host(program().gradients(definition.trained(), checked(inputs), variables));
    }

    @Override
    public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
      ReferenceResult result = compute(inputs);
      variables.putAll(result.state());
      roundToFloats();
      return host(result.outputs());
    }

    @Override
    public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
      ReferenceTraining training = new ReferenceTraining(definition, operations, variables);
      Map<String, DoubleArray> outputs = training.train(checked(inputs), update);
      roundToFloats();
      return host(outputs);
    }

    @Override
    public void close() {}

    /** Variables are float32: what is copied to the Java heap and back stays what it was. */
    private void roundToFloats() {
      variables.replaceAll((name, value) -> DoubleArray.of(value.toHost()));
    }

    private ReferenceProgram program() {
      return new ReferenceProgram(definition.function(), operations);
    }

    private ReferenceResult compute(Map<String, HostArray> inputs) {
      return program().run(checked(inputs), variables);
    }

    private Map<String, DoubleArray> checked(Map<String, HostArray> inputs) {
      definition.checkInputs(inputs);
      Map<String, DoubleArray> values = new LinkedHashMap<>();
      inputs.forEach((name, value) -> values.put(name, DoubleArray.of(value)));
      return values;
    }

    private static Map<String, HostArray> host(Map<String, DoubleArray> arrays) {
      Map<String, HostArray> host = new LinkedHashMap<>();
      arrays.forEach((name, array) -> host.put(name, array.toHost()));
      return host;
    }
  }
}
