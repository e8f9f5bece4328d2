package org.cocogan.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Precision;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramSequence;
import org.cocogan.tensor.Variables;

/**
 * A plugin's engine, whose methods never return null; whether its results are right is for its
 * conformance kit to tell.
 */
record HeldBackend(Contract contract, Backend inner) implements Backend {
  @Override
  public String name() {
    return contract.text("name()", inner.name());
  }

  @Override
  public String description() {
    return contract.text("description()", inner.description());
  }

  @Override
  public Precision precision() {
    return contract.present("precision()", inner.precision());
  }

  @Override
  public void yieldProcessors() {
    inner.yieldProcessors();
  }

  @Override
  public Variables newVariables() {
    return contract.present("newVariables()", inner.newVariables());
  }

  @Override
  public Program compile(ProgramDefinition definition, Variables variables) {
    return new Held(
        contract, contract.present("compile(...)", inner.compile(definition, variables)));
  }

  @Override
  public Optional<ProgramSequence> compileSequence(
      List<ProgramDefinition> definitions, Set<String> shared, Variables variables) {
    return contract.present(
        "compileSequence(...)", inner.compileSequence(definitions, shared, variables));
  }

  @Override
  public void close() {
    inner.close();
  }

  private record Held(Contract contract, Program inner) implements Program {
    @Override
    public Map<String, HostArray> run(Map<String, HostArray> inputs) {
      return contract.present("run(...)", inner.run(inputs));
    }

    @Override
    public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
      return contract.present("gradients(...)", inner.gradients(inputs));
    }

    @Override
    public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
      return contract.present("advance(...)", inner.advance(inputs));
    }

    @Override
    public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
      return contract.present("train(...)", inner.train(inputs, update));
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
