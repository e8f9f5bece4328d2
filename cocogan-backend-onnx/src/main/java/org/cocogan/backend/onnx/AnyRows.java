package org.cocogan.backend.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * Finds the graph for any number of rows from the graphs for a few: what differs between them must
 * be a size that grows evenly with the rows.
 */
final class AnyRows {
  // Numbers of rows that are no other size in a network, which would make it look simpler.
  private static final int FEW = 7;
  private static final int MORE = 11;
  private static final int MOST = 13;

  private final String program;
  private final Graph few;
  private final Graph more;
  private final Graph most;

  private AnyRows(String program, IntFunction<Graph> recorded) {
    this.program = program;
    this.few = recorded.apply(FEW);
    this.more = recorded.apply(MORE);
    this.most = recorded.apply(MOST);
  }

  /**
   * The graph for any number of rows.
   *
   * @param program its name, for messages
   * @param recorded the graph for a number of rows
   * @throws IllegalArgumentException if the graphs differ by more than sizes
   */
  static Graph of(String program, IntFunction<Graph> recorded) {
    return new AnyRows(program, recorded).graph();
  }

  private Graph graph() {
    if (few.nodes().size() != more.nodes().size() || few.nodes().size() != most.nodes().size()) {
      throw refusal("it consists of other operations");
    }
    List<OnnxNode> nodes = new ArrayList<>();
    for (int i = 0; i < few.nodes().size(); i++) {
      nodes.add(node(few.nodes().get(i), more.nodes().get(i), most.nodes().get(i)));
    }
    Map<String, Graph.Output> outputs = new LinkedHashMap<>();
    few.outputs()
        .forEach(
            (name, output) ->
                outputs.put(name, output(output, find(more, name), find(most, name))));
    return new Graph(nodes, outputs);
  }

  private Graph.Output output(Graph.Output a, Graph.Output b, Graph.Output c) {
    if (a.node() != b.node() || a.node() != c.node()) {
      throw refusal("its outputs come from other operations");
    }
    return new Graph.Output(
        a.node(),
        a.shape()
            .map(
                shape ->
                    extents("an output", shape, b.shape().orElseThrow(), c.shape().orElseThrow())),
        a.type());
  }

  private Graph.Output find(Graph graph, String name) {
    Graph.Output output = graph.outputs().get(name);
    if (output == null) {
      throw refusal("it has no output " + name);
    }
    return output;
  }

  private OnnxNode node(OnnxNode a, OnnxNode b, OnnxNode c) {
    if (a instanceof OnnxNode.Input x
        && b instanceof OnnxNode.Input y
        && c instanceof OnnxNode.Input z) {
      return new OnnxNode.Input(
          x.name(), extents("input " + x.name(), x.shape(), y.shape(), z.shape()), x.type());
    }
    if (a instanceof OnnxNode.Constant x
        && b instanceof OnnxNode.Constant y
        && c instanceof OnnxNode.Constant z) {
      return constant(x.value(), y.value(), z.value());
    }
    if (a instanceof OnnxNode.Operation x
        && b instanceof OnnxNode.Operation y
        && c instanceof OnnxNode.Operation z) {
      return operation(x, y, z);
    }
    if (!a.equals(b) || !a.equals(c)) {
      throw refusal("it reads other variables");
    }
    return a;
  }

  private OnnxNode operation(OnnxNode.Operation a, OnnxNode.Operation b, OnnxNode.Operation c) {
    if (!sameButForSizes(a, b) || !sameButForSizes(a, c)) {
      throw refusal("it consists of other operations (" + a.operator() + ")");
    }
    List<List<Extent>> sizes = new ArrayList<>();
    for (int i = 0; i < a.sizes().size(); i++) {
      sizes.add(extents(a.operator(), a.sizes().get(i), b.sizes().get(i), c.sizes().get(i)));
    }
    return a.withSizes(sizes);
  }

  private static boolean sameButForSizes(OnnxNode.Operation a, OnnxNode.Operation b) {
    return a.sizes().size() == b.sizes().size() && a.equals(b.withSizes(a.sizes()));
  }

  private OnnxNode constant(HostArray a, HostArray b, HostArray c) {
    if (same(a, b) && same(a, c)) {
      return new OnnxNode.Constant(a);
    }
    if (isFilled(a, a) && isFilled(b, a) && isFilled(c, a)) {
      HostArray value = new HostArray(Shape.of(1), new float[] {a.values()[0]});
      List<Extent> shape =
          extents(
              "a constant",
              Extent.of(a.shape().dimensions()),
              Extent.of(b.shape().dimensions()),
              Extent.of(c.shape().dimensions()));
      return new OnnxNode.Operation(
          "ConstantOfShape", List.of(), List.of(shape), Map.of("value", value));
    }
    throw refusal("a constant has other values");
  }

  private static boolean same(HostArray a, HostArray b) {
    return a.shape().equals(b.shape()) && Arrays.equals(a.values(), b.values());
  }

  private static boolean isFilled(HostArray array, HostArray with) {
    for (float value : array.values()) {
      if (Float.compare(value, with.values()[0]) != 0) {
        return false;
      }
    }
    return array.values().length > 0;
  }

  private List<Extent> extents(String where, List<Extent> a, List<Extent> b, List<Extent> c) {
    if (a.size() != b.size() || a.size() != c.size()) {
      throw refusal("the number of axes of " + where + " is another");
    }
    List<Extent> extents = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      int first = a.get(i).fixed();
      int perRow = (b.get(i).fixed() - first) / (MORE - FEW);
      Extent extent = new Extent(perRow, first - Product.of(perRow, FEW));
      if (extent.at(MORE) != b.get(i).fixed() || extent.at(MOST) != c.get(i).fixed()) {
        throw refusal("a size of " + where + " does not grow evenly");
      }
      extents.add(extent);
    }
    return extents;
  }

  private IllegalArgumentException refusal(String difference) {
    return new IllegalArgumentException(
        "program "
            + program
            + " cannot be exported for any number of rows: with another number of rows "
            + difference);
  }
}
