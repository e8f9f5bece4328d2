package org.cocogan.coords;

import java.util.function.Function;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;
import org.cocogan.provider.Parameters;

/** Offers a coordinate system that follows from the layout alone. */
abstract class LayoutProvider implements CoordinateSystemProvider {
  private final String name;
  private final String description;
  private final Function<PatchLayout, CoordinateSystem> maker;

  LayoutProvider(String name, String description, Function<PatchLayout, CoordinateSystem> maker) {
    this.name = name;
    this.description = description;
    this.maker = maker;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final CoordinateSystem create(PatchLayout layout, Parameters parameters) {
    return maker.apply(layout);
  }
}
