package org.cocogan.network.coupled;

import org.cocogan.model.ModelSettings;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.Tensor;

/** Pairs as images: the first domain's image at the left, the second's beside it. */
final class Pairs {
  private Pairs() {}

  /**
   * The size of one image of a pair.
   *
   * @throws IllegalArgumentException unless pairs are made and judged as a whole and can be halved
   */
  static Size imageSize(String network, ModelSettings settings) {
    PatchLayout layout = settings.layout();
    Size pair = layout.full();
    if (!layout.macro().equals(pair) || !layout.micro().equals(pair) || pair.width() % 2 != 0) {
      throw new IllegalArgumentException(
          "the networks "
              + network
              + " need pairs of two images side by side, whose macro and micro patches are the"
              + " whole pair; not images of "
              + pair
              + " in macro patches of "
              + layout.macro()
              + " and micro patches of "
              + layout.micro());
    }
    return new Size(pair.height(), pair.width() / 2);
  }

  /** The images [batch, channels, height, width] of one domain: 0 or 1. */
  static Tensor domain(Tensor pairs, int domain) {
    int width = pairs.shape().dimension(3) / 2;
    return pairs.slice(3, domain * width, (domain + 1) * width);
  }

  /** What belongs to a domain, in the names of parameters. */
  static String name(int domain) {
    return domain == 0 ? "first" : "second";
  }
}
