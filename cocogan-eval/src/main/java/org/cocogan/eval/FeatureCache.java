package org.cocogan.eval;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.cocogan.eval.network.FeatureNetwork;

/**
 * Where features of real images are kept: in a file for each choice of images, of what is taken of
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
        folder.resolve("features").resolve(name + "-" + digest(key) + ".features"),
        network.dimension());
  }

  private static String digest(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
