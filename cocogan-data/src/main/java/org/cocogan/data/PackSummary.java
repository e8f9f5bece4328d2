package org.cocogan.data;

import java.io.Serializable;
import java.util.List;

/**
 * The outcome of packing: how many images were packed, and which were left out.
 *
 * @param packed how many images are in the pack
 * @param skipped what was left out, and why
 */
public record PackSummary(int packed, List<Skipped> skipped) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Copies the list. */
  public PackSummary {
    skipped = List.copyOf(skipped);
  }
}
