package org.cocogan.augment;

import java.util.Map;
import java.util.function.Function;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A random change to each macro patch of a batch; its random numbers are inputs that are drawn
 * outside of the program.
 */
interface PatchChange {
  /** What it is called in the purposes of random draws. */
  String name();

  /**
   * The inputs it needs.
   *
   * @param macroPatches [batch, channels, h, w]
   */
  Map<String, Shape> inputs(Shape macroPatches);

  /**
   * Draws those inputs, image after image.
   *
   * @param macroPatches [batch, channels, h, w]
   */
  Map<String, HostArray> draw(Shape macroPatches, CountedRandom random);

  /**
   * Changes the patches.
   *
   * @param macroPatches [batch, channels, h, w]
   * @param input the inputs by name
   * @return of the same shape
   */
  Tensor apply(Tensor macroPatches, Function<String, Tensor> input);
}
