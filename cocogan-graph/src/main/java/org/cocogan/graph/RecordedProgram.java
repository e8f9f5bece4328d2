package org.cocogan.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A program recorded as nodes of a graph: its function is called once.
 *
 * <p>For one thread.
 */
public final class RecordedProgram {
  private final ProgramDefinition definition;
  private final Function<String, Shape> variables;
  private final Recorder recorder;
  private final UnaryOperator<String> inputNames;
  private final ToIntFunction<String> updates;
  private final Map<String, Leaf.Variable> read = new HashMap<>();
  private final Map<String, Node> outputs;
  private final Map<String, Node> state;
  private final Optional<Node> loss;
  private Optional<Map<String, Node>> gradients = Optional.empty();

  /**
   * Records a program.
   *
   * @param variables the shape of a variable; throws {@link IllegalArgumentException} for one that
   *     is not there
   */
  public RecordedProgram(ProgramDefinition definition, Function<String, Shape> variables) {
    this(definition, variables, new Recorder(), UnaryOperator.identity(), name -> 0);
  }

  private RecordedProgram(
      ProgramDefinition definition,
      Function<String, Shape> variables,
      Recorder recorder,
      UnaryOperator<String> inputNames,
      ToIntFunction<String> updates) {
    this.definition = definition;
    this.variables = variables;
    this.recorder = recorder;
    this.inputNames = inputNames;
    this.updates = updates;
    ProgramResult result = definition.function().compute(new Scope());
    this.outputs = nodes(result.outputs());
    this.state = nodes(result.state());
    this.loss = result.loss().map(tensor -> tensor.handleIn(recorder));
  }

  /**
   * Records programs that are run one after another in one graph, so that they share the nodes of
   * what they compute alike. The inputs of program i are named by {@link #input}, and its variables
   * carry the number of the last program before that changes them, counted from one.
   *
   * @param shared names of inputs that have the same value in all programs
   */
  public static List<RecordedProgram> sequence(
      List<ProgramDefinition> definitions, Set<String> shared, Function<String, Shape> variables) {
    Recorder recorder = new Recorder();
    Map<String, Integer> updates = new HashMap<>();
    List<RecordedProgram> programs = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      int number = i;
      RecordedProgram program =
          new RecordedProgram(
              definitions.get(i),
              variables,
              recorder,
              name -> input(number, name, shared),
              name -> updates.getOrDefault(name, 0));
      if (program.loss.isPresent()) {
        program.gradients();
      }
      program.definition.trained().forEach(name -> updates.put(name, number + 1));
      program.state().keySet().forEach(name -> updates.put(name, number + 1));
      programs.add(program);
    }
    return programs;
  }

  /** What an input of a program in a sequence is called in the graph of all. */
  public static String input(int program, String name, Set<String> shared) {
    return program == 0 || shared.contains(name) ? name : program + "/" + name;
  }

  private Map<String, Node> nodes(Map<String, Tensor> tensors) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> nodes.put(name, tensor.handleIn(recorder)));
    return Collections.unmodifiableMap(nodes);
  }

  /** What has recorded it; further nodes may be added. */
  public Recorder recorder() {
    return recorder;
  }

  /** What is copied to the Java heap after a run, by name. */
  public Map<String, Node> outputs() {
    return outputs;
  }

  /**
   * The new values of carried state, by variable. Any may be a variable's old value, or an input,
   * or the same as another's.
   */
  public Map<String, Node> state() {
    return state;
  }

  /**
   * The scalar that trains.
   *
   * @throws IllegalStateException if the program has none
   */
  public Node loss() {
    return loss.orElseThrow(
        () -> new IllegalStateException("program " + definition.name() + " has no loss"));
  }

  /**
   * The gradient of the loss for each trained variable, in the definition's order; zeros where it
   * does not depend on it.
   *
   * @throws IllegalStateException if the program has no loss
   */
  public Map<String, Node> gradients() {
    Map<String, Node> known = gradients.orElseGet(this::differentiated);
    gradients = Optional.of(known);
    return known;
  }

  private Map<String, Node> differentiated() {
    Map<String, Node> trained = new LinkedHashMap<>();
    definition.trained().forEach(name -> trained.put(name, recorder.leaf(variable(name))));
    Map<Node, Node> found = Gradients.of(loss(), trained.values(), recorder);
    trained.replaceAll(
        (name, node) ->
            found.computeIfAbsent(node, unused -> recorder.leaf(new Leaf.Filled(node.shape(), 0))));
    return Collections.unmodifiableMap(trained);
  }

  private Leaf.Variable variable(String name) {
    return read.computeIfAbsent(
        name, missing -> new Leaf.Variable(name, updates.applyAsInt(name), variables.apply(name)));
  }

  private final class Scope implements ProgramScope {
    @Override
    public Tensor input(String name) {
      Shape shape = definition.inputs().get(name);
      if (shape == null) {
        throw new IllegalArgumentException(
            "program " + definition.name() + " declares no input " + name);
      }
      return recorder.tensor(recorder.leaf(new Leaf.Input(inputNames.apply(name), shape)));
    }

    @Override
    public Tensor variable(String name) {
      return recorder.tensor(recorder.leaf(RecordedProgram.this.variable(name)));
    }

    @Override
    public Tensor constant(HostArray value) {
      HostArray copy = new HostArray(value.shape(), value.values().clone());
      return recorder.tensor(recorder.leaf(new Leaf.Constant(copy)));
    }
  }
}
