package org.cocogan.contract;

import java.util.function.Supplier;

/** Sees to calls that do not come back. */
public interface Watch {
  /** Makes a call that may take long. */
  <T> T during(Supplier<T> call);
}
