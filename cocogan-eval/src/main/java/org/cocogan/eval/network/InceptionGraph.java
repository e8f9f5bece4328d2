package org.cocogan.eval.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.eval.network.InceptionWeights.Convolution;
import org.cocogan.eval.network.InceptionWeights.Unit;
import org.cocogan.tensor.Shape;

/**
 * The Inception that FID is defined by, the graph of TensorFlow of 2015-12-05, as an ONNX model.
 *
 * <p>Every unit is a convolution, a batch norm and a ReLU; the batch norm is folded into the
 * convolution. The model takes {@code images} [batch, 3, 299, 299] in [-1, 1] and gives {@code
 * features} [batch, 2048] and {@code logits} [batch, 1008], the latter without the bias, as the
 * Inception Score takes them.
 */
final class InceptionGraph {
  static final String IMAGES = "images";
  static final String FEATURES = "features";
  static final String LOGITS = "logits";
  static final int SIDE = 299;

  private static final int CLASSES = 1008;
  private static final long[] NO_PADDING = {0, 0, 0, 0};
  private static final long[] ONE_AROUND = {1, 1, 1, 1};
  private static final long[] THREE = {3, 3};

  private final InceptionWeights weights;
  private final int divisor;
  private final OnnxGraph graph = new OnnxGraph("inception-2015-12-05");
  private final Map<String, Integer> channels = new HashMap<>();

  private InceptionGraph(InceptionWeights weights, int divisor) {
    this.weights = weights;
    this.divisor = divisor;
  }

  /**
   * The model's file.
   *
   * @param divisor how many times narrower than the real network every layer is
   * @throws FeatureNetworkException if the weights are of another network
   */
  static byte[] model(InceptionWeights weights, int divisor) {
    return new InceptionGraph(weights, divisor).model();
  }

  private byte[] model() {
    String x = graph.input(IMAGES, 3, SIDE, SIDE);
    channels.put(x, 3);
    x = unit(x, new Unit("Conv2d_1a_3x3", "conv"), 32, 3, 3, 2, false);
    x = unit(x, new Unit("Conv2d_2a_3x3", "conv_1"), 32, 3, 3, 1, false);
    x = unit(x, new Unit("Conv2d_2b_3x3", "conv_2"), 64, 3, 3, 1, true);
    x = shrunk("pool", x);
    x = unit(x, new Unit("Conv2d_3b_1x1", "conv_3"), 80, 1, 1, 1, false);
    x = unit(x, new Unit("Conv2d_4a_3x3", "conv_4"), 192, 3, 3, 1, false);
    x = shrunk("pool_1", x);
    x = blockA(x, "Mixed_5b", "mixed", 32);
    x = blockA(x, "Mixed_5c", "mixed_1", 64);
    x = blockA(x, "Mixed_5d", "mixed_2", 64);
    x = blockB(x, "Mixed_6a", "mixed_3");
    x = blockC(x, "Mixed_6b", "mixed_4", 128);
    x = blockC(x, "Mixed_6c", "mixed_5", 160);
    x = blockC(x, "Mixed_6d", "mixed_6", 160);
    x = blockC(x, "Mixed_6e", "mixed_7", 192);
    x = blockD(x, "Mixed_7a", "mixed_8");
    x = blockE(x, "Mixed_7b", "mixed_9", "AveragePool");
    x = blockE(x, "Mixed_7c", "mixed_10", "MaxPool");
    int dimension = channelsOf(x);
    int classes = CLASSES / divisor;
    String means = graph.node("GlobalAveragePool", "means", List.of(x), Map.of());
    graph.node("Flatten", FEATURES, List.of(means), Map.of());
    String classifier = graph.constant("classifier", weights.classifier(dimension, classes));
    graph.node("MatMul", LOGITS, List.of(FEATURES, classifier), Map.of());
    graph.output(FEATURES, dimension);
    graph.output(LOGITS, classes);
    return graph.toBytes("CocoGAN for Java");
  }

  private String blockA(String x, String torch, String graphName, int pooled) {
    Block block = new Block(torch, graphName);
    String five = unit(x, block.unit("branch5x5_1", "tower/conv"), 48, 1, 1);
    String three = unit(x, block.unit("branch3x3dbl_1", "tower_1/conv"), 64, 1, 1);
    three = unit(three, block.unit("branch3x3dbl_2", "tower_1/conv_1"), 96, 3, 3);
    return concatenated(
        torch,
        unit(x, block.unit("branch1x1", "conv"), 64, 1, 1),
        unit(five, block.unit("branch5x5_2", "tower/conv_1"), 64, 5, 5),
        unit(three, block.unit("branch3x3dbl_3", "tower_1/conv_2"), 96, 3, 3),
        pooled(x, block, "AveragePool", pooled));
  }

  private String blockB(String x, String torch, String graphName) {
    Block block = new Block(torch, graphName);
    String three = unit(x, block.unit("branch3x3dbl_1", "tower/conv"), 64, 1, 1);
    three = unit(three, block.unit("branch3x3dbl_2", "tower/conv_1"), 96, 3, 3);
    return concatenated(
        torch,
        unit(x, block.unit("branch3x3", "conv"), 384, 3, 3, 2, false),
        unit(three, block.unit("branch3x3dbl_3", "tower/conv_2"), 96, 3, 3, 2, false),
        shrunk(torch + ".pool", x));
  }

  private String blockC(String x, String torch, String graphName, int inner) {
    Block block = new Block(torch, graphName);
    String once = unit(x, block.unit("branch7x7_1", "tower/conv"), inner, 1, 1);
    once = unit(once, block.unit("branch7x7_2", "tower/conv_1"), inner, 1, 7);
    String twice = unit(x, block.unit("branch7x7dbl_1", "tower_1/conv"), inner, 1, 1);
    twice = unit(twice, block.unit("branch7x7dbl_2", "tower_1/conv_1"), inner, 7, 1);
    twice = unit(twice, block.unit("branch7x7dbl_3", "tower_1/conv_2"), inner, 1, 7);
    twice = unit(twice, block.unit("branch7x7dbl_4", "tower_1/conv_3"), inner, 7, 1);
    return concatenated(
        torch,
        unit(x, block.unit("branch1x1", "conv"), 192, 1, 1),
        unit(once, block.unit("branch7x7_3", "tower/conv_2"), 192, 7, 1),
        unit(twice, block.unit("branch7x7dbl_5", "tower_1/conv_4"), 192, 1, 7),
        pooled(x, block, "AveragePool", 192));
  }

  private String blockD(String x, String torch, String graphName) {
    Block block = new Block(torch, graphName);
    String three = unit(x, block.unit("branch3x3_1", "tower/conv"), 192, 1, 1);
    String seven = unit(x, block.unit("branch7x7x3_1", "tower_1/conv"), 192, 1, 1);
    seven = unit(seven, block.unit("branch7x7x3_2", "tower_1/conv_1"), 192, 1, 7);
    seven = unit(seven, block.unit("branch7x7x3_3", "tower_1/conv_2"), 192, 7, 1);
    return concatenated(
        torch,
        unit(three, block.unit("branch3x3_2", "tower/conv_1"), 320, 3, 3, 2, false),
        unit(seven, block.unit("branch7x7x3_4", "tower_1/conv_3"), 192, 3, 3, 2, false),
        shrunk(torch + ".pool", x));
  }

  private String blockE(String x, String torch, String graphName, String pool) {
    Block block = new Block(torch, graphName);
    String once = unit(x, block.unit("branch3x3_1", "tower/conv"), 384, 1, 1);
    String twice = unit(x, block.unit("branch3x3dbl_1", "tower_1/conv"), 448, 1, 1);
    twice = unit(twice, block.unit("branch3x3dbl_2", "tower_1/conv_1"), 384, 3, 3);
    return concatenated(
        torch,
        unit(x, block.unit("branch1x1", "conv"), 320, 1, 1),
        unit(once, block.unit("branch3x3_2a", "tower/mixed/conv"), 384, 1, 3),
        unit(once, block.unit("branch3x3_2b", "tower/mixed/conv_1"), 384, 3, 1),
        unit(twice, block.unit("branch3x3dbl_3a", "tower_1/mixed/conv"), 384, 1, 3),
        unit(twice, block.unit("branch3x3dbl_3b", "tower_1/mixed/conv_1"), 384, 3, 1),
        pooled(x, block, pool, 192));
  }

  /** The name of a block in PyTorch and in TensorFlow. */
  private record Block(String torch, String graph) {
    Unit unit(String torchBranch, String graphBranch) {
      return new Unit(torch + "." + torchBranch, graph + "/" + graphBranch);
    }
  }

  /** A unit that keeps height and width. */
  private String unit(String x, Unit unit, int outs, int height, int width) {
    return unit(x, unit, outs, height, width, 1, true);
  }

  private String unit(
      String x, Unit unit, int outs, int height, int width, long stride, boolean padded) {
    int narrow = outs / divisor;
    Convolution convolution =
        weights.convolution(unit, Shape.of(narrow, channelsOf(x), height, width));
    String weight = graph.constant(unit.torch() + ".weight", convolution.weight());
    String bias = graph.constant(unit.torch() + ".bias", convolution.bias());
    long above = padded ? height / 2 : 0;
    long beside = padded ? width / 2 : 0;
    String convolved =
        graph.node(
            "Conv",
            unit.torch() + ".conv",
            List.of(x, weight, bias),
            Map.of(
                "kernel_shape", new long[] {height, width},
                "strides", new long[] {stride, stride},
                "pads", new long[] {above, beside, above, beside}));
    channels.put(unit.torch(), narrow);
    return graph.node("Relu", unit.torch(), List.of(convolved), Map.of());
  }

  /** The branch of a pool that keeps height and width; an average leaves the padding out. */
  private String pooled(String x, Block block, String pool, int outs) {
    String pooled =
        graph.node(
            pool,
            block.torch() + ".pool",
            List.of(x),
            Map.of("kernel_shape", THREE, "strides", new long[] {1, 1}, "pads", ONE_AROUND));
    channels.put(pooled, channelsOf(x));
    return unit(pooled, block.unit("branch_pool", "tower_2/conv"), outs, 1, 1);
  }

  /** The greatest of 3x3 pixels, of every second row and column. */
  private String shrunk(String name, String x) {
    channels.put(name, channelsOf(x));
    return graph.node(
        "MaxPool",
        name,
        List.of(x),
        Map.of("kernel_shape", THREE, "strides", new long[] {2, 2}, "pads", NO_PADDING));
  }

  private String concatenated(String name, String... branches) {
    List<String> all = new ArrayList<>();
    int sum = 0;
    for (String branch : branches) {
      all.add(branch);
      sum += channelsOf(branch);
    }
    channels.put(name, sum);
    return graph.node("Concat", name, all, Map.of("axis", 1L));
  }

  private int channelsOf(String name) {
    Integer known = channels.get(name);
    if (known == null) {
      throw new IllegalStateException("there is no layer " + name);
    }
    return known;
  }
}
