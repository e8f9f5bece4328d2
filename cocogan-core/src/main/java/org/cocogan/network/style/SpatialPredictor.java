package org.cocogan.network.style;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.BatchNorm;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Predicts a coordinate from features: linear, batch norm, leaky ReLU, linear, tanh. The linear
 * layers learn at a hundredth of the learning rate and start as PyTorch's do, uniform within 1 /
 * √in.
 */
final class SpatialPredictor {
  private static final float RATE = 0.01f;

  private final Layer fc1;
  private final BatchNorm norm;
  private final Layer fc2;

  /** A linear layer y = r·(xWᵀ + b): what is used moves at r times the learning rate. */
  private record Layer(String name, int in, int out) {
    List<Parameter> parameters() {
      Initializer uniform = new Initializer.Uniform(1 / (Math.sqrt(in) * RATE));
      return List.of(
          new Parameter(name + "/weight", Shape.of(out, in), true, uniform),
          new Parameter(name + "/bias", Shape.of(out), true, uniform));
    }

    Tensor apply(Tensor x, NetworkScope scope) {
      Tensor weight = scope.weight(name + "/weight").multiply(RATE);
      return x.matMul(weight.transpose()).add(scope.weight(name + "/bias").multiply(RATE));
    }
  }

  SpatialPredictor(String name, int features, int hidden, int coordinate) {
    fc1 = new Layer(name + "/fc1", features, hidden);
    norm = new BatchNorm(name + "/bn", hidden);
    fc2 = new Layer(name + "/fc2", hidden, coordinate);
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(fc1.parameters());
    parameters.addAll(norm.parameters());
    parameters.addAll(fc2.parameters());
    return parameters;
  }

  /** [batch, features] to [batch, coordinate dimension], in [-1, 1]. */
  Tensor apply(Tensor features, NetworkScope scope) {
    Tensor hidden = Activation.of(norm.apply(fc1.apply(features, scope), scope));
    return fc2.apply(hidden, scope).tanh();
  }
}
