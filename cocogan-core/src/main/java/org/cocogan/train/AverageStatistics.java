package org.cocogan.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cocogan.model.Blend;
import org.cocogan.model.Generator;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Variables;

/**
 * The state that the generator carries with its averaged weights, such as the running statistics of
 * its batch norms: what training passes with these weights leave, which is not what the weights in
 * training leave.
 */
final class AverageStatistics implements AutoCloseable {
  private final ProgramDefinition definition;
  private final Program program;

  private AverageStatistics(ProgramDefinition definition, Program program) {
    this.definition = definition;
    this.program = program;
  }

  /**
   * Begins with the generator's own state where there is none yet.
   *
   * @param variables hold the averages already
   * @return empty if the generator carries no state
   */
  static Optional<AverageStatistics> of(
      Generator generator, StepPrograms programs, Backend backend, Variables variables) {
    List<String> carried =
        generator.parameters().stream()
            .filter(parameter -> !parameter.trained())
            .map(Parameter::name)
            .filter(name -> !name.equals(Blend.name("generator")))
            .toList();
    if (carried.isEmpty()) {
      return Optional.empty();
    }
    MovingAverage.startWith(carried, variables);
    ProgramDefinition definition = programs.averageStatistics(MovingAverage.names(variables));
    return Optional.of(new AverageStatistics(definition, backend.compile(definition, variables)));
  }

  /**
   * Passes a batch.
   *
   * @param inputs those of the generator's step
   */
  void pass(Map<String, HostArray> inputs) {
    program.advance(
        inputs.entrySet().stream()
            .filter(input -> definition.inputs().containsKey(input.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public void close() {
    program.close();
  }
}
