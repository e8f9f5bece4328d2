package org.cocogan.backend.dl4j;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The graph that a program's function has built, and the schedules that run parts of it. */
final class CompiledFunction implements ProgramScope, AutoCloseable {
  private final ProgramDefinition definition;
  private final Dl4jVariables variables;
  private final Memory memory;
  private final Graph graph = new Graph();
  private final GraphOperations operations = new GraphOperations(graph);
  private final Map<String, Node> inputs = new LinkedHashMap<>();
  private final Map<String, Node> read = new LinkedHashMap<>();
  private final Map<String, INDArray> leaves = new HashMap<>();
  private final Map<Set<String>, Schedule> schedules = new HashMap<>();
  private final Map<String, Node> outputs;
  private final Map<String, Node> state;
  private final Optional<Node> loss;
  private Optional<Map<String, Node>> gradients = Optional.empty();

  CompiledFunction(ProgramDefinition definition, Dl4jVariables variables, Memory memory) {
    this.definition = definition;
    this.variables = variables;
    this.memory = memory;
    definition
        .inputs()
        .forEach((name, shape) -> inputs.put(name, placeholder("input/" + name, shape)));
    ProgramResult result = definition.function().compute(this);
    this.outputs = nodes(result.outputs());
    this.state = new LinkedHashMap<>();
    // Copies, because storing one state must not change what another is stored from.
    nodes(result.state()).forEach((name, node) -> state.put(name, operations.copy(node)));
    this.loss = result.loss().map(tensor -> tensor.handleIn(operations));
  }

  private Node placeholder(String name, Shape shape) {
    Node node = graph.placeholder(name, shape);
    leaves.put(node.name(), NativeArrays.zeros(shape));
    return node;
  }

  @Override
  public Tensor input(String name) {
    return tensor(
        Optional.ofNullable(inputs.get(name))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "program " + definition.name() + " declares no input " + name)));
  }

  @Override
  public Tensor variable(String name) {
    return tensor(
        read.computeIfAbsent(
            name,
            missing -> {
              INDArray array = variables.array(name);
              Node node = graph.placeholder("variable/" + name, variables.shape(name));
              leaves.put(node.name(), array);
              return node;
            }));
  }

  @Override
  public Tensor constant(HostArray value) {
    return tensor(graph.constant(value));
  }

  private Tensor tensor(Node node) {
    return Tensor.of(operations, node, node.shape());
  }

  private Map<String, Node> nodes(Map<String, Tensor> tensors) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> nodes.put(name, tensor.handleIn(operations)));
    return nodes;
  }

  Map<String, Node> outputs() {
    return outputs;
  }

  /** Copies of the values that variables will have. */
  Map<String, Node> state() {
    return state;
  }

  Node loss() {
    return loss.orElseThrow(
        () -> new IllegalStateException("program " + definition.name() + " has no loss"));
  }

  /** The gradient of the loss for each trained variable; zeros where it does not depend on it. */
  Map<String, Node> gradients() {
    Map<String, Node> known = gradients.orElseGet(this::differentiate);
    gradients = Optional.of(known);
    return known;
  }

  private Map<String, Node> differentiate() {
    Map<String, Node> trained = new TreeMap<>();
    for (String name : definition.trained()) {
      variables.array(name);
      Optional.ofNullable(read.get(name)).ifPresent(node -> trained.put(name, node));
    }
    Map<Node, Node> found = Gradients.of(loss(), trained.values(), operations);
    Map<String, Node> results = new TreeMap<>();
    for (String name : definition.trained()) {
      Optional<Node> gradient =
          Optional.ofNullable(trained.get(name))
              .flatMap(node -> Optional.ofNullable(found.get(node)));
      results.put(name, gradient.orElseGet(() -> graph.filled(variables.shape(name), 0)));
    }
    return results;
  }

  /** Sets the inputs of the next runs. */
  void give(Map<String, HostArray> values) {
    inputs.forEach(
        (name, node) -> {
          HostArray value = values.get(name);
          INDArray array = leaves.get(node.name());
          if (value != null && array != null) {
            NativeArrays.put(array, value);
          }
        });
  }

  /** Computes the given results. */
  Schedule run(List<Map<String, Node>> results) {
    List<Node> targets = results.stream().flatMap(map -> map.values().stream()).toList();
    Schedule schedule =
        schedules.computeIfAbsent(
            targets.stream().map(Node::name).collect(Collectors.toSet()),
            missing -> new Schedule(graph, targets, allLeaves(), memory));
    schedule.run();
    return schedule;
  }

  private Map<String, INDArray> allLeaves() {
    graph
        .constants()
        .forEach((name, value) -> leaves.computeIfAbsent(name, missing -> NativeArrays.of(value)));
    return leaves;
  }

  @Override
  public void close() {
    schedules.values().forEach(Schedule::close);
    schedules.clear();
    Stream.concat(inputs.values().stream().map(Node::name), graph.constants().keySet().stream())
        .flatMap(name -> Optional.ofNullable(leaves.get(name)).stream())
        .forEach(INDArray::close);
  }
}
