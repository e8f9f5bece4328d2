package org.cocogan.network.seamless;

import java.util.List;
import java.util.stream.Stream;
import org.cocogan.exact.Product;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;

/**
 * A residual block that doubles height and width, without padding: (skip(u) +
 * conv1(n1(conv0(n0(u))))) / √2 for the upsampled input u, with modulations n0 and n1 and a 1x1
 * convolution as skip.
 */
final class UpBlock {
  private static final float HALF_THE_VARIANCE = (float) Math.sqrt(0.5);

  private final Modulation before;
  private final ValidConvolution first;
  private final Modulation between;
  private final ValidConvolution second;
  private final ValidConvolution skip;

  /**
   * Describes the block.
   *
   * @param kernel side of the second convolution, 1 or 3
   */
  UpBlock(String name, int in, int out, int kernel, int style) {
    before = new Modulation(name + "/modulation0", style, in);
    first = new ValidConvolution(name + "/conv0", in, out, 3);
    between = new Modulation(name + "/modulation1", style, out);
    second = new ValidConvolution(name + "/conv1", out, out, kernel);
    skip = new ValidConvolution(name + "/skip", in, out, 1);
  }

  List<Parameter> parameters() {
    return Stream.of(
            before.parameters(),
            first.parameters(),
            between.parameters(),
            second.parameters(),
            skip.parameters())
        .flatMap(List::stream)
        .toList();
  }

  /** Pixels of the doubled image that it takes off each side. */
  private int taken() {
    return Upsampling.MARGIN + convolved();
  }

  private int convolved() {
    return first.margin() + second.margin();
  }

  /** The margin of the input that leaves such a margin of the output. */
  int marginFor(int margin) {
    return (margin + taken() + 1) / 2;
  }

  /**
   * Doubles an image.
   *
   * @param x [batch, in, h, w] with the margin that {@link #marginFor} tells
   * @param margin of the output
   * @return [batch, out, 2h', 2w'] and the margin around it, for an image of h' by w'
   */
  StyledImage apply(StyledImage x, int margin, NetworkScope scope) {
    int crop = Product.of(2, marginFor(margin)) - margin - taken();
    StyledImage up = x.upsampled(crop, scope);
    StyledImage residual =
        up.modulated(before, scope)
            .convolved(first, scope)
            .modulated(between, scope)
            .convolved(second, scope);
    return up.cut(convolved()).convolved(skip, scope).plus(residual, HALF_THE_VARIANCE);
  }
}
