package org.cocogan.graph;

import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.TensorOperations;

/**
 * An engine that computes operation by operation; {@link ForwardBackend} makes a backend of it that
 * trains.
 *
 * @param <H> the engine's array, which nobody changes
 */
public interface ForwardEngine<H> extends AutoCloseable {
  /** The name a configuration chooses it by. */
  String name();

  /** Engine, version, device and threads in one line, for people. */
  String description();

  /** Each operation in the forward direction. */
  TensorOperations<H> operations();

  /** A copy of values of the Java heap. */
  H give(HostArray value);

  /**
   * A result as a variable keeps it: the same array, or a copy, for an engine whose results may
   * share memory or have more precision than float32.
   */
  default H keep(H result) {
    return result;
  }

  /** A copy on the Java heap. */
  HostArray take(H array);

  /** Frees everything the engine holds. */
  @Override
  void close();
}
