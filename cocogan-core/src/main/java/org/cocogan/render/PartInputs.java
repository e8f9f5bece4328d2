package org.cocogan.render;

import java.util.Arrays;
import java.util.Objects;
import org.cocogan.tensor.HostArray;

/**
 * The inputs that a part of a picture is computed from. Parts of equal inputs are the same part,
 * wherever it shows.
 *
 * @param latents as a {@link PatchSource} takes them, in a batch of one
 * @param coordinates likewise
 */
public record PartInputs(HostArray latents, HostArray coordinates) {
  @Override
  public boolean equals(Object other) {
    return other instanceof PartInputs inputs
        && Arrays.equals(latents.values(), inputs.latents.values())
        && Arrays.equals(coordinates.values(), inputs.coordinates.values());
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(latents.values()), Arrays.hashCode(coordinates.values()));
  }
}
