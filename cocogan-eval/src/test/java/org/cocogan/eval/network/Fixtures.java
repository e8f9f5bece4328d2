package org.cocogan.eval.network;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.cocogan.patch.Size;

/** What tools/fixtures/make_inception.py has made. */
final class Fixtures {
  /** How many times narrower than the real one the tests' network is. */
  static final int DIVISOR = 16;

  /** What PyTorch computes as users run it. */
  static final String SINGLE = "single.f32";

  /** What it computes in double precision of the same inputs. */
  static final String DOUBLE = "double.f32";

  /** The ways of preparing images, in the order of the expected values. */
  static final List<FeaturePreprocessing> WAYS =
      List.of(
          FeaturePreprocessing.TENSORFLOW,
          FeaturePreprocessing.PYTORCH_FID,
          FeaturePreprocessing.CLEAN);

  private Fixtures() {}

  static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(Fixtures.class.getResource("zip.pth")).toURI())
          .resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path file(String name) {
    return folder().resolve(name);
  }

  /** The images of a folder in the order of their names. */
  static List<FeatureImage> images(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".png"))
          .sorted()
          .map(Fixtures::image)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FeatureImage image(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      int channels = image.getRaster().getNumBands();
      int[] samples =
          image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
      byte[] pixels = new byte[samples.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) samples[i];
      }
      return new FeatureImage(new Size(image.getHeight(), image.getWidth()), channels, pixels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PyTorch's features and then logits [preprocessing, image], as a file holds them. */
  static float[][] expected(Path file, int rows) {
    try {
      FloatBuffer values =
          ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      float[][] expected = new float[rows][values.remaining() / rows];
      for (float[] row : expected) {
        values.get(row);
      }
      return expected;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The greatest absolute difference from what PyTorch has computed, in one preprocessing. */
  static double difference(FeatureNetwork network, Path folder, String expectations) {
    List<FeatureImage> images = images(folder);
    float[][] expected = expected(folder.resolve(expectations), images.size() * WAYS.size());
    FeatureBatch found = network.features(images);
    int first = WAYS.indexOf(network.preprocessing()) * images.size();
    double greatest = 0;
    for (int image = 0; image < images.size(); image++) {
      for (int i = 0; i < expected[0].length; i++) {
        float value =
            i < network.dimension()
                ? found.features()[image][i]
                : found.logits()[image][i - network.dimension()];
        greatest = Math.max(greatest, Math.abs(value - expected[first + image][i]));
      }
    }
    return greatest;
  }
}
