package org.cocogan.model;

import java.util.function.Supplier;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Tensor;

/**
 * The scope in which a network is applied within a program: its own parameters by name, and the
 * mode.
 */
public interface NetworkScope {
  /**
   * Whether this is a training pass: batch statistics are used and running ones moved. Otherwise
   * the running ones are used and nothing moves.
   */
  boolean training();

  /** The value of a trained parameter. */
  Tensor weight(String name);

  /**
   * The value of carried state, as earlier passes of this step have left it.
   *
   * @see #advance
   */
  Tensor state(String name);

  /** Gives carried state a new value, kept after the step if the step trains the network. */
  void advance(String name, Tensor value);

  /** Gives carried state a new value, kept after the step whatever the step trains. */
  void advanceInEveryStep(String name, Tensor value);

  /**
   * A value that several passes of one step share: computed at the first call with that key, such
   * as a normalised weight.
   */
  Tensor shared(String key, Supplier<Tensor> computation);

  /**
   * Random numbers that the network has named in its {@code random()}, others at each call.
   *
   * @param name of the {@link RandomInput}
   * @return [rows, shape of a row], with as many rows as there are of its unit
   * @throws IllegalStateException if this is no training pass, or it is not named there
   */
  Tensor random(String name);

  /** A value that never changes. */
  Tensor constant(HostArray value);
}
