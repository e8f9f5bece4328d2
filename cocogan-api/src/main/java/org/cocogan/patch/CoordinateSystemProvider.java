package org.cocogan.patch;

import java.util.Map;

/** Makes a coordinate system for a layout; found by {@link java.util.ServiceLoader}. */
public interface CoordinateSystemProvider {
  /** The name a configuration chooses the system by. */
  String name();

  /** One sentence that says what the system is for. */
  String description();

  /**
   * Makes the system.
   *
   * @param layout sizes of the full image and its parts
   * @param parameters settings of the system's own, by name; empty when there are none
   * @throws IllegalArgumentException if the system does not fit the layout or a parameter is wrong;
   *     the message says what would be right
   */
  CoordinateSystem create(PatchLayout layout, Map<String, Object> parameters);
}
