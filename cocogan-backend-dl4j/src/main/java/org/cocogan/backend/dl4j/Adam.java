package org.cocogan.backend.dl4j;

import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/** Adam on native arrays, by ND4J's own operation, which has TensorFlow's form. */
final class Adam {
  private Adam() {}

  /** Updates a variable and its moments in place. */
  static void update(String name, INDArray gradient, Dl4jVariables variables, AdamUpdate update) {
    Shape shape = variables.shape(name);
    INDArray second = variables.arrayOrZeros(update.secondMoment(name), shape);
    INDArray first = variables.arrayOrZeros(update.firstMoment(name), shape);
    try (INDArray step = Nd4j.createUninitialized(gradient.dataType(), gradient.shape())) {
      Nd4j.exec(
          new AdamUpdater(
              gradient,
              second,
              first,
              step,
              second,
              first,
              update.learningRate(),
              update.beta1(),
              update.beta2(),
              update.epsilon(),
              Math.toIntExact(update.number() - 1)));
      variables.array(name).subi(step);
    }
  }
}
