package org.cocogan.eval.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cocogan.file.Digests;
import org.cocogan.file.FileFailures;
import org.cocogan.patch.Size;

/** Makes the FID Inception from the files that its weights are passed around in. */
public final class InceptionImport {
  private static final int TRIAL_SIDE = 64;

  private final NetworkCache cache;
  private final int divisor;

  /** Keeps networks in a cache. */
  public InceptionImport(NetworkCache cache) {
    this(cache, 1);
  }

  /**
   * Makes an import of narrower networks.
   *
   * @param divisor how many times narrower every layer is
   */
  InceptionImport(NetworkCache cache, int divisor) {
    this.cache = cache;
    this.divisor = divisor;
  }

  /**
   * Imports a file. The network is run on a fixed image before it is stored.
   *
   * @param stated the SHA-256 that the file is to have, as whoever gave it states
   * @throws FeatureNetworkException if it holds other weights, is damaged, or has another digest
   */
  public NetworkCache.Stored run(Path file, Optional<String> stated) {
    NetworkCache.Source source;
    byte[] model;
    try (WeightsFile weights = WeightsFile.open(file)) {
      String digest = digest(file);
      source =
          new NetworkCache.Source(
              trust(file, digest, stated),
              String.valueOf(file.getFileName()),
              digest,
              weights.format().toString());
      model = InceptionGraph.model(new InceptionWeights(weights), divisor);
    }
    return cache.store(model, source, network -> trial(file, network));
  }

  private static String digest(Path file) {
    try {
      return Digests.of(file);
    } catch (IOException e) {
      throw new FeatureNetworkException(file + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  private static NetworkProvenance.Trust trust(Path file, String digest, Optional<String> stated) {
    if (stated.isPresent() && !stated.get().toLowerCase(Locale.ROOT).equals(digest)) {
      throw new FeatureNetworkException(
          file + ": has the SHA-256 " + digest + ", not " + stated.get() + "; it is another file");
    }
    if (digest.equals(OfficialWeights.SHA_256)) {
      return NetworkProvenance.Trust.KNOWN;
    }
    return stated.isPresent() ? NetworkProvenance.Trust.STATED : NetworkProvenance.Trust.NONE;
  }

  /** The mean feature of an image of a gradient. */
  private double trial(Path file, Path network) {
    byte[] pixels = new byte[TRIAL_SIDE * TRIAL_SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (2 * (i / TRIAL_SIDE) + 2 * (i % TRIAL_SIDE));
    }
    FeatureImage image = new FeatureImage(new Size(TRIAL_SIDE, TRIAL_SIDE), 1, pixels);
    FeatureNetworkOptions options =
        FeatureNetworkOptions.defaults().with(FeaturePreprocessing.TENSORFLOW);
    try (OnnxFeatureNetwork opened = OnnxFeatureNetwork.open(network, options, cache)) {
      double sum = 0;
      for (float feature : opened.features(List.of(image)).features()[0]) {
        sum += feature;
      }
      if (!Double.isFinite(sum) || sum <= 0) {
        throw new FeatureNetworkException(
            file
                + ": its features of a test image are no numbers above 0; the weights are damaged");
      }
      return sum / opened.dimension();
    }
  }
}
