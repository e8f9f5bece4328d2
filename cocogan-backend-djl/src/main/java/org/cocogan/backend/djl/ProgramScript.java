package org.cocogan.backend.djl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cocogan.exact.Product;
import org.cocogan.graph.Leaf;
import org.cocogan.graph.Node;
import org.cocogan.graph.Primitive;
import org.cocogan.graph.RecordedProgram;
import org.cocogan.graph.Unary;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Shape;

/**
 * The TorchScript of the runs of a program, or of several: results, losses and updated variables.
 */
final class ProgramScript {
  private final ScriptWriter script;
  private final List<Output> outputs = new ArrayList<>();
  private final List<String> results = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private final List<String> updated = new ArrayList<>();

  /**
   * A result of one of the programs.
   *
   * @param program the number of the program whose output it is
   */
  record Output(int program, String name) {}

  private ProgramScript(ScriptWriter script) {
    this.script = script;
  }

  /** A script that returns values. */
  static ProgramScript returning(Map<String, Node> values, ScriptWriter script) {
    ProgramScript result = new ProgramScript(script);
    result.compute(List.of(values.values()));
    result.returns(0, values);
    return result.ended();
  }

  /** A script that returns the outputs and stores the state. */
  static ProgramScript advancing(RecordedProgram program, ScriptWriter script) {
    ProgramScript result = new ProgramScript(script);
    result.advance(0, program).forEach(script::line);
    return result.ended();
  }

  /**
   * A script that trains programs one after another, and then advances those that have no update.
   * It returns the outputs of all, the loss of each that is trained, and a weight of each.
   *
   * @param updates how the first of them learn; their rates and numbers do not matter
   */
  static ProgramScript training(
      List<RecordedProgram> programs, List<AdamUpdate> updates, ScriptWriter script) {
    ProgramScript result = new ProgramScript(script);
    for (int i = 0; i < programs.size(); i++) {
      result.ifFinite(
          i < updates.size()
              ? result.train(i, programs.get(i), updates.get(i))
              : result.advance(i, programs.get(i)));
    }
    return result.ended();
  }

  /** Writes what a program computes; returns the statements that change variables. */
  private List<String> advance(int number, RecordedProgram program) {
    compute(List.of(program.outputs().values(), program.state().values()));
    returns(number, program.outputs());
    return stored(program);
  }

  /** The same of a program that is trained. */
  private List<String> train(int number, RecordedProgram program, AdamUpdate update) {
    compute(
        List.of(
            program.outputs().values(),
            List.of(program.loss()),
            program.gradients().values(),
            program.state().values()));
    returns(number, program.outputs());
    ScriptValue loss = script.float32(script.value(program.loss()));
    Map<String, ScriptValue> gradients = own(program.gradients());
    List<String> updates = new ArrayList<>();
    losses.add(loss.name());
    if (!gradients.isEmpty()) {
      String weights = "weights" + number;
      updates.add(adam(number, weights, gradients, update));
      // Returned, because PyTorch takes an update of a list that nobody reads for dead code.
      updated.add(weights + "[0]");
    }
    updates.addAll(stored(program));
    return updates;
  }

  /** Writes statements that run unless a loss before them is not finite. */
  private void ifFinite(List<String> statements) {
    // 0·x is not a number where x is not finite.
    String all =
        losses.stream()
            .map(x -> "torch.mul(%s, 0)".formatted(x))
            .reduce("0", (left, right) -> "torch.add(%s, %s)".formatted(right, left));
    script.line("if bool(torch.isfinite(%s)):", all);
    statements.forEach(statement -> script.line("  " + statement));
    script.line("  pass");
  }

  private void compute(List<Collection<Node>> wanted) {
    script.compute(wanted.stream().flatMap(Collection::stream).toList());
  }

  private void returns(int program, Map<String, Node> values) {
    own(values)
        .forEach(
            (name, value) -> {
              outputs.add(new Output(program, name));
              results.add(value.name());
            });
  }

  /** Values that share no memory with a variable, which an update would change. */
  private Map<String, ScriptValue> own(Map<String, Node> nodes) {
    Map<String, ScriptValue> values = new LinkedHashMap<>();
    nodes.forEach(
        (name, node) -> {
          ScriptValue value = script.float32(script.value(node));
          values.put(
              name,
              sharesMemory(node)
                  ? script.write(value.shape(), "torch.clone(%s, memory_format=0)", value)
                  : value);
        });
    return values;
  }

  private static boolean sharesMemory(Node node) {
    if (node.operation() instanceof Leaf) {
      return node.operation() instanceof Leaf.Variable;
    }
    boolean view =
        node.operation() == Unary.STOP_GRADIENT
            || node.operation() instanceof Primitive.Reshape
            || node.operation() instanceof Primitive.Permute
            || node.operation() instanceof Primitive.BroadcastTo
            || node.operation() instanceof Primitive.Slice;
    return view && sharesMemory(node.operand(0));
  }

  /** The statements that store the carried state. */
  private List<String> stored(RecordedProgram program) {
    List<String> statements = new ArrayList<>();
    own(program.state())
        .forEach(
            (name, value) ->
                statements.add(
                    "torch.copy_(%s, %s, False)"
                        .formatted(script.variable(name, value.shape()), value)));
    return statements;
  }

  /**
   * The statement that updates weights and their moments in place, in one pass over their memory.
   *
   * <p>PyTorch adds ε after it has corrected the second moment, TensorFlow before: the same update
   * with ε divided by √(1-β₂ᵗ), the last of the numbers.
   */
  private String adam(
      int program, String list, Map<String, ScriptValue> gradients, AdamUpdate update) {
    List<ScriptValue> weights = new ArrayList<>();
    List<ScriptValue> firsts = new ArrayList<>();
    List<ScriptValue> seconds = new ArrayList<>();
    List<ScriptValue> contiguous = new ArrayList<>();
    gradients.forEach(
        (name, gradient) -> {
          Shape shape = gradient.shape();
          weights.add(script.variable(name, shape));
          firsts.add(script.variable(update.firstMoment(name), shape));
          seconds.add(script.variable(update.secondMoment(name), shape));
          contiguous.add(script.asStored(gradient));
        });
    ScriptValue number = script.input(number(program), Shape.of());
    script.line("%s = %s", list, weights);
    List<String> numbers =
        IntStream.range(Product.of(4, program), Product.of(4, program) + 4)
            .mapToObj(place -> "float(torch.select(numbers[0], 0, " + place + "))")
            .toList();
    return "torch._fused_adam_(%s, %s, %s, %s, annotate(List[Tensor], []), %s"
            .formatted(
                list, contiguous, firsts, seconds, Collections.nCopies(weights.size(), number))
        + ", lr=%s, beta1=%s, beta2=%s, weight_decay=0., eps=%s, amsgrad=False, maximize=False)"
            .formatted(numbers.toArray());
  }

  /** The numbers that an update of a program gives the script. */
  static DoubleStream numbers(AdamUpdate update) {
    double epsilon =
        update.epsilon() / Math.sqrt(1 - Math.pow(update.beta2(), (double) update.number()));
    return DoubleStream.of(update.learningRate(), update.beta1(), update.beta2(), epsilon);
  }

  /** The input, a scalar, that takes the number of the update of a program. */
  static String number(int program) {
    return "adam/number" + program;
  }

  private ProgramScript ended() {
    List<String> all = Stream.of(results, losses, updated).flatMap(List::stream).toList();
    script.line("return %s", all.isEmpty() ? "annotate(List[Tensor], [])" : all);
    return this;
  }

  /** How many outputs and losses it returns. */
  int resultCount() {
    return outputs.size() + losses.size();
  }

  /** The statements, and what they read. */
  ScriptWriter script() {
    return script;
  }

  /** What it returns, in order; then come the losses of the programs that it trains. */
  List<Output> outputs() {
    return outputs;
  }
}
