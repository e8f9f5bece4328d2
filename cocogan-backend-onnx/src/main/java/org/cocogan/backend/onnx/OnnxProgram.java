package org.cocogan.backend.onnx;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.onnx.ModelException;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Records the program at its first run, with the variables' values as constants; when a variable
 * has another value at a later run, the model is made anew.
 */
final class OnnxProgram implements Program {
  private static final String OUTPUT = "output/";
  private static final String STATE = "state/";

  private final ProgramDefinition definition;
  private final OnnxVariables variables;
  private final int threads;
  private final boolean spinning;
  private @Nullable Model model;

  OnnxProgram(
      ProgramDefinition definition, OnnxVariables variables, int threads, boolean spinning) {
    this.definition = definition;
    this.variables = variables;
    this.threads = threads;
    this.spinning = spinning;
  }

  @Override
  public synchronized Map<String, HostArray> run(Map<String, HostArray> inputs) {
    return named(OUTPUT, results(inputs));
  }

  @Override
  public synchronized Map<String, HostArray> advance(Map<String, HostArray> inputs) {
    Map<String, HostArray> results = results(inputs);
    named(STATE, results).forEach(variables::set);
    return named(OUTPUT, results);
  }

  @Override
  public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
    throw noTraining();
  }

  @Override
  public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
    throw noTraining();
  }

  private IllegalStateException noTraining() {
    return new IllegalStateException(
        "the backend onnx draws and does not train (program "
            + definition.name()
            + "); train with backend: djl");
  }

  private Map<String, HostArray> results(Map<String, HostArray> inputs) {
    definition.checkInputs(inputs);
    Model current = model;
    if (current == null || !current.isUpToDate()) {
      close();
      current = new Model(current == null ? recorded() : current.graph);
      model = current;
    }
    return current.run(inputs);
  }

  private Graph recorded() {
    return Recording.ofEverything(definition, variables::shape, OUTPUT, STATE);
  }

  private static Map<String, HostArray> named(String prefix, Map<String, HostArray> results) {
    Map<String, HostArray> named = new LinkedHashMap<>();
    results.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            named.put(name.substring(prefix.length()), value);
          }
        });
    return named;
  }

  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }

  /** The program for particular values of its variables. */
  private final class Model implements AutoCloseable {
    private final Graph graph;
    private final Map<String, HostArray> values;
    private final Map<String, HostArray> constants = new LinkedHashMap<>();
    private final Set<String> inputs = new LinkedHashSet<>();
    private final Optional<OnnxSession> session;

    Model(Graph graph) {
      this.graph = graph;
      this.values = variables.values(graph.variables());
      Graph folded = Optimization.of(graph.withVariables(values), threads);
      Map<String, Graph.Output> computed = new LinkedHashMap<>();
      folded
          .outputs()
          .forEach(
              (name, output) -> {
                if (folded.nodes().get(output.node()) instanceof OnnxNode.Constant constant) {
                  constants.put(name, constant.value());
                } else {
                  computed.put(name, output);
                }
              });
      Graph rest = new Graph(folded.nodes(), computed);
      for (OnnxNode node : rest.nodes()) {
        if (node instanceof OnnxNode.Input input) {
          inputs.add(input.name());
        }
      }
      this.session =
          computed.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  OnnxSession.open(
                      GraphWriter.model(rest, definition.name(), "rows").build(),
                      threads,
                      true,
                      spinning));
    }

    boolean isUpToDate() {
      Map<String, HostArray> present = variables.values(values.keySet());
      return values.entrySet().stream()
          .allMatch(entry -> present.get(entry.getKey()) == entry.getValue());
    }

    Map<String, HostArray> run(Map<String, HostArray> given) {
      Map<String, HostArray> results = new LinkedHashMap<>();
      constants.forEach((name, value) -> results.put(name, OnnxVariables.copy(value)));
      if (session.isPresent()) {
        Map<String, HostArray> read = new LinkedHashMap<>(given);
        read.keySet().retainAll(inputs);
        try {
          results.putAll(session.get().run(read));
        } catch (ModelException e) {
          throw new IllegalStateException(
              "the model of program " + definition.name() + " " + e.getMessage(), e);
        }
      }
      return results;
    }

    @Override
    public void close() {
      session.ifPresent(OnnxSession::close);
    }
  }
}
