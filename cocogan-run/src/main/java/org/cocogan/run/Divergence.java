package org.cocogan.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.data.PixelImage;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.training.SampleSheet;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStep;

/**
 * Notices a training that has diverged, which it does not come back from: some loss was beyond a
 * hundred thousand at each of the latest steps, or nearly all values of its latest sample sheet are
 * the lowest or the highest there are, and those of real images are not.
 */
final class Divergence implements TrainingListener {
  private static final float LARGEST_LOSS = 1e5f;
  private static final int STEPS = 10;
  private static final double SATURATED = 0.99;

  /** Values as near to black or white, of 0..255, count as saturated. */
  private static final int MARGIN = 2;

  private static final int REAL_IMAGES = 16;

  private final Dataset real;
  private int beyond;
  private boolean saturated;

  /** Watches a training that learns from a data set. */
  Divergence(Dataset real) {
    this.real = real;
  }

  @Override
  public String product() {
    return "look at losses and images";
  }

  @Override
  public void stepped(TrainingStep step) {
    beyond = isBeyond(step.losses()) ? beyond + 1 : 0;
  }

  private static boolean isBeyond(Map<String, Float> losses) {
    return losses.values().stream().anyMatch(loss -> Math.abs(loss) > LARGEST_LOSS);
  }

  @Override
  public void drawn(SampleSheet sheet) {
    saturated = saturation(sheet.images()) >= SATURATED && saturation(real) < SATURATED;
  }

  private static double saturation(List<PixelImage> images) {
    return images.stream().mapToDouble(image -> saturation(image.pixels())).average().orElse(0);
  }

  private static double saturation(Dataset dataset) {
    int height = dataset.imageSize().height();
    int stride = Product.of(dataset.imageSize().width(), dataset.channels());
    byte[] pixels = new byte[Product.of(height, stride)];
    int count = Math.min(REAL_IMAGES, dataset.count());
    double sum = 0;
    for (int i = 0; i < count; i++) {
      dataset.read(i, 0, 0, height, dataset.imageSize().width(), pixels, 0, stride);
      sum += saturation(pixels);
    }
    return sum / count;
  }

  private static double saturation(byte[] pixels) {
    int extreme = 0;
    for (byte pixel : pixels) {
      int value = Byte.toUnsignedInt(pixel);
      extreme += value <= MARGIN || value >= 255 - MARGIN ? 1 : 0;
    }
    return (double) extreme / pixels.length;
  }

  /** Whether there are signs of it. */
  boolean isNear() {
    return beyond > 0 || saturated;
  }

  /**
   * What is wrong and what to do about it; empty for a training that has not diverged.
   *
   * @param healthy a checkpoint from before, if there is one
   */
  Optional<String> warning(Optional<Path> healthy) {
    if (beyond < STEPS && !saturated) {
      return Optional.empty();
    }
    String sign =
        saturated
            ? "nearly all values of its images are the lowest or the highest there are"
            : "its losses are beyond a hundred thousand";
    String cure =
        healthy
            .map(folder -> "remove the checkpoints after " + folder + " and go on from there")
            .orElse("start anew under another exp_name");
    return Optional.of(
        "the training has diverged, "
            + sign
            + ", and such networks do not recover: "
            + cure
            + " with smaller learning rates (train_params.glr and dlr)");
  }
}
