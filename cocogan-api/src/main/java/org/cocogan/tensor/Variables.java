package org.cocogan.tensor;

import java.util.Set;

/**
 * Named arrays that live with an engine between program runs: weights, carried state, optimiser
 * moments.
 *
 * <p>Setting and getting copies between the Java heap and the engine; programs read and update the
 * arrays where they are.
 */
public interface Variables extends AutoCloseable {
  /** Adds a variable, or gives an existing one a new value of the same shape. */
  void set(String name, HostArray value);

  /**
   * A copy of the current value.
   *
   * @throws IllegalArgumentException if there is no variable of that name
   */
  HostArray get(String name);

  /**
   * The shape of a variable.
   *
   * @throws IllegalArgumentException if there is no variable of that name
   */
  Shape shape(String name);

  /** The names, in the order they were added. */
  Set<String> names();

  /** Frees the arrays. */
  @Override
  void close();
}
