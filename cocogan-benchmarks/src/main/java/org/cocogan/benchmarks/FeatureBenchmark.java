package org.cocogan.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.eval.network.FeatureImage;
import org.cocogan.eval.network.FeatureSpeed;
import org.cocogan.eval.network.OnnxFeatureNetwork;
import org.cocogan.exact.Division;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;
import org.cocogan.report.benchmark.Timing;

/**
 * The speed at which features of PNG files are computed.
 *
 * @param network its name
 * @param preprocessing how images were prepared
 * @param threads processor threads
 * @param images in a round
 * @param side of an image, in pixels
 * @param bare features a second of the session alone on prepared tensors, at the median
 * @param pipeline features a second of files, at the median
 * @param share the pipeline's rate over the session's, round by round, at the median
 * @param bareCpu processor seconds of the session alone for an image, at the median
 * @param cpu processor seconds from file to features for an image, at the median
 */
record FeatureBenchmark(
    String network,
    String preprocessing,
    int threads,
    int images,
    int side,
    double bare,
    double pipeline,
    double share,
    double bareCpu,
    double cpu) {
  private static final int CHANNELS = 3;
  private static final int SQUARE = 8;

  /**
   * Measures on images of coloured squares, which are written and deleted again.
   *
   * @param folder where they are written
   */
  public static FeatureBenchmark measure(
      OnnxFeatureNetwork network, Path folder, int images, int side, int rounds, int threads)
      throws IOException {
    Path own = Files.createTempDirectory(folder, "cocogan-benchmark");
    try {
      for (int i = 0; i < images; i++) {
        Images.writePng(file(own, i), pixels(i, side), new Size(side, side), CHANNELS);
      }
      double[] bare = new double[rounds];
      double[] pipeline = new double[rounds];
      double[] share = new double[rounds];
      double[] bareCpu = new double[rounds];
      double[] cpu = new double[rounds];
      FeatureSpeed speed = new FeatureSpeed(network, images, i -> read(file(own, i)));
      speed.round();
      for (int round = 0; round < rounds; round++) {
        FeatureSpeed.Round found = speed.round();
        bare[round] = images / found.bare().seconds();
        pipeline[round] = images / found.pipeline().seconds();
        share[round] = found.bare().seconds() / found.pipeline().seconds();
        bareCpu[round] = found.bare().cpuSeconds() / images;
        cpu[round] = found.pipeline().cpuSeconds() / images;
      }
      return new FeatureBenchmark(
          network.name(),
          network.preprocessing().toString(),
          threads,
          images,
          side,
          Timing.of(bare).median(),
          Timing.of(pipeline).median(),
          Timing.of(share).median(),
          Timing.of(bareCpu).median(),
          Timing.of(cpu).median());
    } finally {
      for (int i = 0; i < images; i++) {
        Files.deleteIfExists(file(own, i));
      }
      Files.deleteIfExists(own);
    }
  }

  private static Path file(Path folder, int number) {
    return folder.resolve(number + ".png");
  }

  private static FeatureImage read(Path file) {
    PixelImage image = Images.read(file, CHANNELS);
    return new FeatureImage(image.size(), image.channels(), image.pixels());
  }

  /** Squares with some noise, which take about as long to decode as a picture. */
  private static byte[] pixels(int seed, int side) {
    Random random = new Random(seed);
    int columns = Division.ceil(side, SQUARE);
    byte[] colours = new byte[Product.of(columns, columns, CHANNELS)];
    random.nextBytes(colours);
    byte[] pixels = new byte[Product.of(side, side, CHANNELS)];
    for (int i = 0; i < pixels.length; i++) {
      int pixel = i / CHANNELS;
      int square = pixel / side / SQUARE * columns + pixel % side / SQUARE;
      pixels[i] = (byte) (colours[square * CHANNELS + i % CHANNELS] ^ random.nextInt(4));
    }
    return pixels;
  }

  /** The report as text for people. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "features of %d PNG images of %dx%d by %s (%s), %d threads%n"
            + "  session alone      %8.2f a second, %.4f CPU-seconds each%n"
            + "  files to features  %8.2f a second, %.4f CPU-seconds each, %.1f %% as fast",
        images,
        side,
        side,
        network,
        preprocessing,
        threads,
        bare,
        bareCpu,
        pipeline,
        cpu,
        share * 100);
  }

  /** All numbers in one line. */
  public String json() {
    ObjectNode node = JsonMapper.builder().build().createObjectNode();
    node.put("network", network);
    node.put("preprocessing", preprocessing);
    node.put("threads", threads);
    node.put("images", images);
    node.put("side", side);
    node.put("session_features_per_s", bare);
    node.put("features_per_s", pipeline);
    node.put("share", share);
    node.put("session_cpu_s_per_feature", bareCpu);
    node.put("cpu_s_per_feature", cpu);
    return node.toString();
  }
}
