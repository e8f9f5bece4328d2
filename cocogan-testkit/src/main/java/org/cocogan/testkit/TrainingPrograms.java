package org.cocogan.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;

/**
 * A small network with its data, for tests of training. Its kernel has several channels on both
 * sides, so that an engine's own order of their memory shows.
 */
final class TrainingPrograms {
  private static final Shape IMAGES = Shape.of(2, 2, 5, 4);
  private static final Shape TARGETS = Shape.of(2, 1);

  private TrainingPrograms() {}

  /**
   * Squared error of a convolution and a matrix product; carries a running mean of the features.
   */
  static ProgramDefinition classifier() {
    return new ProgramDefinition(
        "classifier",
        Map.of("images", IMAGES, "targets", TARGETS),
        Set.of("weight", "bias", "head"),
        scope -> {
          Tensor images = scope.input("images");
          Tensor features =
              images.conv2d(scope.variable("weight"), scope.variable("bias"), 1, 1).softplus();
          Tensor judged = features.mean(2, 3).reshape(2, 3).matMul(scope.variable("head"));
          Tensor loss = judged.subtract(scope.input("targets")).square().mean();
          Tensor average = scope.variable("average");
          Tensor moved = average.multiply(0.9f).add(features.mean(0, 2, 3).multiply(0.1f));
          return new ProgramResult(
              Map.of("loss", loss, "judged", judged, "average", average),
              Optional.of(loss),
              Map.of("average", moved));
        });
  }

  /** Many functions of one weight w [2, 3], one after another, with input x [2, 3]. */
  static ProgramDefinition deep() {
    Shape shape = Shape.of(2, 3);
    return new ProgramDefinition(
        "deep",
        Map.of("x", shape),
        Set.of("w"),
        scope -> {
          Tensor value = scope.variable("w").multiply(scope.input("x"));
          for (int layer = 0; layer < 3; layer++) {
            value = value.exp().add(1).log().sqrt().abs().multiply(scope.input("x")).relu();
          }
          Tensor loss = value.mean();
          return new ProgramResult(Map.of("loss", loss), Optional.of(loss), Map.of());
        });
  }

  /** The classifier's variables before its first update. */
  static Map<String, DoubleArray> variables() {
    Map<String, DoubleArray> variables = new LinkedHashMap<>();
    variables.put("weight", random("weight", 0, Shape.of(3, 2, 3, 3)));
    variables.put("bias", random("bias", 0, Shape.of(3)));
    variables.put("head", random("head", 0, Shape.of(3, 1)));
    variables.put("average", DoubleArray.of(HostArray.filled(Shape.of(1, 3, 1, 1), 0)));
    return variables;
  }

  /** The classifier's inputs for one update. */
  static Map<String, DoubleArray> inputs(long number) {
    Map<String, DoubleArray> inputs = new LinkedHashMap<>();
    inputs.put("images", random("images", number, IMAGES));
    inputs.put("targets", random("targets", number, TARGETS));
    return inputs;
  }

  /** A large step, whose moments have a prefix of their own. */
  static AdamUpdate update(String moments, long number) {
    return new AdamUpdate(moments, number, 0.1, 0.5, 0.9, 1e-12);
  }

  static Map<String, HostArray> host(Map<String, DoubleArray> arrays) {
    Map<String, HostArray> host = new LinkedHashMap<>();
    arrays.forEach((name, array) -> host.put(name, array.toHost()));
    return host;
  }

  static Map<String, DoubleArray> doubles(Map<String, HostArray> arrays) {
    Map<String, DoubleArray> doubles = new LinkedHashMap<>();
    arrays.forEach((name, array) -> doubles.put(name, DoubleArray.of(array)));
    return doubles;
  }

  static Map<String, HostArray> values(Variables variables) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    variables.names().forEach(name -> values.put(name, variables.get(name)));
    return values;
  }

  private static DoubleArray random(String name, long count, Shape shape) {
    CountedRandom random = CountedRandom.of(20190401, name, count);
    return DoubleArray.at(shape, index -> random.nextFloat(-1, 1));
  }
}
