package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The steps that given values need, in order, each bound to native memory once.
 *
 * <p>Shapes are known here, so a run only calls one native operation after another.
 */
final class OperationSchedule implements AutoCloseable {
  private final Memory memory;
  private final Map<Value, INDArray> arrays = new HashMap<>();
  private final Set<Memory.Block> used = new HashSet<>();
  private final List<Runnable> calls = new ArrayList<>();

  /**
   * Lays out what computes the targets, whose values then stay until the next run.
   *
   * @param leaves the arrays of the values that no step gives
   */
  OperationSchedule(
      List<Step> steps, Collection<Value> targets, Map<Value, INDArray> leaves, Memory memory) {
    this.memory = memory;
    arrays.putAll(leaves);
    layOut(needed(steps, targets), targets);
    memory.use(used);
  }

  /** Computes the targets. */
  void run() {
    calls.forEach(Runnable::run);
  }

  /** The array of a target. */
  INDArray array(Value value) {
    INDArray known = arrays.get(value);
    if (known == null) {
      INDArray owner = arrays.get(value.owner());
      if (owner == null) {
        throw new IllegalStateException("a step reads what none before it gives");
      }
      known = NativeArrays.view(owner, value.offset(), value.shape(), value.strides());
      arrays.put(value, known);
    }
    return known;
  }

  private static List<Step> needed(List<Step> steps, Collection<Value> targets) {
    Set<Value> wanted = new HashSet<>();
    targets.forEach(target -> wanted.add(target.owner()));
    List<Step> needed = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (!Collections.disjoint(wanted, step.results())) {
        step.operands().forEach(operand -> wanted.add(operand.owner()));
        needed.add(step);
      }
    }
    Collections.reverse(needed);
    return needed;
  }

  private void layOut(List<Step> steps, Collection<Value> targets) {
    Map<Value, Integer> lastUses = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      for (Value operand : steps.get(i).operands()) {
        lastUses.put(operand.owner(), i);
      }
    }
    targets.forEach(target -> lastUses.put(target.owner(), Integer.MAX_VALUE));

    Map<Value, Memory.Block> blocks = new LinkedHashMap<>();
    Set<Memory.Block> taken = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      for (Value result : steps.get(i).results()) {
        Memory.Block block = memory.take(result.shape().size(), taken);
        taken.add(block);
        used.add(block);
        blocks.put(result, block);
        arrays.put(result, NativeArrays.view(block.values(), 0, result.shape(), result.strides()));
      }
      calls.add(call(steps.get(i)));
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

  private Runnable call(Step step) {
    OpExecutioner executioner = Nd4j.getExecutioner();
    List<INDArray> operands = new ArrayList<>(step.operands().stream().map(this::array).toList());
    List<INDArray> results = step.results().stream().map(this::array).toList();
    if (step.kernel() instanceof Transform transform) {
      Op operation = transform.of(operands.get(0), results.get(0));
      return () -> executioner.exec(operation);
    }
    NativeOperation kernel = (NativeOperation) step.kernel();
    if (kernel.equals(NativeOperation.REPEAT)) {
      // Its first operand only has the shape of the result.
      operands.add(0, results.get(0));
    }
    OpContext context = executioner.buildContext();
    context.setInputArrays(operands);
    context.setOutputArrays(results);
    context.setIArguments(kernel.integers().stream().mapToLong(Long::longValue).toArray());
    context.setTArguments(kernel.reals().stream().mapToDouble(Double::doubleValue).toArray());
    context.setBArguments(flags(kernel));
    DynamicCustomOp operation = DynamicCustomOp.builder(kernel.name()).build();
    return () -> executioner.exec(operation, context);
  }

  private static boolean[] flags(NativeOperation kernel) {
    boolean[] flags = new boolean[kernel.flags().size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = kernel.flags().get(i);
    }
    return flags;
  }

  @Override
  public void close() {
    memory.release(used);
  }
}
