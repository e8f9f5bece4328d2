package org.cocogan.network;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.tensor.Tensor;

/** Predicts a vector in [-1, 1] from features: linear, batch norm, leaky ReLU 0.2, linear, tanh. */
final class PredictionHead {
  private static final float SLOPE = 0.2f;

  private final Linear fc1;
  private final BatchNorm norm;
  private final Linear fc2;

  PredictionHead(String name, int features, int hidden, int out, Variant variant) {
    SpectralNorm spectralNorm = new SpectralNorm(variant);
    this.fc1 = new Linear(name + "/fc1", features, hidden, spectralNorm);
    this.norm = new BatchNorm(name + "/bn", hidden, variant);
    this.fc2 = new Linear(name + "/fc2", hidden, out, spectralNorm);
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.addAll(fc1.parameters());
    parameters.addAll(norm.parameters());
    parameters.addAll(fc2.parameters());
    return parameters;
  }

  Tensor apply(Tensor features, NetworkScope scope) {
    Tensor hidden = norm.apply(fc1.apply(features, scope), scope).leakyRelu(SLOPE);
    return fc2.apply(hidden, scope).tanh();
  }
}
