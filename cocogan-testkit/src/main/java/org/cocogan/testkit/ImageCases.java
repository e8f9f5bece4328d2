package org.cocogan.testkit;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.tensor.ResultShapes;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** Uses of the operations on [batch, channels, height, width]. */
final class ImageCases {
  private static final int[] KERNELS = {1, 3, 4};
  private static final int[] STRIDES = {1, 2};
  private static final int[] PADDINGS = {0, 1, 2};

  private final List<OperationCase> cases = new ArrayList<>();

  private ImageCases() {}

  static List<OperationCase> all() {
    ImageCases table = new ImageCases();
    for (int kernel : KERNELS) {
      for (int stride : STRIDES) {
        for (int padding : PADDINGS) {
          table.convolution(Shape.of(2, 3, 5, 6), Shape.of(2, 3, kernel, kernel), stride, padding);
          table.transposed(Shape.of(2, 3, 3, 4), Shape.of(3, 2, kernel, kernel), stride, padding);
        }
      }
    }
    table.unevenConvolutions();
    table.resampling();
    table.chains();
    return table.cases;
  }

  private void convolution(Shape input, Shape weight, int stride, int padding) {
    String detail = " with stride " + stride + ", padding " + padding;
    cases.add(
        OperationCase.of(
            "conv2d" + detail,
            List.of(input, weight),
            x -> x.get(0).conv2d(x.get(1), stride, padding)));
    cases.add(
        OperationCase.of(
            "conv2d" + detail,
            List.of(input, weight, Shape.of(weight.dimension(0))),
            x -> x.get(0).conv2d(x.get(1), x.get(2), stride, padding)));
    Shape result = ResultShapes.convolved(input, weight, stride, padding);
    int height = weight.dimension(2);
    int width = weight.dimension(3);
    cases.add(
        OperationCase.of(
            "conv2dWeight of " + height + " by " + width + detail,
            List.of(input, result),
            x -> x.get(0).conv2dWeight(x.get(1), height, width, stride, padding)));
  }

  private void transposed(Shape input, Shape weight, int stride, int padding) {
    int height = (input.dimension(2) - 1) * stride - 2 * padding + weight.dimension(2);
    if (height > 0) {
      cases.add(
          OperationCase.of(
              "convTranspose2d with stride " + stride + ", padding " + padding,
              List.of(input, weight),
              x -> x.get(0).convTranspose2d(x.get(1), stride, padding)));
    }
  }

  private void unevenConvolutions() {
    convolution(Shape.of(1, 1, 4, 4), Shape.of(1, 1, 3, 3), 1, 1);
    convolution(Shape.of(1, 3, 3, 7), Shape.of(5, 3, 1, 3), 2, 1);
    convolution(Shape.of(2, 2, 7, 4), Shape.of(1, 2, 3, 2), 1, 0);
    convolution(Shape.of(1, 2, 3, 3), Shape.of(2, 2, 3, 3), 1, 0);
    transposed(Shape.of(1, 1, 4, 4), Shape.of(1, 1, 3, 3), 1, 1);
    transposed(Shape.of(1, 5, 2, 4), Shape.of(5, 3, 1, 3), 2, 0);
    transposed(Shape.of(2, 1, 4, 2), Shape.of(1, 2, 3, 2), 1, 0);
    transposed(Shape.of(1, 2, 1, 1), Shape.of(2, 2, 3, 3), 1, 0);
  }

  private void resampling() {
    for (int size = 1; size <= 3; size++) {
      int by = size;
      for (Shape shape : List.of(Shape.of(1, 1, 6, 6), Shape.of(2, 3, 6, 12))) {
        cases.add(
            OperationCase.of("avgPool2d of " + by, List.of(shape), x -> x.get(0).avgPool2d(by)));
      }
      for (Shape shape : List.of(Shape.of(1, 1, 1, 1), Shape.of(2, 3, 4, 5))) {
        cases.add(
            OperationCase.of(
                "upsampleNearest by " + by, List.of(shape), x -> x.get(0).upsampleNearest(by)));
      }
    }
  }

  private void chains() {
    cases.add(
        OperationCase.of(
            "a residual block of conv2d",
            List.of(Shape.of(2, 2, 4, 6), Shape.of(2, 2, 3, 3), Shape.of(2)),
            x -> {
              Tensor input = x.get(0);
              Tensor hidden = input.tanh().upsampleNearest(2).conv2d(x.get(1), x.get(2), 1, 1);
              return hidden.softplus().avgPool2d(2).add(input);
            }));
    cases.add(
        OperationCase.of(
            "channel-wise normalisation",
            List.of(Shape.of(3, 2, 4, 2), Shape.of(1, 2, 1, 1), Shape.of(1, 2, 1, 1)),
            x -> {
              Tensor input = x.get(0);
              Tensor centred = input.subtract(input.mean(0, 2, 3));
              Tensor deviation = centred.square().mean(0, 2, 3).add(1e-5f).sqrt();
              return centred.divide(deviation).multiply(x.get(1)).add(x.get(2));
            }));
    cases.add(
        OperationCase.of(
            "conv2d of a permuted image",
            List.of(Shape.of(2, 4, 5, 3), Shape.of(2, 3, 3, 3)),
            x -> x.get(0).permute(0, 3, 1, 2).conv2d(x.get(1), 2, 1).permute(0, 2, 3, 1)));
    cases.add(
        OperationCase.of(
            "conv2d with a computed weight",
            List.of(Shape.of(1, 2, 4, 4), Shape.of(3, 2, 3, 3)),
            x -> {
              Tensor weight = x.get(1);
              Tensor norm = weight.square().sum().sqrt();
              return x.get(0).conv2d(weight.divide(norm), 1, 1);
            }));
  }
}
