package org.cocogan.testkit;

import java.util.Map;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Variables;

/** The reference backend with programs that misbehave. */
class AlteredBackend extends ReferenceBackend {
  /** Makes a program that misbehaves from a right one. */
  interface Alteration {
    Program of(Program right, Variables variables);
  }

  private final Alteration alteration;

  AlteredBackend(Alteration alteration) {
    super(new ReferenceOperations());
    this.alteration = alteration;
  }

  @Override
  public Program compile(ProgramDefinition definition, Variables variables) {
    return alteration.of(super.compile(definition, variables), variables);
  }

  /** A program that does what another does, but for what a subclass changes. */
  static class Delegate implements Program {
    final Program right;

    Delegate(Program right) {
      this.right = right;
    }

    @Override
    public Map<String, HostArray> run(Map<String, HostArray> inputs) {
      return right.run(inputs);
    }

    @Override
    public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
      return right.gradients(inputs);
    }

    @Override
    public Map<String, HostArray> advance(Map<String, HostArray> inputs) {
      return right.advance(inputs);
    }

    @Override
    public Map<String, HostArray> train(Map<String, HostArray> inputs, AdamUpdate update) {
      return right.train(inputs, update);
    }

    @Override
    public void close() {
      right.close();
    }
  }
}
