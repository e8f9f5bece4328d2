package org.cocogan.testkit;

import org.cocogan.graph.ForwardBackend;
import org.cocogan.graph.ForwardEngine;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.TensorOperations;

/**
 * The kit passes on graphs: what they compute, and their derivatives of first and second order, are
 * held to the same function without one, and to its finite differences.
 */
class ForwardBackendTest extends BackendConformance {
  @Override
  protected Backend start() {
    return new ForwardBackend<>(new ReferenceEngine());
  }

  /** The reference's operations, without derivatives. */
  private static final class ReferenceEngine implements ForwardEngine<DoubleArray> {
    @Override
    public String name() {
      return "forward";
    }

    @Override
    public String description() {
      return "double precision on the Java heap, through graphs";
    }

    @Override
    public TensorOperations<DoubleArray> operations() {
      return new ReferenceOperations();
    }

    @Override
    public DoubleArray give(HostArray value) {
      return DoubleArray.of(value);
    }

    @Override
    public DoubleArray keep(DoubleArray result) {
      return DoubleArray.of(result.toHost());
    }

    @Override
    public HostArray take(DoubleArray array) {
      return array.toHost();
    }

    @Override
    public void close() {}
  }
}
