package com.example.polar;

import java.util.Map;
import java.util.Set;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.PatchLayout;

/** Offers polar coordinates; {@code inner_radius}, a part of the outer one, is where rows begin. */
public final class PolarProvider implements CoordinateSystemProvider {
  private static final String INNER_RADIUS = "inner_radius";

  @Override
  public String name() {
    return "polar";
  }

  @Override
  public String description() {
    return "Satellite dishes, eyes: (r cos θ, r sin θ), θ once around the width, r down the height.";
  }

  @Override
  public CoordinateSystem create(PatchLayout layout, Map<String, Object> parameters) {
    if (!Set.of(INNER_RADIUS).containsAll(parameters.keySet())) {
      throw new IllegalArgumentException(
          "polar has the parameter inner_radius alone, not " + parameters.keySet());
    }
    Object inner = parameters.getOrDefault(INNER_RADIUS, 0.25);
    if (inner instanceof Number number && number.doubleValue() > 0 && number.doubleValue() < 1) {
      return new PolarCoordinateSystem(layout, number.doubleValue());
    }
    throw new IllegalArgumentException(
        "inner_radius must be a number above 0 and below 1, not " + inner);
  }
}
