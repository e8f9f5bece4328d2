package org.cocogan.report.tensorboard;

import java.util.Map;
import java.util.TreeMap;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;

/**
 * Largest singular values of the weights that are spectrally normalised, each estimated by one
 * power iteration from the vector u that its layer carries.
 */
final class SpectralNorms {
  private static final String VECTOR = "/u";

  private SpectralNorms() {}

  /** The spectral norms by the names of layers. */
  static Map<String, Float> of(Variables variables) {
    Map<String, Float> norms = new TreeMap<>();
    for (String name : variables.names()) {
      String layer = name.endsWith(VECTOR) ? name.substring(0, name.length() - 2) : "";
      if (variables.names().contains(layer + "/weight")) {
        norms.put(layer, norm(variables.get(layer + "/weight"), variables.get(name).values()));
      }
    }
    return norms;
  }

  /** |W v| with v = uW / |uW| and the weight as a matrix W of [out, rest]. */
  private static float norm(HostArray weight, float[] u) {
    float[] w = weight.values();
    int rest = w.length / u.length;
    double[] v = new double[rest];
    for (int row = 0; row < u.length; row++) {
      for (int column = 0; column < rest; column++) {
        v[column] += u[row] * w[row * rest + column];
      }
    }
    double length = length(v);
    double[] product = new double[u.length];
    for (int row = 0; row < u.length; row++) {
      for (int column = 0; column < rest; column++) {
        product[row] += w[row * rest + column] * v[column];
      }
    }
    return (float) (length > 0 ? length(product) / length : 0);
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
