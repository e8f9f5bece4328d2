package org.cocogan.graph;

import org.cocogan.tensor.Backend;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Variables;

/**
 * A backend of an engine that computes operation by operation: programs are recorded and
 * differentiated as graphs, and the engine computes one node after another.
 *
 * <p>Arrays that nobody needs any more are left to the garbage collector.
 *
 * @param <H> the engine's array
 */
public final class ForwardBackend<H> implements Backend {
  private final ForwardEngine<H> engine;

  /** Creates a backend that closes the engine when it is closed. */
  public ForwardBackend(ForwardEngine<H> engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public String description() {
    return engine.description();
  }

  @Override
  public Variables newVariables() {
    return new ForwardVariables<>(engine);
  }

  @Override
  public Program compile(ProgramDefinition definition, Variables variables) {
    if (!(variables instanceof ForwardVariables<?> own) || !own.belongTo(engine)) {
      throw new IllegalArgumentException(
          "program " + definition.name() + " needs variables that this backend has made");
    }
    @SuppressWarnings("unchecked") // they belong to this very engine
    ForwardVariables<H> arrays = (ForwardVariables<H>) own;
    return new ForwardProgram<>(definition, arrays, engine);
  }

  @Override
  public void close() {
    engine.close();
  }
}
