package org.cocogan.tensor;

/**
 * A computation over tensors, written once for every engine: an eager engine calls it at each run,
 * a symbolic one once. It must not depend on anything that changes between calls.
 */
@FunctionalInterface
public interface ProgramFunction {
  /** Computes the results from the inputs and variables of the scope. */
  ProgramResult compute(ProgramScope scope);
}
