package org.cocogan.backend.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cocogan.backend.djl.ScriptJoins.Join;
import org.cocogan.graph.Leaf;
import org.cocogan.graph.Lifetimes;
import org.cocogan.graph.Node;
import org.cocogan.graph.Primitive;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * Writes nodes of a graph down as statements of a TorchScript function, one for each node.
 *
 * <p>The function's parameters are lists of tensors: {@code inputs}, {@code variables} and {@code
 * constants}. TorchScript frees a value after the last statement that reads it.
 */
final class ScriptWriter {
  private final boolean bfloat16;
  private final StringBuilder text = new StringBuilder();
  private final Map<Node, ScriptValue> values = new HashMap<>();
  private final Map<String, Integer> inputs = new LinkedHashMap<>();
  private final Map<String, Integer> variables = new LinkedHashMap<>();
  private final List<HostArray> constants = new ArrayList<>();
  private final Map<ScriptValue, Map<ScriptValue, ScriptValue>> conversions = new HashMap<>();
  private final ScriptOperations operations = new ScriptOperations(this);
  private int count;

  /** Creates a script whose convolutions compute in bfloat16, or in float32 as all the rest. */
  ScriptWriter(boolean bfloat16) {
    this.bfloat16 = bfloat16;
  }

  /** The names of the inputs, in the order of their list. */
  List<String> inputs() {
    return List.copyOf(inputs.keySet());
  }

  /** The names of the variables, in the order of their list. */
  List<String> variables() {
    return List.copyOf(variables.keySet());
  }

  /** The constants, in the order of their list. */
  List<HostArray> constants() {
    return constants;
  }

  /** The lists that it reads, in order. */
  List<String> lists() {
    List<String> lists = new ArrayList<>(List.of(TorchScripts.NUMBERS));
    if (!inputs.isEmpty()) {
      lists.add(TorchScripts.INPUTS);
    }
    if (!variables.isEmpty()) {
      lists.add(TorchScripts.VARIABLES);
    }
    if (!constants.isEmpty()) {
      lists.add(TorchScripts.CONSTANTS);
    }
    return lists;
  }

  /** The statements so far. */
  String text() {
    return text.toString();
  }

  /** Writes what computes the nodes, unless it is written already. */
  void compute(Collection<Node> wanted) {
    for (Node node : Lifetimes.of(wanted, ScriptWriter::reads).nodes()) {
      if (!values.containsKey(node)) {
        values.put(node, written(node));
      }
    }
  }

  private static List<Node> reads(Node node) {
    return ScriptJoins.of(node).map(Join::reads).orElseGet(node::operands);
  }

  private ScriptValue written(Node node) {
    if (node.operation() instanceof Leaf leaf) {
      return leaf(leaf);
    }
    Optional<Join> join = ScriptJoins.of(node);
    List<ScriptValue> operands = reads(node).stream().map(this::value).toList();
    return join.isPresent()
        ? join.get().write().apply(operations, operands)
        : ((Primitive) node.operation()).apply(operations, operands);
  }

  private ScriptValue leaf(Leaf leaf) {
    if (leaf instanceof Leaf.Input input) {
      return input(input.name(), input.shape());
    }
    if (leaf instanceof Leaf.Variable variable) {
      return variable(variable.name(), variable.shape());
    }
    if (leaf instanceof Leaf.Constant constant) {
      return constant(constant.value());
    }
    if (leaf instanceof Leaf.Filled filled) {
      return constant(HostArray.filled(filled.shape(), filled.number()));
    }
    throw new IllegalStateException("a program has no leaf " + leaf);
  }

  ScriptValue constant(HostArray value) {
    constants.add(value);
    return element(TorchScripts.CONSTANTS, constants.size() - 1, value.shape());
  }

  /** The tensor of an input. */
  ScriptValue input(String name, Shape shape) {
    return element(TorchScripts.INPUTS, number(inputs, name), shape);
  }

  /** The tensor of a variable. */
  ScriptValue variable(String name, Shape shape) {
    ScriptValue value = element(TorchScripts.VARIABLES, number(variables, name), shape);
    return new ScriptValue(value.name(), shape, ChannelsLast.fits(shape), false);
  }

  private ScriptValue element(String list, int number, Shape shape) {
    return write(shape, "%s[%d]", list, number);
  }

  private static int number(Map<String, Integer> numbers, String name) {
    int next = numbers.size();
    return numbers.computeIfAbsent(name, missing -> next);
  }

  /** The value of a node that has been written. */
  ScriptValue value(Node node) {
    return Optional.ofNullable(values.get(node))
        .orElseThrow(() -> new IllegalStateException("there is no value of node " + node));
  }

  /** Writes a statement that computes a value in float32, of no layout that is known. */
  ScriptValue write(Shape shape, String expression, Object... arguments) {
    return write(new ScriptValue("", shape, false, false), expression, arguments);
  }

  /** Writes a statement that computes a value of the shape, layout and type of another. */
  ScriptValue write(ScriptValue like, String expression, Object... arguments) {
    String name = "t" + count++;
    line("%s = %s", name, String.format(Locale.ROOT, expression, arguments));
    return new ScriptValue(name, like.shape(), like.channelsLast(), like.bfloat16());
  }

  /** Writes a statement. */
  void line(String statement, Object... arguments) {
    text.append("    ").append(String.format(Locale.ROOT, statement, arguments)).append('\n');
  }

  /** The same values with the channels of a pixel side by side. */
  ScriptValue channelsLast(ScriptValue value) {
    return converted(
        value,
        new ScriptValue("", value.shape(), true, value.bfloat16()),
        "torch.contiguous(%s, memory_format=2)");
  }

  /** The same values in the order in which variables of their shape are kept. */
  ScriptValue asStored(ScriptValue value) {
    return ChannelsLast.fits(value.shape())
        ? channelsLast(value)
        : write(value, "torch.contiguous(%s, memory_format=0)", value);
  }

  /** The same values as convolutions like them best. */
  ScriptValue forConvolution(ScriptValue value) {
    return bfloat16
        ? converted(
            value,
            new ScriptValue("", value.shape(), true, true),
            "torch.to(%s, 15, False, False, 2)")
        : channelsLast(value);
  }

  /** The same values in float32. */
  ScriptValue float32(ScriptValue value) {
    return converted(
        value,
        new ScriptValue("", value.shape(), value.channelsLast(), false),
        "torch.to(%s, 6, False, False, None)");
  }

  private ScriptValue converted(ScriptValue value, ScriptValue like, String expression) {
    if (value.channelsLast() == like.channelsLast() && value.bfloat16() == like.bfloat16()) {
      return value;
    }
    Map<ScriptValue, ScriptValue> known =
        conversions.computeIfAbsent(value, missing -> new HashMap<>());
    ScriptValue before = known.get(like);
    if (before == null) {
      before = write(like, expression, value);
      known.put(like, before);
    }
    return before;
  }

  /** A list of numbers as TorchScript, such as {@code [1, 2]}. */
  static String list(int... numbers) {
    return Arrays.toString(numbers);
  }
}
