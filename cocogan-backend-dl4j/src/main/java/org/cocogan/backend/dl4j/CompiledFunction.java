package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cocogan.backend.dl4j.ConvolutionPairs.Pair;
import org.cocogan.backend.dl4j.Convolutions.Both;
import org.cocogan.graph.Leaf;
import org.cocogan.graph.Lifetimes;
import org.cocogan.graph.Node;
import org.cocogan.graph.Primitive;
import org.cocogan.graph.RecordedProgram;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recorded program as native operations, and the schedules that run parts of it. */
final class CompiledFunction implements AutoCloseable {
  private final Dl4jVariables variables;
  private final Memory memory;
  private final RecordedProgram program;
  private final Steps steps = new Steps();
  private final GraphOperations operations = new GraphOperations(steps);
  private final Map<Node, Value> values = new HashMap<>();
  private final Map<String, Value> inputs = new LinkedHashMap<>();
  private final Map<Value, INDArray> leaves = new HashMap<>();
  private final Map<Set<Value>, OperationSchedule> schedules = new HashMap<>();

  private final Map<String, Value> outputs;
  private final Map<String, Value> state;
  private Optional<Map<String, Value>> gradients = Optional.empty();

  CompiledFunction(ProgramDefinition definition, Dl4jVariables variables, Memory memory) {
    this.variables = variables;
    this.memory = memory;
    this.program = new RecordedProgram(definition, variables::shape);
    definition
        .inputs()
        .forEach(
            (name, shape) -> {
              Value input = Value.of(shape);
              inputs.put(name, input);
              leaves.put(input, NativeArrays.zeros(shape));
            });
    this.outputs = translated(program.outputs());
    this.state = kept(program.state());
  }

  Map<String, Value> outputs() {
    return outputs;
  }

  /** The values that variables will have, in memory where storing one does not change another. */
  Map<String, Value> state() {
    return state;
  }

  /**
   * The scalar that trains.
   *
   * @throws IllegalStateException if the program has none
   */
  Value loss() {
    Node loss = program.loss();
    translate(List.of(loss));
    return value(loss);
  }

  /**
   * The gradient of the loss for each trained variable, in memory that updates do not change.
   *
   * @throws IllegalStateException if the program has no loss
   */
  Map<String, Value> gradients() {
    Map<String, Value> known = gradients.orElseGet(() -> kept(program.gradients()));
    gradients = Optional.of(known);
    return known;
  }

  private Map<String, Value> kept(Map<String, Node> nodes) {
    Map<String, Value> kept = translated(nodes);
    kept.replaceAll(
        (name, value) -> leaves.containsKey(value.owner()) ? operations.copy(value) : value);
    return kept;
  }

  private Map<String, Value> translated(Map<String, Node> nodes) {
    translate(nodes.values());
    Map<String, Value> translated = new LinkedHashMap<>();
    nodes.forEach((name, node) -> translated.put(name, value(node)));
    return translated;
  }

  private void translate(Collection<Node> wanted) {
    if (values.keySet().containsAll(wanted)) {
      return;
    }
    List<Node> missing = new ArrayList<>();
    for (Node node : Lifetimes.of(wanted).nodes()) {
      if (!values.containsKey(node)) {
        missing.add(node);
      }
    }
    ConvolutionPairs pairs = new ConvolutionPairs(missing);
    for (Node node : missing) {
      if (!values.containsKey(node)) {
        pairs.of(node).ifPresentOrElse(this::translate, () -> values.put(node, translated(node)));
      }
    }
  }

  private void translate(Pair pair) {
    Node weight = pair.weight();
    Node input = pair.input();
    Both both =
        pair.isOfTransposed()
            ? operations
                .convolutions()
                .gradientsOfTransposed(
                    value(weight.operand(1)),
                    value(pair.kernel()),
                    value(weight.operand(0)),
                    pair.attributes().stride(),
                    pair.attributes().padding())
            : operations
                .convolutions()
                .gradients(
                    value(weight.operand(0)),
                    value(pair.kernel()),
                    value(weight.operand(1)),
                    pair.attributes().stride(),
                    pair.attributes().padding());
    values.put(weight, both.weight());
    values.put(input, both.input());
  }

  private Value translated(Node node) {
    if (node.operation() instanceof Primitive primitive) {
      return primitive.apply(operations, node.operands().stream().map(this::value).toList());
    }
    if (node.operation() instanceof Leaf.Input input) {
      return find(inputs, input.name());
    }
    if (node.operation() instanceof Leaf.Variable variable) {
      Value value = Value.of(variable.shape());
      leaves.put(value, variables.array(variable.name()));
      return value;
    }
    if (node.operation() instanceof Leaf.Constant constant) {
      return steps.constant(constant.value());
    }
    if (node.operation() instanceof Leaf.Filled filled) {
      return steps.filled(filled.shape(), filled.number());
    }
    throw new IllegalStateException("a program has no node " + node);
  }

  private Value value(Node node) {
    return find(values, node);
  }

  private static <K> Value find(Map<K, Value> values, K key) {
    return Optional.ofNullable(values.get(key))
        .orElseThrow(() -> new IllegalStateException("there is no value of " + key));
  }

  /** Sets the inputs of the next runs. */
  void give(Map<String, HostArray> given) {
    given.forEach(
        (name, value) ->
            Optional.ofNullable(leaves.get(find(inputs, name)))
                .ifPresent(array -> NativeArrays.put(array, value)));
  }

  /** Computes the given results. */
  OperationSchedule run(List<Map<String, Value>> results) {
    Set<Value> targets = new HashSet<>();
    results.forEach(values -> targets.addAll(values.values()));
    OperationSchedule schedule =
        schedules.computeIfAbsent(
            targets, missing -> new OperationSchedule(steps.all(), targets, allLeaves(), memory));
    schedule.run();
    return schedule;
  }

  private Map<Value, INDArray> allLeaves() {
    steps
        .constants()
        .forEach(
            (value, array) -> leaves.computeIfAbsent(value, missing -> NativeArrays.of(array)));
    return leaves;
  }

  @Override
  public void close() {
    schedules.values().forEach(OperationSchedule::close);
    schedules.clear();
    Stream.concat(inputs.values().stream(), steps.constants().keySet().stream())
        .flatMap(value -> Optional.ofNullable(leaves.get(value)).stream())
        .forEach(INDArray::close);
  }
}
