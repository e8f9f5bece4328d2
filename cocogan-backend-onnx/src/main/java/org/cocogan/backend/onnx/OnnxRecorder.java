package org.cocogan.backend.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.TensorOperations;

/** Writes each operation down as nodes of ONNX; a handle is a node's number. */
final class OnnxRecorder implements TensorOperations<Integer> {
  private static final int NONE = -1;
  private static final long FLOAT = 1;

  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<Integer> ranks = new ArrayList<>();

  List<OnnxNode> nodes() {
    return nodes;
  }

  /** Adds a node whose value has so many axes. */
  Integer record(OnnxNode node, int rank) {
    nodes.add(node);
    ranks.add(rank);
    return nodes.size() - 1;
  }

  /** Adds an operation whose result has as many axes as the operand that has most. */
  private Integer record(OnnxNode.Operation operation) {
    int rank =
        operation.operands().stream()
            .filter(operand -> operand != NONE)
            .mapToInt(ranks::get)
            .max()
            .orElse(0);
    return record(operation, rank);
  }

  private Integer record(String operator, Integer... operands) {
    return record(OnnxNode.Operation.of(operator, operands));
  }

  private Integer record(String operator, Map<String, Object> attributes, Integer... operands) {
    return record(OnnxNode.Operation.of(operator, operands).with(attributes));
  }

  private static OnnxNode.Operation sized(String operator, Integer operand, int[]... sizes) {
    return new OnnxNode.Operation(
        operator, List.of(operand), Arrays.stream(sizes).map(Extent::of).toList(), Map.of());
  }

  private Integer number(float value) {
    return constant(HostArray.scalar(value));
  }

  private Integer constant(HostArray value) {
    return record(new OnnxNode.Constant(value), value.shape().rank());
  }

  @Override
  public Integer add(Integer left, Integer right) {
    return record("Add", left, right);
  }

  @Override
  public Integer subtract(Integer left, Integer right) {
    return record("Sub", left, right);
  }

  @Override
  public Integer multiply(Integer left, Integer right) {
    return record("Mul", left, right);
  }

  @Override
  public Integer divide(Integer left, Integer right) {
    return record("Div", left, right);
  }

  @Override
  public Integer add(Integer operand, float number) {
    return record("Add", operand, number(number));
  }

  @Override
  public Integer multiply(Integer operand, float number) {
    return record("Mul", operand, number(number));
  }

  @Override
  public Integer square(Integer operand) {
    return record("Mul", operand, operand);
  }

  @Override
  public Integer sqrt(Integer operand) {
    return record("Sqrt", operand);
  }

  @Override
  public Integer exp(Integer operand) {
    return record("Exp", operand);
  }

  @Override
  public Integer log(Integer operand) {
    return record("Log", operand);
  }

  @Override
  public Integer abs(Integer operand) {
    return record("Abs", operand);
  }

  @Override
  public Integer relu(Integer operand) {
    return record("Relu", operand);
  }

  @Override
  public Integer leakyRelu(Integer operand, float slope) {
    return record("LeakyRelu", Map.of("alpha", slope), operand);
  }

  @Override
  public Integer sin(Integer operand) {
    return record("Sin", operand);
  }

  @Override
  public Integer tanh(Integer operand) {
    return record("Tanh", operand);
  }

  @Override
  public Integer sigmoid(Integer operand) {
    return record("Sigmoid", operand);
  }

  @Override
  public Integer softplus(Integer operand) {
    return record("Softplus", operand);
  }

  @Override
  public Integer positiveMask(Integer operand) {
    return record("Cast", Map.of("to", FLOAT), record("Greater", operand, number(0)));
  }

  @Override
  public Integer stopGradient(Integer operand) {
    return operand;
  }

  @Override
  public Integer filled(Integer beside, Shape shape, float number) {
    return filled(shape, number);
  }

  /** An array that has one number everywhere. */
  Integer filled(Shape shape, float number) {
    return broadcastTo(number(number), shape);
  }

  @Override
  public Integer sum(Integer operand, int[] axes) {
    return record(sized("ReduceSum", operand, axes));
  }

  @Override
  public Integer mean(Integer operand, int[] axes) {
    return record("ReduceMean", Map.of("axes", longs(axes)), operand);
  }

  @Override
  public Integer reshape(Integer operand, Shape shape) {
    return record(sized("Reshape", operand, shape.dimensions()), shape.rank());
  }

  @Override
  public Integer permute(Integer operand, int[] order) {
    return record("Transpose", Map.of("perm", longs(order)), operand);
  }

  @Override
  public Integer broadcastTo(Integer operand, Shape shape) {
    return record(sized("Expand", operand, shape.dimensions()), shape.rank());
  }

  @Override
  public Integer concat(List<Integer> operands, int axis) {
    return record("Concat", Map.of("axis", (long) axis), operands.toArray(Integer[]::new));
  }

  @Override
  public Integer slice(Integer operand, int axis, int from, int to) {
    return record(sized("Slice", operand, new int[] {from}, new int[] {to}, new int[] {axis}));
  }

  @Override
  public Integer pad(Integer operand, int axis, int before, int after) {
    int rank = ranks.get(operand);
    int[] pads = new int[Product.of(2, rank)];
    pads[axis] = before;
    pads[rank + axis] = after;
    return record(sized("Pad", operand, pads));
  }

  @Override
  public Integer matMul(Integer left, Integer right) {
    return record("MatMul", left, right);
  }

  @Override
  public Integer conv2d(Integer input, Integer weight, int stride, int padding) {
    return record("Conv", window(stride, padding), input, weight);
  }

  @Override
  public Integer conv2d(Integer input, Integer weight, Integer bias, int stride, int padding) {
    return record("Conv", window(stride, padding), input, weight, bias);
  }

  @Override
  public Integer convTranspose2d(Integer input, Integer weight, int stride, int padding) {
    return record("ConvTranspose", window(stride, padding), input, weight);
  }

  /** A convolution of the input with the gradient, batch and channels exchanged. */
  @Override
  public Integer conv2dWeight(
      Integer input, Integer gradient, int kernelHeight, int kernelWidth, int stride, int padding) {
    int[] exchanged = {1, 0, 2, 3};
    Map<String, Object> attributes = new HashMap<>(window(1, padding));
    attributes.put("dilations", pair(stride));
    Integer weight =
        record("Conv", attributes, permute(input, exchanged), permute(gradient, exchanged));
    // Rows and columns that the stride leaves over make it larger.
    Integer cut = slice(slice(weight, 2, 0, kernelHeight), 3, 0, kernelWidth);
    return permute(cut, exchanged);
  }

  @Override
  public Integer avgPool2d(Integer input, int size) {
    return record("AveragePool", Map.of("kernel_shape", pair(size), "strides", pair(size)), input);
  }

  @Override
  public Integer upsampleNearest(Integer input, int factor) {
    HostArray scales = new HostArray(Shape.of(4), new float[] {1, 1, factor, factor});
    return record(
        "Resize",
        Map.of(
            "mode", "nearest",
            "coordinate_transformation_mode", "asymmetric",
            "nearest_mode", "floor"),
        input,
        NONE,
        constant(scales));
  }

  /** The attributes of a convolution. */
  static Map<String, Object> window(long stride, long padding) {
    return Map.of("strides", pair(stride), "pads", List.of(padding, padding, padding, padding));
  }

  private static List<Long> pair(long value) {
    return List.of(value, value);
  }

  private static List<Long> longs(int[] values) {
    return IntStream.of(values).mapToObj(value -> (long) value).toList();
  }
}
