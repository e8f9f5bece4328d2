package org.cocogan.backend.djl;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cocogan.exact.Product;
import org.cocogan.graph.ConvolutionPrimitive;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.TensorOperations;

/** Writes each operation as an expression of TorchScript. */
final class ScriptOperations implements TensorOperations<ScriptValue> {
  /** As PyTorch numbers its types. */
  private static final String FLOAT32 = "6";

  private static final String BFLOAT16 = "15";

  private final ScriptWriter script;

  ScriptOperations(ScriptWriter script) {
    this.script = script;
  }

  /** A function value by value that keeps the type. */
  private ScriptValue simple(ScriptValue operand, String function, Object... arguments) {
    String further =
        Stream.of(arguments).map(argument -> ", " + argument).collect(Collectors.joining());
    return script.write(operand, "torch.%s(%s%s)", function, operand, further);
  }

  /** A function value by value that needs float32. */
  private ScriptValue precise(ScriptValue operand, String function) {
    ScriptValue value = script.float32(operand);
    return script.write(value, "torch." + function + "(%s)", value);
  }

  private ScriptValue binary(String function, ScriptValue left, ScriptValue right) {
    return binary(left, right, "torch." + function + "(%s, %s)");
  }

  private ScriptValue binary(ScriptValue left, ScriptValue right, String expression) {
    return elementwise(expression, left, right);
  }

  /**
   * Computes value by value in one memory layout, as far as operands are as large as the result.
   */
  ScriptValue elementwise(String expression, ScriptValue... operands) {
    Shape shape =
        Stream.of(operands)
            .map(ScriptValue::shape)
            .reduce((left, right) -> ResultShapes.elementwise("operation", left, right))
            .orElseThrow();
    boolean channelsLast =
        Stream.of(operands).anyMatch(x -> x.channelsLast() && x.shape().equals(shape));
    boolean bfloat16 = Stream.of(operands).allMatch(ScriptValue::bfloat16);
    Object[] alike =
        Stream.of(operands)
            .map(x -> channelsLast && x.shape().equals(shape) ? script.channelsLast(x) : x)
            .toArray();
    return script.write(new ScriptValue("", shape, channelsLast, bfloat16), expression, alike);
  }

  /** A number plus a factor times the product of two. */
  ScriptValue addProduct(ScriptValue summand, ScriptValue left, ScriptValue right, int factor) {
    if (summand.bfloat16() == left.bfloat16() && left.bfloat16() == right.bfloat16()) {
      return elementwise("torch.addcmul(%s, %s, %s, value=" + factor + ")", summand, left, right);
    }
    ScriptValue product = multiply(left, right);
    return factor == 1 ? add(summand, product) : subtract(summand, product);
  }

  /** The product of a gradient with the derivative at a value. */
  ScriptValue derivative(String expression, ScriptValue gradient, ScriptValue at) {
    return gradient.bfloat16() == at.bfloat16()
        ? binary(gradient, at, expression)
        : binary(script.float32(gradient), script.float32(at), expression);
  }

  @Override
  public ScriptValue add(ScriptValue left, ScriptValue right) {
    return binary("add", left, right);
  }

  @Override
  public ScriptValue subtract(ScriptValue left, ScriptValue right) {
    return binary("sub", left, right);
  }

  @Override
  public ScriptValue multiply(ScriptValue left, ScriptValue right) {
    return binary("mul", left, right);
  }

  @Override
  public ScriptValue divide(ScriptValue left, ScriptValue right) {
    return binary("div", left, right);
  }

  @Override
  public ScriptValue add(ScriptValue operand, float number) {
    return simple(operand, "add", number);
  }

  @Override
  public ScriptValue multiply(ScriptValue operand, float number) {
    return simple(operand, "mul", number);
  }

  @Override
  public ScriptValue square(ScriptValue operand) {
    ScriptValue value = script.float32(operand);
    return script.write(value, "torch.mul(%s, %s)", value, value);
  }

  @Override
  public ScriptValue sqrt(ScriptValue operand) {
    return precise(operand, "sqrt");
  }

  @Override
  public ScriptValue exp(ScriptValue operand) {
    return precise(operand, "exp");
  }

  @Override
  public ScriptValue log(ScriptValue operand) {
    return precise(operand, "log");
  }

  @Override
  public ScriptValue abs(ScriptValue operand) {
    return simple(operand, "abs");
  }

  @Override
  public ScriptValue relu(ScriptValue operand) {
    return simple(operand, "relu");
  }

  @Override
  public ScriptValue leakyRelu(ScriptValue operand, float slope) {
    return simple(operand, "leaky_relu", slope);
  }

  @Override
  public ScriptValue sin(ScriptValue operand) {
    return precise(operand, "sin");
  }

  @Override
  public ScriptValue tanh(ScriptValue operand) {
    return precise(operand, "tanh");
  }

  @Override
  public ScriptValue sigmoid(ScriptValue operand) {
    return precise(operand, "sigmoid");
  }

  @Override
  public ScriptValue softplus(ScriptValue operand) {
    ScriptValue value = script.float32(operand);
    return script.write(value, "torch.softplus(%s, 1, 20)", value);
  }

  @Override
  public ScriptValue positiveMask(ScriptValue operand) {
    return script.write(
        operand,
        "torch.to(torch.gt(%s, 0), %s, False, False, None)",
        operand,
        operand.bfloat16() ? BFLOAT16 : FLOAT32);
  }

  @Override
  public ScriptValue stopGradient(ScriptValue operand) {
    return operand;
  }

  @Override
  public ScriptValue filled(ScriptValue beside, Shape shape, float number) {
    throw new IllegalStateException("what is filled with one number is a leaf of the graph");
  }

  @Override
  public ScriptValue sum(ScriptValue operand, int[] axes) {
    return reduced("sum", operand, axes);
  }

  @Override
  public ScriptValue mean(ScriptValue operand, int[] axes) {
    return reduced("mean", operand, axes);
  }

  private ScriptValue reduced(String function, ScriptValue operand, int[] axes) {
    return script.write(
        ResultShapes.reduced(operand.shape(), axes),
        "torch.%s(%s, %s, True, dtype=%s)",
        function,
        operand,
        ScriptWriter.list(axes),
        FLOAT32);
  }

  @Override
  public ScriptValue reshape(ScriptValue operand, Shape shape) {
    return moved(operand, shape, false, "torch.reshape(%s, %s)", operand, shape);
  }

  /** The same numbers, or some of them, in other places. */
  private ScriptValue moved(
      ScriptValue operand,
      Shape shape,
      boolean channelsLast,
      String expression,
      Object... arguments) {
    ScriptValue like = new ScriptValue("", shape, channelsLast, operand.bfloat16());
    return script.write(like, expression, arguments);
  }

  @Override
  public ScriptValue permute(ScriptValue operand, int[] order) {
    return moved(
        operand,
        ResultShapes.permuted(operand.shape(), order),
        false,
        "torch.permute(%s, %s)",
        operand,
        ScriptWriter.list(order));
  }

  @Override
  public ScriptValue broadcastTo(ScriptValue operand, Shape shape) {
    return moved(operand, shape, false, "torch.expand(%s, %s)", operand, shape);
  }

  @Override
  public ScriptValue concat(List<ScriptValue> operands, int axis) {
    boolean bfloat16 = operands.stream().allMatch(ScriptValue::bfloat16);
    List<ScriptValue> alike = bfloat16 ? operands : operands.stream().map(script::float32).toList();
    return moved(
        alike.get(0),
        ResultShapes.joined(operands.stream().map(ScriptValue::shape).toList(), axis),
        operands.stream().allMatch(ScriptValue::channelsLast),
        "torch.cat(%s, %d)",
        alike,
        axis);
  }

  /** Images one after another, as convolutions like them best. */
  ScriptValue images(List<ScriptValue> parts) {
    return concat(parts.stream().map(script::forConvolution).toList(), 0);
  }

  @Override
  public ScriptValue slice(ScriptValue operand, int axis, int from, int to) {
    return moved(
        operand,
        ResultShapes.sliced(operand.shape(), axis, from, to),
        operand.channelsLast() && axis == 0,
        "torch.slice(%s, %d, %d, %d, 1)",
        operand,
        axis,
        from,
        to);
  }

  @Override
  public ScriptValue pad(ScriptValue operand, int axis, int before, int after) {
    // The engine takes pairs from the last axis backwards.
    int[] pairs = new int[Product.of(2, operand.shape().rank() - axis)];
    pairs[pairs.length - 2] = before;
    pairs[pairs.length - 1] = after;
    return moved(
        operand,
        ResultShapes.padded(operand.shape(), axis, before, after),
        operand.channelsLast(),
        "torch.constant_pad_nd(%s, %s, 0)",
        operand,
        ScriptWriter.list(pairs));
  }

  @Override
  public ScriptValue matMul(ScriptValue left, ScriptValue right) {
    if (left.shape().dimension(1) == 1) {
      return multiply(script.float32(left), script.float32(right));
    }
    return script.write(
        ResultShapes.product(left.shape(), right.shape()),
        "torch.mm(%s, %s)",
        script.float32(left),
        script.float32(right));
  }

  @Override
  public ScriptValue conv2d(ScriptValue input, ScriptValue weight, int stride, int padding) {
    Shape shape = ResultShapes.convolved(input.shape(), weight.shape(), stride, padding);
    return convolution(
        shape, input, weight, "None", new ConvolutionPrimitive.Forward(stride, padding), 1);
  }

  @Override
  public ScriptValue conv2d(
      ScriptValue input, ScriptValue weight, ScriptValue bias, int stride, int padding) {
    Shape shape = ResultShapes.convolved(input.shape(), weight.shape(), stride, padding);
    // A convolution takes all its operands in one type.
    String added =
        script.forConvolution(weight).bfloat16()
            ? "torch.to(%s, %s, False, False, None)".formatted(bias, BFLOAT16)
            : bias.name();
    return convolution(
        shape, input, weight, added, new ConvolutionPrimitive.Forward(stride, padding), 1);
  }

  @Override
  public ScriptValue convTranspose2d(
      ScriptValue input, ScriptValue weight, int stride, int padding) {
    Shape shape = ResultShapes.transposed(input.shape(), weight.shape(), stride, padding);
    return convolution(
        shape, input, weight, "None", new ConvolutionPrimitive.Transposed(stride, padding), 1);
  }

  /** Every channel for itself, by its kernel: [channels, 1, height, width]. */
  ScriptValue channelwise(
      Shape shape, ScriptValue input, HostArray kernels, ConvolutionPrimitive convolution) {
    int channels = input.shape().dimension(1);
    return convolution(shape, input, script.constant(kernels), "None", convolution, channels);
  }

  private ScriptValue convolution(
      Shape shape,
      ScriptValue input,
      ScriptValue weight,
      String bias,
      ConvolutionPrimitive convolution,
      int groups) {
    ScriptValue image = script.forConvolution(input);
    return moved(
        image,
        shape,
        true,
        "torch.convolution(%s, %s, %s, %s, %s, [1, 1], %s, [0, 0], %s)",
        image,
        script.forConvolution(weight),
        bias,
        ScriptWriter.list(convolution.stride(), convolution.stride()),
        ScriptWriter.list(convolution.padding(), convolution.padding()),
        convolution instanceof ConvolutionPrimitive.Transposed ? "True" : "False",
        groups);
  }

  @Override
  public ScriptValue conv2dWeight(
      ScriptValue input,
      ScriptValue gradient,
      int kernelHeight,
      int kernelWidth,
      int stride,
      int padding) {
    Shape shape =
        ResultShapes.convolutionWeight(
            input.shape(), gradient.shape(), kernelHeight, kernelWidth, stride, padding);
    ScriptValue image = script.forConvolution(input);
    // Of the weight, only shape, type and layout are read.
    ScriptValue like =
        moved(
            image,
            shape,
            true,
            "torch.empty(%s, dtype=%s, layout=None, device=ops.prim.device(%s), pin_memory=None,"
                + " memory_format=2)",
            shape,
            image.bfloat16() ? BFLOAT16 : FLOAT32,
            image);
    return script.float32(
        moved(
            like,
            shape,
            true,
            "(torch.convolution_backward(%s, %s, %s, None, %s, %s, [1, 1], False, [0, 0], 1,"
                + " [False, True, False]))[1]",
            script.forConvolution(gradient),
            image,
            like,
            ScriptWriter.list(stride, stride),
            ScriptWriter.list(padding, padding)));
  }

  @Override
  public ScriptValue avgPool2d(ScriptValue input, int size) {
    return pooled(input, size, "None");
  }

  /** The sum of each size-by-size square over a divisor; its mean, if that is None. */
  ScriptValue pooled(ScriptValue input, int size, String divisor) {
    String square = ScriptWriter.list(size, size);
    return moved(
        input,
        ResultShapes.pooled(input.shape(), size),
        input.channelsLast(),
        "torch.avg_pool2d(%s, %s, %s, [0, 0], False, True, %s)",
        input,
        square,
        square,
        divisor);
  }

  @Override
  public ScriptValue upsampleNearest(ScriptValue input, int factor) {
    Shape shape = ResultShapes.upsampled(input.shape(), factor);
    return moved(
        input,
        shape,
        input.channelsLast(),
        "torch.upsample_nearest2d(%s, %s, None, None)",
        input,
        ScriptWriter.list(shape.dimension(2), shape.dimension(3)));
  }
}
