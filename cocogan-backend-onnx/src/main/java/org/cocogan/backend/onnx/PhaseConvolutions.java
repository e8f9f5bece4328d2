package org.cocogan.backend.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * Replaces a convolution that doubles an image's sides, 3x3 after nearest upsampling or transposed
 * 4x4 of stride 2, by four 2x2 convolutions of the image itself, one for each pixel of the squares
 * it grows into: 16 multiply-accumulates where a 3x3 one after upsampling has 36.
 *
 * <p>Along one axis, the even pixel 2i sees pixels i-1 and i, the odd pixel 2i+1 sees i and i+1.
 */
final class PhaseConvolutions {
  /** What each tap of the 2x2 kernel adds up from the three of a kernel after upsampling. */
  private static final int[][][] AFTER_UPSAMPLING = {{{0}, {1, 2}}, {{0, 1}, {2}}};

  /** What each tap of the 2x2 kernel is in the four of a transposed kernel. */
  private static final int[][][] TRANSPOSED = {{{3}, {1}}, {{2}, {0}}};

  private final Graph graph;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final int[] places;

  private PhaseConvolutions(Graph graph) {
    this.graph = graph;
    this.places = new int[graph.nodes().size()];
  }

  /** The same graph with such convolutions replaced, where their weights are constants. */
  static Graph of(Graph graph) {
    return new PhaseConvolutions(graph).replaced();
  }

  private Graph replaced() {
    for (int number = 0; number < places.length; number++) {
      OnnxNode node = graph.nodes().get(number);
      places[number] =
          node instanceof OnnxNode.Operation operation
              ? doubling(operation).map(this::phases).orElseGet(() -> moved(operation))
              : added(node);
    }
    Map<String, Graph.Output> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            (name, output) ->
                outputs.put(
                    name, new Graph.Output(places[output.node()], output.shape(), output.type())));
    return new Graph(nodes, outputs);
  }

  /**
   * A convolution that doubles the sides.
   *
   * @param image what is convolved, before upsampling
   * @param weight [out, in, k, k] or, transposed, [in, out, k, k]
   * @param bias its operands beyond image and weight
   */
  private record Doubling(int image, HostArray weight, boolean transposed, List<Integer> bias) {
    int inAxis() {
      return transposed ? 0 : 1;
    }

    int[][][] taps() {
      return transposed ? TRANSPOSED : AFTER_UPSAMPLING;
    }
  }

  private Optional<Doubling> doubling(OnnxNode.Operation operation) {
    boolean transposed = operation.operator().equals("ConvTranspose");
    if (!transposed && !operation.operator().equals("Conv")) {
      return Optional.empty();
    }
    long stride = transposed ? 2 : 1;
    int kernel = transposed ? 4 : 3;
    int image = operation.operands().get(0);
    OnnxNode weight = graph.nodes().get(operation.operands().get(1));
    if (!(weight instanceof OnnxNode.Constant constant)
        || !operation.attributes().equals(OnnxRecorder.window(stride, 1))
        || constant.value().shape().dimension(2) != kernel
        || constant.value().shape().dimension(3) != kernel
        || (!transposed && !isDoubled(image))) {
      return Optional.empty();
    }
    int source =
        transposed ? image : ((OnnxNode.Operation) graph.nodes().get(image)).operands().get(0);
    List<Integer> bias = operation.operands().subList(2, operation.operands().size());
    return Optional.of(new Doubling(source, constant.value(), transposed, bias));
  }

  private boolean isDoubled(int number) {
    return graph.nodes().get(number) instanceof OnnxNode.Operation operation
        && operation.operator().equals("Resize")
        && graph.nodes().get(operation.operands().get(2)) instanceof OnnxNode.Constant scales
        && scales.value().values()[2] == 2
        && scales.value().values()[3] == 2;
  }

  private int phases(Doubling doubling) {
    Integer[] phases = new Integer[4];
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        List<Integer> operands = new ArrayList<>();
        operands.add(places[doubling.image()]);
        operands.add(added(new OnnxNode.Constant(kernel(doubling, row, column))));
        doubling.bias().forEach(bias -> operands.add(places[bias]));
        List<Long> pads = List.of(1L - row, 1L - column, (long) row, (long) column);
        phases[2 * row + column] =
            added(
                new OnnxNode.Operation(
                    "Conv", operands, List.of(), Map.of("strides", List.of(1L, 1L), "pads", pads)));
      }
    }
    int all = added(OnnxNode.Operation.of("Concat", phases).with(Map.of("axis", 1L)));
    return added(
        OnnxNode.Operation.of("DepthToSpace", all).with(Map.of("blocksize", 2L, "mode", "DCR")));
  }

  /** The kernel [out, in, 2, 2] of one phase. */
  private static HostArray kernel(Doubling doubling, int row, int column) {
    Shape from = doubling.weight().shape();
    int ins = from.dimension(doubling.inAxis());
    int outs = from.dimension(1 - doubling.inAxis());
    int side = from.dimension(2);
    float[] weight = doubling.weight().values();
    float[] kernel = new float[Product.of(outs, ins, 4)];
    int at = 0;
    for (int out = 0; out < outs; out++) {
      for (int in = 0; in < ins; in++) {
        int start = (doubling.transposed() ? in * outs + out : out * ins + in) * side * side;
        for (int[] rows : doubling.taps()[row]) {
          for (int[] columns : doubling.taps()[column]) {
            double sum = 0;
            for (int y : rows) {
              for (int x : columns) {
                sum += weight[start + y * side + x];
              }
            }
            kernel[at++] = (float) sum;
          }
        }
      }
    }
    return new HostArray(Shape.of(outs, ins, 2, 2), kernel);
  }

  private int moved(OnnxNode.Operation operation) {
    List<Integer> operands =
        operation.operands().stream()
            .map(operand -> operand < 0 ? operand : places[operand])
            .toList();
    return added(
        new OnnxNode.Operation(
            operation.operator(), operands, operation.sizes(), operation.attributes()));
  }

  private int added(OnnxNode node) {
    nodes.add(node);
    return nodes.size() - 1;
  }
}
