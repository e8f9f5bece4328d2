package org.cocogan.data;

import java.util.List;

/**
 * What became of a source's images.
 *
 * @param packed how many images are in the pack
 * @param skipped what was left out, and why
 */
public record PackSummary(int packed, List<Skipped> skipped) {
  /** Copies the list. */
  public PackSummary {
    skipped = List.copyOf(skipped);
  }
}
