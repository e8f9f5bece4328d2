package org.cocogan.backend.djl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cocogan.graph.RecordedProgram;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramSequence;

/** Programs that one script runs one after another. */
final class DjlSequence implements ProgramSequence {
  private final List<ProgramDefinition> definitions;
  private final Set<String> shared;
  private final DjlVariables variables;
  private final DjlProgram.Compiler compiler;

  /** One for each list of prefixes of moments, which is one as a rule. */
  private final CompiledFunctions<List<String>> functions = new CompiledFunctions<>();

  DjlSequence(
      List<ProgramDefinition> definitions,
      Set<String> shared,
      DjlVariables variables,
      DjlProgram.Compiler compiler) {
    this.definitions = List.copyOf(definitions);
    this.shared = Set.copyOf(shared);
    this.variables = variables;
    this.compiler = compiler;
  }

  @Override
  public List<Map<String, HostArray>> train(
      List<Map<String, HostArray>> inputs, List<AdamUpdate> updates) {
    Map<String, HostArray> given = new HashMap<>();
    for (int i = 0; i < definitions.size(); i++) {
      int program = i;
      definitions.get(i).checkInputs(inputs.get(i));
      inputs
          .get(i)
          .forEach((name, value) -> given.put(RecordedProgram.input(program, name, shared), value));
    }
    for (int i = 0; i < updates.size(); i++) {
      given.put(ProgramScript.number(i), HostArray.scalar((float) updates.get(i).number()));
    }
    ScriptFunction function =
        functions.get(
            updates.stream().map(AdamUpdate::moments).toList(),
            () ->
                compiler.compile(
                    script ->
                        ProgramScript.training(
                            RecordedProgram.sequence(definitions, shared, variables::shape),
                            updates,
                            script)));
    List<List<String>> made = addMoments(updates);
    double[] numbers = updates.stream().flatMapToDouble(ProgramScript::numbers).toArray();
    List<HostArray> results = function.call(given, variables, numbers);
    return outputs(results, function, made);
  }

  /**
   * Adds moments of zeros for each program that is trained, where they are missing, and tells their
   * names.
   */
  private List<List<String>> addMoments(List<AdamUpdate> updates) {
    List<List<String>> made = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      AdamUpdate update = updates.get(i);
      made.add(
          definitions.get(i).trained().stream()
              .flatMap(
                  name ->
                      Stream.of(update.firstMoment(name), update.secondMoment(name))
                          .filter(moment -> variables.addZeros(moment, name)))
              .toList());
    }
    return made;
  }

  private List<Map<String, HostArray>> outputs(
      List<HostArray> results, ScriptFunction function, List<List<String>> made) {
    List<Map<String, HostArray>> outputs = new ArrayList<>();
    definitions.forEach(definition -> outputs.add(new LinkedHashMap<>()));
    int count = function.outputs().size();
    for (int i = 0; i < count; i++) {
      ProgramScript.Output output = function.outputs().get(i);
      outputs.get(output.program()).put(output.name(), results.get(i));
    }
    for (int i = 0; i < made.size(); i++) {
      if (!Float.isFinite(results.get(count + i).scalar())) {
        made.subList(i, made.size()).forEach(variables::remove);
        return outputs.subList(0, i + 1);
      }
    }
    return outputs;
  }

  @Override
  public void close() {
    functions.close();
  }
}
