package org.cocogan.spark;

import java.io.IOException;
import java.io.Serializable;

/**
 * A piece of work that any process of the cluster may do, several times over if machines are lost
 * or slow; what it makes is always the same.
 *
 * @param <R> what comes back to the driver
 */
@FunctionalInterface
interface Piece<R extends Serializable> extends Serializable {
  /** Does it, in the process that this is called in. */
  R run(ClusterProcess process) throws IOException;
}
