package org.cocogan.backend.dl4j;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/** One of ND4J's native operations in a SameDiff graph, by its name; all arrays are float32. */
final class NativeOperation extends DynamicCustomOp {
  private final int outputs;
  private final Optional<View> view;
  private final Map<Integer, View> layouts = new HashMap<>();

  /**
   * Another look at the operand's memory, in which a value keeps its place.
   *
   * @param offset where the first value lies, in values from the operand's first
   * @param strides how many values lie between neighbours along each axis
   */
  record View(long offset, List<Long> strides) {
    static View of(long offset, long[] strides) {
      return new View(offset, Arrays.stream(strides).boxed().toList());
    }
  }

  private NativeOperation(String name, int outputs, Optional<View> view) {
    super(name);
    this.outputs = outputs;
    this.view = view;
  }

  static NativeOperation of(String name) {
    return of(name, 1);
  }

  static NativeOperation of(String name, int outputs) {
    return new NativeOperation(name, outputs, Optional.empty());
  }

  /** An operation that moves no value. */
  static NativeOperation view(String name, long offset, long[] strides) {
    return new NativeOperation(name, 1, Optional.of(View.of(offset, strides)));
  }

  NativeOperation integers(long... arguments) {
    addIArgument(arguments);
    return this;
  }

  NativeOperation reals(double... arguments) {
    addTArgument(arguments);
    return this;
  }

  NativeOperation flags(boolean... arguments) {
    addBArgument(arguments);
    return this;
  }

  /** Writes a result with its axes in another order of memory than row-major. */
  NativeOperation laidOut(int output, long[] strides) {
    layouts.put(output, View.of(0, strides));
    return this;
  }

  /** Adds the operation to a graph and returns the symbols of what it computes. */
  SDVariable[] in(SameDiff graph, SDVariable... operands) {
    setSameDiff(graph);
    setOwnName(graph.getOpName(opName()));
    graph.putOpForId(getOwnName(), this);
    graph.addArgsFor(operands, this);
    return outputVariables();
  }

  /** How the result lies in the operand's memory, if the operation moves no value. */
  Optional<View> view() {
    return view;
  }

  /** How a result lies in memory of its own; row-major unless it is said. */
  Optional<View> layout(int output) {
    return Optional.ofNullable(layouts.get(output));
  }

  @Override
  public int getNumOutputs() {
    return outputs;
  }

  @Override
  public List<DataType> calculateOutputDataTypes(List<DataType> operands) {
    return Collections.nCopies(outputs, DataType.FLOAT);
  }
}
