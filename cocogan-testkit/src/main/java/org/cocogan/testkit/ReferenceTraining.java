package org.cocogan.testkit;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.TensorOperations;

/** Trains a program in double precision as {@link AdamUpdate} says. */
final class ReferenceTraining {
  private final ProgramDefinition definition;
  private final ReferenceProgram program;
  private final Map<String, DoubleArray> variables;

  /** Creates a training that changes the given variables. */
  ReferenceTraining(
      ProgramDefinition definition,
      TensorOperations<DoubleArray> operations,
      Map<String, DoubleArray> variables) {
    this.definition = definition;
    this.program = new ReferenceProgram(definition.function(), operations);
    this.variables = variables;
  }

  /** One update; its outputs are those before it. */
  Map<String, DoubleArray> train(Map<String, DoubleArray> inputs, AdamUpdate update) {
    ReferenceResult result = program.run(inputs, variables);
    double loss =
        result
            .loss()
            .orElseThrow(() -> new IllegalStateException(definition.name() + " has no loss"));
    if (Double.isFinite(loss)) {
      program
          .gradients(definition.trained(), inputs, variables)
          .forEach((name, gradient) -> update(name, gradient, update));
      variables.putAll(result.state());
    }
    return result.outputs();
  }

  private void update(String name, DoubleArray gradient, AdamUpdate update) {
    DoubleArray m = moment(update.firstMoment(name), gradient);
    DoubleArray v = moment(update.secondMoment(name), gradient);
    DoubleArray weight = requireNonNull(variables.get(name)).copy();
    for (int i = 0; i < gradient.values().length; i++) {
      double g = gradient.values()[i];
      m.values()[i] = update.beta1() * m.values()[i] + (1 - update.beta1()) * g;
      v.values()[i] = update.beta2() * v.values()[i] + (1 - update.beta2()) * g * g;
      weight.values()[i] -=
          update.correctedRate() * m.values()[i] / (Math.sqrt(v.values()[i]) + update.epsilon());
    }
    variables.put(update.firstMoment(name), m);
    variables.put(update.secondMoment(name), v);
    variables.put(name, weight);
  }

  private DoubleArray moment(String name, DoubleArray like) {
    return variables.getOrDefault(name, DoubleArray.zeros(like.shape())).copy();
  }
}
