package org.cocogan.eval;

import java.nio.file.Path;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.file.Digests;

/**
 * The cache of features of real images: in a file for each choice of images, of what is taken of
 * them, of network and of preprocessing.
 *
 * @param folder of what is worth keeping
 */
record FeatureCache(Path folder) {
  private static final int DIGITS = 24;

  /** The file of some features, which need not exist yet. */
  FeatureFile file(FeatureNetwork network, Reference.Images images, String what) {
    String key =
        String.join(
            "\0",
            network.digest(),
            network.preprocessing().toString(),
            images.digest(),
            Integer.toString(images.count()),
            what);
    String name = images.dataset().name().replaceAll("[^A-Za-z0-9._-]", "_");
    return new FeatureFile(
        folder
            .resolve("features")
            .resolve(name + "-" + Digests.of(key).substring(0, DIGITS) + ".features"),
        network.dimension());
  }
}
