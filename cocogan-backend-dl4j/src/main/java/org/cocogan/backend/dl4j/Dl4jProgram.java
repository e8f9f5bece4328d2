package org.cocogan.backend.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;

/** Calls the program's function once, at the first run, and runs the graph that it builds. */
final class Dl4jProgram implements Program {
  private final ProgramDefinition definition;
  private final Dl4jVariables variables;
  private final Memory memory;
  private final Threads threads;
  private Optional<CompiledFunction> compiled = Optional.empty();

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
      return values(function.run(List.of(function.outputs())), function.outputs());
    }
  }

  @Override
  public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
    synchronized (memory) {
      CompiledFunction function = function(inputs);
      return values(function.run(List.of(function.gradients())), function.gradients());
    }
  }

  @Override
  public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
    synchronized (memory) {
      CompiledFunction function = function(inputs);
      Schedule schedule = function.run(List.of(function.outputs(), function.state()));
      Map<String, HostArray> outputs = values(schedule, function.outputs());
      store(schedule, function);
      return outputs;
    }
  }

  @Override
  public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
    synchronized (memory) {
      CompiledFunction function = function(inputs);
      Node loss = function.loss();
      Schedule schedule =
          function.run(
              List.of(
                  function.outputs(),
                  function.state(),
                  function.gradients(),
                  Map.of("loss", loss)));
      Map<String, HostArray> outputs = values(schedule, function.outputs());
      if (Float.isFinite(NativeArrays.get(schedule.array(loss), loss.shape()).scalar())) {
        function
            .gradients()
            .forEach(
                (name, gradient) -> Adam.update(name, schedule.array(gradient), variables, update));
        store(schedule, function);
      }
      return outputs;
    }
  }

  private CompiledFunction function(Map<String, HostArray> inputs) {
    definition.checkInputs(inputs);
    threads.use();
    CompiledFunction function =
        compiled.orElseGet(() -> new CompiledFunction(definition, variables, memory));
    compiled = Optional.of(function);
    function.give(inputs);
    return function;
  }

  private void store(Schedule schedule, CompiledFunction function) {
    function.state().forEach((name, value) -> variables.array(name).assign(schedule.array(value)));
  }

  private static Map<String, HostArray> values(Schedule schedule, Map<String, Node> nodes) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    nodes.forEach(
        (name, node) -> values.put(name, NativeArrays.get(schedule.array(node), node.shape())));
    return values;
  }

  @Override
  public void close() {
    synchronized (memory) {
      compiled.ifPresent(CompiledFunction::close);
      compiled = Optional.empty();
    }
  }
}
