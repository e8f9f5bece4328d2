package org.cocogan.backend.djl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.cocogan.graph.RecordedProgram;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;

/** A program whose graph is recorded at its first run, and compiled for each kind of run. */
final class DjlProgram implements Program {
  private final ProgramDefinition definition;
  private final DjlVariables variables;
  private final Compiler compiler;
  private final DjlSequence training;
  private final CompiledFunctions<String> functions = new CompiledFunctions<>();
  private Optional<RecordedProgram> recorded = Optional.empty();

  /** Makes scripts run. */
  @FunctionalInterface
  interface Compiler {
    ScriptFunction compile(Function<ScriptWriter, ProgramScript> script);
  }

  DjlProgram(ProgramDefinition definition, DjlVariables variables, Compiler compiler) {
    this.definition = definition;
    this.variables = variables;
    this.compiler = compiler;
    this.training = new DjlSequence(List.of(definition), Set.of(), variables, compiler);
  }

  @Override
  public Map<String, HostArray> run(Map<String, HostArray> inputs) {
    return call(
        "run", (program, script) -> ProgramScript.returning(program.outputs(), script), inputs);
  }

  @Override
  public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
    return new TreeMap<>(
        call(
            "gradients",
            (program, script) -> ProgramScript.returning(program.gradients(), script),
            inputs));
  }

  @Override
  public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
    return call("advance", ProgramScript::advancing, inputs);
  }

  @Override
  public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
    return training.train(List.of(inputs), List.of(update)).get(0);
  }

  private Map<String, HostArray> call(
      String kind,
      BiFunction<RecordedProgram, ScriptWriter, ProgramScript> script,
      Map<String, HostArray> inputs) {
    definition.checkInputs(inputs);
    ScriptFunction function =
        functions.get(kind, () -> compiler.compile(writer -> script.apply(recorded(), writer)));
    List<HostArray> values = function.call(inputs, variables);
    Map<String, HostArray> outputs = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      outputs.put(function.outputs().get(i).name(), values.get(i));
    }
    return outputs;
  }

  private RecordedProgram recorded() {
    RecordedProgram program =
        recorded.orElseGet(() -> new RecordedProgram(definition, variables::shape));
    recorded = Optional.of(program);
    return program;
  }

  @Override
  public void close() {
    training.close();
    functions.close();
  }
}
