package org.cocogan.merge;

import org.cocogan.patch.Merger;
import org.cocogan.patch.MergerProvider;
import org.cocogan.provider.Parameters;

/** Offers the {@link GridMerger} as {@code grid}. */
public final class GridMergerProvider implements MergerProvider {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public GridMergerProvider() {}

  @Override
  public String name() {
    return "grid";
  }

  @Override
  public String description() {
    return "Lays micro patches side by side in rows and columns, without overlap.";
  }

  @Override
  public Merger create(Parameters parameters) {
    return new GridMerger();
  }
}
