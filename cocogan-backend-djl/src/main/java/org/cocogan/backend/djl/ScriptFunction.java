package org.cocogan.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;

/** A compiled script with the tensors that stay the same from run to run. */
final class ScriptFunction implements AutoCloseable {
  private final PtSymbolBlock block;
  private final ProgramScript program;
  private final Guard guard;
  private final NDManager manager;
  private final NDList constants = new NDList();

  /**
   * The memory of inputs, one set for each thread that computes: what is allocated anew at each run
   * is freed only when Java's own memory runs short.
   */
  private final Queue<Map<String, ByteBuffer>> buffers = new ConcurrentLinkedQueue<>();

  /** Compiles a script. */
  ScriptFunction(ProgramScript program, TorchScripts scripts, Guard guard, NDManager parent) {
    this.program = program;
    this.guard = guard;
    this.block = scripts.function(program.script().lists(), program.script().text());
    this.manager = parent.newSubManager();
    for (HostArray value : program.script().constants()) {
      add(
          constants,
          TorchScripts.CONSTANTS,
          manager.create(value.values(), DjlShapes.of(value.shape())));
    }
  }

  /** The results of the script, in order. */
  List<ProgramScript.Output> outputs() {
    return program.outputs();
  }

  /**
   * Computes the outputs, and the losses after them; what it allocates is freed, but for what it
   * has done to variables.
   */
  List<HostArray> call(Map<String, HostArray> inputs, DjlVariables variables, double... numbers) {
    Map<String, ByteBuffer> own = Optional.ofNullable(buffers.poll()).orElseGet(HashMap::new);
    try {
      return guard.using(() -> called(inputs, own, variables, numbers));
    } finally {
      buffers.add(own);
    }
  }

  private List<HostArray> called(
      Map<String, HostArray> inputs,
      Map<String, ByteBuffer> own,
      DjlVariables variables,
      double[] numbers) {
    boolean gradModeBefore = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    // Results join the memory of the first argument.
    try (NDManager memory = manager.newSubManager()) {
      NDList arguments = new NDList();
      add(
          arguments,
          TorchScripts.NUMBERS,
          memory.create(Arrays.copyOf(numbers, numbers.length + 1)));
      for (String name : program.script().inputs()) {
        add(arguments, TorchScripts.INPUTS, array(memory, name, inputs, own));
      }
      program.script().variables().forEach(name -> arguments.add(variables.array(name)));
      arguments.addAll(constants);
      return IValueUtils.forward(block, arguments, true).stream()
          .limit(program.resultCount())
          .map(array -> new HostArray(DjlShapes.of(array), array.toFloatArray()))
          .toList();
    } finally {
      JniUtils.setGradMode(gradModeBefore);
    }
  }

  /** An argument of a list, which the engine finds by its name. */
  private static void add(NDList arguments, String list, NDArray array) {
    array.setName(list + "[]");
    arguments.add(array);
  }

  private static NDArray array(
      NDManager memory, String name, Map<String, HostArray> inputs, Map<String, ByteBuffer> own) {
    HostArray value =
        Optional.ofNullable(inputs.get(name))
            .orElseThrow(() -> new IllegalStateException("no value of input " + name));
    ByteBuffer buffer =
        own.computeIfAbsent(
            name,
            missing ->
                ByteBuffer.allocateDirect(Product.of(value.shape().size(), Float.BYTES))
                    .order(ByteOrder.nativeOrder()));
    buffer.asFloatBuffer().put(value.values());
    return memory.create(buffer, DjlShapes.of(value.shape()), DataType.FLOAT32);
  }

  @Override
  public void close() {
    guard.freeing(manager::close);
  }
}
