package org.cocogan.backend.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cocogan.onnx.ModelException;
import org.cocogan.tensor.HostArray;

/** Computes once, in ONNX Runtime itself, whatever depends on no input. */
final class Folding {
  private Folding() {}

  /** The same graph with constants in the place of what can be computed ahead. */
  static Graph fold(Graph graph, int threads) {
    List<Integer> reachable = graph.reachable();
    boolean[] constant = new boolean[graph.nodes().size()];
    TreeSet<Integer> wanted = new TreeSet<>();
    for (int number : reachable) {
      OnnxNode node = graph.nodes().get(number);
      constant[number] = node instanceof OnnxNode.Constant;
      if (node instanceof OnnxNode.Operation operation) {
        constant[number] =
            operation.operands().stream().allMatch(operand -> operand < 0 || constant[operand])
                && operation.sizes().stream()
                    .allMatch(sizes -> sizes.stream().allMatch(Extent::isFixed));
        if (!constant[number]) {
          wanted.addAll(operation.operands());
        }
      }
    }
    graph.outputs().values().forEach(output -> wanted.add(output.node()));
    wanted.removeIf(
        number ->
            number < 0
                || !constant[number]
                || graph.nodes().get(number) instanceof OnnxNode.Constant);
    return wanted.isEmpty() ? graph : graph.replacing(computed(graph, wanted, threads));
  }

  private static Map<Integer, OnnxNode> computed(Graph graph, Set<Integer> wanted, int threads) {
    Map<String, Graph.Output> outputs = new LinkedHashMap<>();
    for (int number : wanted) {
      outputs.put("folded" + number, new Graph.Output(number, Optional.empty(), DataType.FLOAT));
    }
    Graph ahead = new Graph(withoutInputs(graph.nodes()), outputs);
    Map<Integer, OnnxNode> constants = new HashMap<>();
    try (OnnxSession session =
        OnnxSession.open(
            GraphWriter.model(ahead, "constants", "rows").build(), threads, false, true)) {
      Map<String, HostArray> values = session.run(Map.of());
      for (int number : wanted) {
        HostArray value = values.get("folded" + number);
        if (value != null) {
          constants.put(number, new OnnxNode.Constant(value));
        }
      }
      return constants;
    } catch (ModelException e) {
      throw new IllegalStateException("a model of constants " + e.getMessage(), e);
    }
  }

  /** What is wanted reads none of them, and a run without inputs must not ask for any. */
  private static List<OnnxNode> withoutInputs(List<OnnxNode> nodes) {
    OnnxNode nothing = new OnnxNode.Constant(HostArray.scalar(0));
    return nodes.stream().map(node -> node instanceof OnnxNode.Input ? nothing : node).toList();
  }
}
