package org.cocogan.backend.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;

/** Records the program once, at the first run, and runs what its graph is translated to. */
final class Dl4jProgram implements Program {
  private final ProgramDefinition definition;
  private final Dl4jVariables variables;
  private final Memory memory;
  private final Threads threads;
  private Optional<CompiledFunction> compiled = Optional.empty();
  private boolean closed;

  Dl4jProgram(
      ProgramDefinition definition, Dl4jVariables variables, Memory memory, Threads threads) {
    this.definition = definition;
    this.variables = variables;
    this.memory = memory;
    this.threads = threads;
  }

  @Override
  public Map<String, HostArray> run(Map<String, HostArray> inputs) {
    synchronized (memory) {
      CompiledFunction function = function(inputs);
      Map<String, Value> wanted = function.outputs();
      return values(function.run(List.of(wanted)), wanted);
    }
  }

  @Override
  public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
    synchronized (memory) {
      CompiledFunction function = function(inputs);
      Map<String, Value> wanted = function.gradients();
      return values(function.run(List.of(wanted)), wanted);
    }
  }

  @Override
  public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
    synchronized (memory) {
      CompiledFunction function = function(inputs);
      Map<String, Value> wanted = function.outputs();
      Map<String, Value> state = function.state();
      OperationSchedule schedule = function.run(List.of(wanted, state));
      Map<String, HostArray> outputs = values(schedule, wanted);
      store(schedule, state);
      return outputs;
    }
  }

  @Override
  public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
    synchronized (memory) {
      CompiledFunction function = function(inputs);
      Value loss = function.loss();
      Map<String, Value> wanted = function.outputs();
      Map<String, Value> state = function.state();
      Map<String, Value> gradients = function.gradients();
      OperationSchedule schedule =
          function.run(List.of(wanted, state, gradients, Map.of("loss", loss)));
      Map<String, HostArray> outputs = values(schedule, wanted);
      if (Float.isFinite(NativeArrays.get(schedule.array(loss), loss.shape()).scalar())) {
        gradients.forEach(
            (name, gradient) -> Adam.update(name, schedule.array(gradient), variables, update));
        store(schedule, state);
      }
      return outputs;
    }
  }

  private CompiledFunction function(Map<String, HostArray> inputs) {
    definition.checkInputs(inputs);
    variables.requireOpen();
    if (closed) {
      throw new IllegalStateException("the program is closed");
    }
    threads.use();
    CompiledFunction function =
        compiled.orElseGet(() -> new CompiledFunction(definition, variables, memory));
    compiled = Optional.of(function);
    function.give(inputs);
    return function;
  }

  private void store(OperationSchedule schedule, Map<String, Value> state) {
    state.forEach((name, value) -> variables.array(name).assign(schedule.array(value)));
  }

  private static Map<String, HostArray> values(
      OperationSchedule schedule, Map<String, Value> nodes) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    nodes.forEach(
        (name, node) -> values.put(name, NativeArrays.get(schedule.array(node), node.shape())));
    return values;
  }

  @Override
  public void close() {
    synchronized (memory) {
      closed = true;
      compiled.ifPresent(CompiledFunction::close);
      compiled = Optional.empty();
    }
  }
}
