package org.cocogan.tensor;

/** An engine: it keeps variables and runs programs, and knows nothing of what they mean. */
public interface Backend extends AutoCloseable {
  /** The name a configuration chooses it by. */
  String name();

  /** Engine, version, device and threads in one line, for people. */
  String description();

  /** An empty set of variables. */
  Variables newVariables();

  /**
   * Compiles a program over the variables; those it reads must exist when it runs.
   *
   * @throws IllegalArgumentException if the variables belong to another backend
   */
  Program compile(ProgramDefinition definition, Variables variables);

  /** Frees everything the engine holds. */
  @Override
  void close();
}
