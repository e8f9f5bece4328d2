package org.cocogan.data;

import java.util.List;

/** The failure to pack a source of which no image can be used. */
public final class NoUsableImageException extends DataException {
  private static final long serialVersionUID = 1;

  private final transient List<Skipped> skipped;

  /** Creates an exception that says how many were tried, and why the first was left out. */
  public NoUsableImageException(String source, int images, List<Skipped> skipped) {
    super(
        source
            + ": "
            + (images == 0 ? "it has no images" : "none of its " + images + " images can be used")
            + (skipped.isEmpty() ? "" : "; the first left out is " + skipped.get(0)));
    this.skipped = List.copyOf(skipped);
  }

  /** What was left out. */
  public List<Skipped> skipped() {
    return skipped;
  }
}
