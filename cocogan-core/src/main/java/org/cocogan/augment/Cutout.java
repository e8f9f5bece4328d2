package org.cocogan.augment;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Zeros in a rectangle of half the patch's height and width, whose centre may be anywhere in the
 * patch; what of it lies outside is lost.
 */
record Cutout() implements PatchChange {
  private static final String INPUT = "cutout";

  @Override
  public String name() {
    return "cutout";
  }

  @Override
  public Map<String, Shape> inputs(Shape macroPatches) {
    return Map.of(INPUT, macroPatches.with(1, 1));
  }

  @Override
  public Map<String, HostArray> draw(Shape macroPatches, CountedRandom random) {
    int height = macroPatches.dimension(2);
    int width = macroPatches.dimension(3);
    Shape shape = macroPatches.with(1, 1);
    float[] kept = new float[shape.size()];
    Arrays.fill(kept, 1);
    for (int image = 0; image < macroPatches.dimension(0); image++) {
      int top = start(height, random);
      int left = start(width, random);
      for (int row = Math.max(0, top); row < Math.min(height, top + height / 2); row++) {
        int from = (image * height + row) * width;
        int last = Math.min(width, left + width / 2);
        Arrays.fill(kept, from + Math.max(0, left), from + last, 0);
      }
    }
    return Map.of(INPUT, new HostArray(shape, kept));
  }

  /** The first row or column of the rectangle; an even one has its centre between two of them. */
  private static int start(int side, CountedRandom random) {
    int cut = side / 2;
    return random.nextInt(side + 1 - cut % 2) - cut / 2;
  }

  @Override
  public Tensor apply(Tensor macroPatches, Function<String, Tensor> input) {
    return macroPatches.multiply(input.apply(INPUT));
  }
}
