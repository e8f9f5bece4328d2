package org.cocogan.tensor;

/** The scope in which a program's function runs: its inputs, the variables, and constants. */
public interface ProgramScope {
  /**
   * The input of that name, with the shape its definition declares.
   *
   * @throws IllegalArgumentException if the definition declares no such input
   */
  Tensor input(String name);

  /**
   * The value the variable has when the program starts; a gradient reaches it if the program trains
   * it.
   *
   * @throws IllegalArgumentException if there is no such variable
   */
  Tensor variable(String name);

  /** A value that never changes. */
  Tensor constant(HostArray value);
}
