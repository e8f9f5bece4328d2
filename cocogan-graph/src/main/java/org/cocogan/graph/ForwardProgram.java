package org.cocogan.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;

/** A program whose graph an engine computes node by node; recorded at the first run. */
final class ForwardProgram<H> implements Program {
  private final ProgramDefinition definition;
  private final ForwardVariables<H> variables;
  private final ForwardEngine<H> engine;
  private Optional<RecordedProgram> recorded = Optional.empty();

  ForwardProgram(
      ProgramDefinition definition, ForwardVariables<H> variables, ForwardEngine<H> engine) {
    this.definition = definition;
    this.variables = variables;
    this.engine = engine;
  }

  @Override
  public Map<String, HostArray> run(Map<String, HostArray> inputs) {
    return taken(program(inputs).outputs(), inputs);
  }

  @Override
  public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
    return taken(program(inputs).gradients(), inputs);
  }

  @Override
  public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
    RecordedProgram program = program(inputs);
    GraphEvaluation<H> evaluation = computed(List.of(program.outputs(), program.state()), inputs);
    Map<String, HostArray> outputs = taken(program.outputs(), evaluation);
    keep(program.state(), evaluation);
    return outputs;
  }

  @Override
  public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
    RecordedProgram program = program(inputs);
    Map<String, Node> loss = Map.of("loss", program.loss());
    Map<String, Node> weights = AdamNodes.of(program, update);
    Map<String, HostArray> given = new HashMap<>(inputs);
    given.put(AdamNodes.RATE.name(), HostArray.scalar((float) update.correctedRate()));
    given.put(AdamNodes.SECOND_SHARE.name(), HostArray.scalar((float) (1 - update.beta2())));
    GraphEvaluation<H> evaluation =
        computed(List.of(program.outputs(), loss, weights, program.state()), given);
    Map<String, HostArray> outputs = taken(program.outputs(), evaluation);
    if (Float.isFinite(engine.take(evaluation.value(program.loss())).scalar())) {
      keep(weights, evaluation);
      keep(program.state(), evaluation);
    }
    return outputs;
  }

  private RecordedProgram program(Map<String, HostArray> inputs) {
    definition.checkInputs(inputs);
    RecordedProgram known =
        recorded.orElseGet(() -> new RecordedProgram(definition, variables::shape));
    recorded = Optional.of(known);
    return known;
  }

  private Map<String, HostArray> taken(Map<String, Node> nodes, Map<String, HostArray> inputs) {
    return taken(nodes, computed(List.of(nodes), inputs));
  }

  private Map<String, HostArray> taken(Map<String, Node> nodes, GraphEvaluation<H> evaluation) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    nodes.forEach((name, node) -> values.put(name, engine.take(evaluation.value(node))));
    return values;
  }

  private void keep(Map<String, Node> nodes, GraphEvaluation<H> evaluation) {
    nodes.forEach((name, node) -> variables.keep(name, evaluation.value(node), node.shape()));
  }

  private GraphEvaluation<H> computed(
      List<Map<String, Node>> results, Map<String, HostArray> inputs) {
    GraphEvaluation<H> evaluation =
        new GraphEvaluation<>(engine.operations(), leaf -> value(leaf, inputs));
    List<Node> wanted = new ArrayList<>();
    results.forEach(nodes -> wanted.addAll(nodes.values()));
    evaluation.compute(wanted);
    return evaluation;
  }

  private H value(Leaf leaf, Map<String, HostArray> inputs) {
    if (leaf instanceof Leaf.Variable variable) {
      return variables.arrayOrZeros(variable.name(), variable.shape());
    }
    if (leaf instanceof Leaf.Input input) {
      return engine.give(
          Optional.ofNullable(inputs.get(input.name()))
              .orElseThrow(() -> new IllegalStateException("no value of " + input.name())));
    }
    if (leaf instanceof Leaf.Constant constant) {
      return engine.give(constant.value());
    }
    if (leaf instanceof Leaf.Filled filled) {
      return engine.give(HostArray.filled(filled.shape(), filled.number()));
    }
    throw new IllegalStateException("a program has no leaf " + leaf);
  }

  @Override
  public void close() {
    recorded = Optional.empty();
  }
}
