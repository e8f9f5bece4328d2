package org.cocogan.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cocogan.exact.Product;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A shift by whole pixels, up to an eighth of the height and of the width either way, each distance
 * as likely as another; what comes in over the edge is zero.
 *
 * <p>It is written as a convolution, whose channels are the images of the batch: image i is
 * convolved with a kernel that is zero but for one 1, at the shift of image i, and with zeros for
 * all other images.
 */
record Translation() implements PatchChange {
  private static final String ROWS = "translation_rows";
  private static final String COLUMNS = "translation_columns";
  private static final int LARGEST_SHARE = 8;

  /** Images are convolved so many at a time, lest the work grow with the square of the batch. */
  private static final int TOGETHER = 16;

  @Override
  public String name() {
    return "translation";
  }

  @Override
  public Map<String, Shape> inputs(Shape macroPatches) {
    return Map.of(ROWS, shape(macroPatches, 2), COLUMNS, shape(macroPatches, 3));
  }

  /** [batch, images at a time, kernel height, kernel width] of the shifts along an axis. */
  private static Shape shape(Shape macroPatches, int axis) {
    int batch = macroPatches.dimension(0);
    return Shape.of(batch, Math.min(batch, TOGETHER), 1, 1)
        .with(axis, Product.of(2, reach(macroPatches, axis)) + 1);
  }

  private static int reach(Shape macroPatches, int axis) {
    return macroPatches.dimension(axis) / LARGEST_SHARE;
  }

  @Override
  public Map<String, HostArray> draw(Shape macroPatches, CountedRandom random) {
    HostArray rows = kernels(shape(macroPatches, 2), random);
    return Map.of(ROWS, rows, COLUMNS, kernels(shape(macroPatches, 3), random));
  }

  private static HostArray kernels(Shape shape, CountedRandom random) {
    int together = shape.dimension(1);
    int length = Product.of(shape.dimension(2), shape.dimension(3));
    float[] values = new float[shape.size()];
    for (int image = 0; image < shape.dimension(0); image++) {
      values[(image * together + image % together) * length + random.nextInt(length)] = 1;
    }
    return new HostArray(shape, values);
  }

  @Override
  public Tensor apply(Tensor macroPatches, Function<String, Tensor> input) {
    Tensor moved = macroPatches.permute(1, 0, 2, 3);
    moved = moved(moved, 2, input.apply(ROWS));
    moved = moved(moved, 3, input.apply(COLUMNS));
    return moved.permute(1, 0, 2, 3);
  }

  /** Patches [channels, batch, h, w] shifted along an axis. */
  private static Tensor moved(Tensor patches, int axis, Tensor kernels) {
    int batch = kernels.shape().dimension(0);
    int together = kernels.shape().dimension(1);
    int reach = kernels.shape().dimension(axis) / 2;
    Tensor padded = patches.pad(axis, reach, reach);
    List<Tensor> parts = new ArrayList<>();
    for (int from = 0; from < batch; from += together) {
      int to = Math.min(batch, from + together);
      Tensor weight = kernels.slice(0, from, to).slice(1, 0, to - from);
      parts.add(padded.slice(1, from, to).conv2d(weight, 1, 0));
    }
    return Tensor.concat(1, parts);
  }
}
