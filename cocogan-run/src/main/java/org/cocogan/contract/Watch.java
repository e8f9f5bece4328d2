package org.cocogan.contract;

import java.util.function.Supplier;

/** Notices calls of plugins that do not return. */
public interface Watch {
  /** Makes a call that may take long. */
  <T> T during(Supplier<T> call);
}
