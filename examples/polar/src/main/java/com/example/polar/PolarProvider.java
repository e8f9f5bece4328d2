package com.example.polar;

import java.util.List;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.provider.Parameters;

/** Offers polar coordinates. */
public final class PolarProvider implements CoordinateSystemProvider {
  private static final ParameterDefinition<Double> INNER_RADIUS =
      ParameterDefinition.number(
              "inner_radius",
              "a number above 0 and below 1",
              radius -> radius > 0 && radius < 1,
              "Where rows begin, as a part of the outer radius.")
          .orElse(0.25);

  @Override
  public String name() {
    return "polar";
  }

  @Override
  public String description() {
    return "Satellite dishes, eyes: (r cos θ, r sin θ), θ once around the width, r down the"
        + " height.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(INNER_RADIUS);
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Parameters parameters) {
    return new PolarCoordinateSystem(layout, parameters.get(INNER_RADIUS));
  }
}
