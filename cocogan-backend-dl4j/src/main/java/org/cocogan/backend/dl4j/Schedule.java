package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cocogan.tensor.Shape;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The operations of a graph that given nodes need, in order, each bound to native memory once.
 *
 * <p>SameDiff's own sessions find out at every run what to compute next and allocate every array
 * anew, which takes as long as the arithmetic of a small network, and what they allocate stays
 * until a garbage collection. Shapes are known here, so a run only calls one native operation after
 * another.
 */
final class Schedule implements AutoCloseable {
  /** The native operation that copies a value, repeating it where the result is larger. */
  static final String REPEAT = "assign";

  private final Memory memory;
  private final Map<String, INDArray> leaves;
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, INDArray> arrays = new HashMap<>();
  private final Set<Memory.Block> used = new HashSet<>();
  private final List<Runnable> steps = new ArrayList<>();

  /** Where a symbol's values lie: the symbol that owns the memory, and the view of it. */
  private record Place(String owner, NativeOperation.View view) {}

  /**
   * Lays out what computes the targets, whose values then stay until the next run.
   *
   * @param leaves the arrays of the placeholders, by name
   */
  Schedule(Graph graph, Collection<Node> targets, Map<String, INDArray> leaves, Memory memory) {
    this.memory = memory;
    this.leaves = leaves;
    graph.nodes().forEach(node -> shapes.put(node.name(), node.shape()));
    List<DifferentialFunction> needed = needed(graph, targets);
    leaves.forEach((name, array) -> places.put(name, own(name)));
    needed.forEach(this::place);
    layOut(needed, targets);
    memory.use(used);
  }

  /** Computes the targets. */
  void run() {
    steps.forEach(Runnable::run);
  }

  /** The array of a target. */
  INDArray array(Node node) {
    return array(node.name());
  }

  private static List<DifferentialFunction> needed(Graph graph, Collection<Node> targets) {
    Set<String> wanted = new HashSet<>();
    targets.forEach(target -> wanted.add(target.name()));
    List<DifferentialFunction> needed = new ArrayList<>();
    DifferentialFunction[] all = graph.symbols().ops();
    for (int i = all.length - 1; i >= 0; i--) {
      DifferentialFunction operation = all[i];
      if (Stream.of(operation.outputVariables()).map(SDVariable::name).anyMatch(wanted::contains)) {
        wanted.addAll(Arrays.asList(operation.argNames()));
        needed.add(0, operation);
      }
    }
    return needed;
  }

  private Place own(String name) {
    return new Place(name, NativeOperation.View.of(0, Shapes.strides(shape(name))));
  }

  private void place(DifferentialFunction operation) {
    SDVariable[] results = operation.outputVariables();
    for (int i = 0; i < results.length; i++) {
      places.put(results[i].name(), place(operation, i, results[i].name()));
    }
  }

  private Place place(DifferentialFunction operation, int output, String name) {
    if (operation instanceof NativeOperation own) {
      if (own.view().isPresent()) {
        return within(place(own.argNames()[0]), own.view().get());
      }
      if (own.layout(output).isPresent()) {
        return new Place(name, own.layout(output).get());
      }
    }
    return own(name);
  }

  private static Place within(Place place, NativeOperation.View view) {
    return new Place(
        place.owner(),
        new NativeOperation.View(place.view().offset() + view.offset(), view.strides()));
  }

  private static Optional<NativeOperation.View> view(DifferentialFunction operation) {
    return operation instanceof NativeOperation own ? own.view() : Optional.empty();
  }

  private void layOut(List<DifferentialFunction> operations, Collection<Node> targets) {
    Map<String, Integer> lastUses = new HashMap<>();
    for (int i = 0; i < operations.size(); i++) {
      for (String operand : operations.get(i).argNames()) {
        lastUses.put(place(operand).owner(), i);
      }
    }
    targets.forEach(target -> lastUses.put(place(target.name()).owner(), Integer.MAX_VALUE));

    Map<String, Memory.Block> blocks = new LinkedHashMap<>();
    Set<Memory.Block> taken = new HashSet<>();
    for (int i = 0; i < operations.size(); i++) {
      DifferentialFunction operation = operations.get(i);
      if (view(operation).isPresent()) {
        continue;
      }
      for (SDVariable result : operation.outputVariables()) {
        Memory.Block block = memory.take(shape(result.name()).size(), taken);
        taken.add(block);
        used.add(block);
        blocks.put(result.name(), block);
        arrays.put(result.name(), view(block.values(), result.name()));
      }
      steps.add(step(operation));
      int now = i;
      blocks
          .entrySet()
          .removeIf(
              entry -> {
                boolean over = lastUses.getOrDefault(entry.getKey(), -1) <= now;
                return over && taken.remove(entry.getValue());
              });
    }
  }

  private Runnable step(DifferentialFunction operation) {
    OpExecutioner executioner = Nd4j.getExecutioner();
    INDArray result = array(operation.outputVariables()[0].name());
    if (operation instanceof Op op) {
      INDArray operand = array(operation.argNames()[0]);
      return () -> {
        // At every run, because the graph's other schedules run the same operation elsewhere.
        op.setX(operand);
        op.setZ(result);
        executioner.exec(op);
      };
    }
    NativeOperation own = (NativeOperation) operation;
    OpContext context = executioner.buildContext();
    List<INDArray> operands = new ArrayList<>();
    if (own.opName().equals(REPEAT)) {
      // Its first operand only has the shape of the result.
      operands.add(result);
    }
    for (String operand : own.argNames()) {
      operands.add(array(operand));
    }
    context.setInputArrays(operands);
    context.setOutputArrays(
        Stream.of(own.outputVariables()).map(output -> array(output.name())).toList());
    context.setIArguments(own.iArgs());
    context.setTArguments(own.tArgs());
    context.setBArguments(own.bArgs());
    return () -> executioner.exec(own, context);
  }

  private INDArray array(String name) {
    INDArray known = arrays.get(name);
    if (known != null) {
      return known;
    }
    INDArray leaf = leaves.get(name);
    if (leaf != null) {
      return leaf;
    }
    INDArray view = view(array(place(name).owner()), name);
    arrays.put(name, view);
    return view;
  }

  /** A symbol's array in the memory of the one that owns it. */
  private INDArray view(INDArray memory, String name) {
    NativeOperation.View view = place(name).view();
    long[] strides = view.strides().stream().mapToLong(Long::longValue).toArray();
    return NativeArrays.view(memory, view.offset(), shape(name), strides);
  }

  private Place place(String name) {
    return find(places, name);
  }

  private Shape shape(String name) {
    return find(shapes, name);
  }

  private static <V> V find(Map<String, V> values, String name) {
    return Optional.ofNullable(values.get(name))
        .orElseThrow(() -> new IllegalStateException("the graph has no value for " + name));
  }

  @Override
  public void close() {
    memory.release(used);
  }
}
