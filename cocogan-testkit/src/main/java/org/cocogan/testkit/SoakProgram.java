package org.cocogan.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** A small convolutional network whose every large array has at least 128 KiB. */
final class SoakProgram {
  private static final Shape IMAGES = Shape.of(4, 64, 16, 16);
  private static final Shape WEIGHT = Shape.of(64, 64, 3, 3);

  private SoakProgram() {}

  static ProgramDefinition definition() {
    return new ProgramDefinition(
        "soak",
        Map.of("images", IMAGES),
        Set.of("first", "second", "bias"),
        scope -> {
          Tensor images = scope.input("images");
          Tensor hidden =
              images.conv2d(scope.variable("first"), scope.variable("bias"), 1, 1).relu();
          Tensor image = hidden.upsampleNearest(2).conv2d(scope.variable("second"), 2, 1).tanh();
          Tensor loss = image.subtract(images).square().mean();
          Tensor average = scope.variable("average").multiply(0.9f).add(image.multiply(0.1f));
          return new ProgramResult(
              Map.of("loss", loss, "image", image), Optional.of(loss), Map.of("average", average));
        });
  }

  static Map<String, HostArray> variables() {
    Map<String, HostArray> variables = new LinkedHashMap<>();
    variables.put("first", random("first", 0, WEIGHT));
    variables.put("second", random("second", 0, WEIGHT));
    variables.put("bias", random("bias", 0, Shape.of(64)));
    variables.put("average", HostArray.filled(IMAGES, 0));
    return variables;
  }

  static Map<String, HostArray> inputs(long run) {
    return Map.of("images", random("images", run, IMAGES));
  }

  private static HostArray random(String name, long count, Shape shape) {
    CountedRandom random = CountedRandom.of(20190401, name, count);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(-0.05f, 0.05f);
    }
    return new HostArray(shape, values);
  }
}
