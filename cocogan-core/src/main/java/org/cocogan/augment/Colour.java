package org.cocogan.augment;

import java.util.Map;
import java.util.function.Function;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Brightness, saturation and contrast, one after another: x + b; m + s(x - m) with the mean m of
 * each pixel's channels; µ + c(x - µ) with the mean µ of the whole patch. Brightness b is uniform
 * in [-0.5, 0.5), saturation s in [0, 2), contrast c in [0.5, 1.5).
 */
record Colour() implements PatchChange {
  private static final String INPUT = "colour";

  @Override
  public String name() {
    return "colour";
  }

  @Override
  public Map<String, Shape> inputs(Shape macroPatches) {
    return Map.of(INPUT, shape(macroPatches));
  }

  /** [batch, (brightness, saturation, contrast), 1, 1]. */
  private static Shape shape(Shape macroPatches) {
    return Shape.of(macroPatches.dimension(0), 3, 1, 1);
  }

  @Override
  public Map<String, HostArray> draw(Shape macroPatches, CountedRandom random) {
    Shape shape = shape(macroPatches);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i += 3) {
      values[i] = random.nextFloat(-0.5f, 0.5f);
      values[i + 1] = random.nextFloat(0, 2);
      values[i + 2] = random.nextFloat(0.5f, 1.5f);
    }
    return Map.of(INPUT, new HostArray(shape, values));
  }

  /**
   * The three at once: c·s·x + c(1 - s)·m + (1 - c)·µ + b, of the x, m and µ before any of them.
   */
  @Override
  public Tensor apply(Tensor macroPatches, Function<String, Tensor> input) {
    Tensor numbers = input.apply(INPUT);
    Tensor brightness = numbers.slice(1, 0, 1);
    Tensor saturation = numbers.slice(1, 1, 2);
    Tensor contrast = numbers.slice(1, 2, 3);
    Tensor grey = macroPatches.mean(1);
    Tensor mean = grey.mean(2, 3);
    Tensor constant = mean.subtract(mean.multiply(contrast)).add(brightness);
    Tensor scale = contrast.multiply(saturation);
    return macroPatches.multiply(scale).add(grey.multiply(contrast.subtract(scale)).add(constant));
  }
}
