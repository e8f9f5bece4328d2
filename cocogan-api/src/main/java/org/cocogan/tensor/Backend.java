package org.cocogan.tensor;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An engine: it keeps variables and runs programs, and knows nothing of what they mean. */
public interface Backend extends AutoCloseable {
  /** The name a configuration chooses it by. */
  String name();

  /** Engine, version, device and threads in one line, for people. */
  String description();

  /** The precision in which it computes convolutions; never {@link Precision#AUTO}. */
  default Precision precision() {
    return Precision.FLOAT32;
  }

  /**
   * Asks that threads leave the processors to others while they wait for each other, which takes
   * fewer processor seconds and a little more time. It holds for programs that are compiled after
   * it; an engine need not heed it.
   */
  default void yieldProcessors() {}

  /** An empty set of variables. */
  Variables newVariables();

  /**
   * Compiles a program over the variables; those it reads must exist when it runs.
   *
   * @throws IllegalArgumentException if the variables belong to another backend
   */
  Program compile(ProgramDefinition definition, Variables variables);

  /**
   * Compiles programs that are run one after another as one program.
   *
   * @param definitions those that train, and then those without a loss
   * @param shared names of inputs that every run gives the same value in all programs
   * @return the sequence; empty if the engine gains nothing by it
   * @throws IllegalArgumentException if the variables belong to another backend
   */
  default Optional<ProgramSequence> compileSequence(
      List<ProgramDefinition> definitions, Set<String> shared, Variables variables) {
    return Optional.empty();
  }

  /** Frees everything the engine holds. */
  @Override
  void close();
}
