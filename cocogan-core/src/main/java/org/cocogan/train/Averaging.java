package org.cocogan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cocogan.model.Parameter;
import org.cocogan.network.SpectralNorm;
import org.cocogan.tensor.HostArray;

/**
 * The mean of what several workers have made of the same variables, each on batches of its own
 * (local SGD, Stich 2019): of weights, optimiser moments, moving averages and running statistics.
 * Vectors of spectral normalisation are averaged and brought to the length 1.
 */
public final class Averaging {
  private final Set<String> unit;

  /** Prepares means of the variables of networks. */
  public Averaging(List<Parameter> parameters) {
    unit =
        parameters.stream()
            .filter(SpectralNorm::isVector)
            .map(Parameter::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The mean, in doubles and in the order of the workers, so that it is the same wherever it is
   * taken.
   *
   * @param workers the variables of each, at least one, with the same names and shapes
   * @throws IllegalArgumentException if they have not
   */
  public Map<String, HostArray> mean(List<Map<String, HostArray>> workers) {
    Map<String, HostArray> first = workers.get(0);
    Map<String, HostArray> mean = new LinkedHashMap<>();
    for (String name : first.keySet()) {
      mean.put(name, mean(name, workers));
    }
    return mean;
  }

  private HostArray mean(String name, List<Map<String, HostArray>> workers) {
    HostArray any = of(name, workers.get(0));
    double[] sum = new double[any.values().length];
    for (Map<String, HostArray> worker : workers) {
      HostArray value = of(name, worker);
      if (!value.shape().equals(any.shape())) {
        throw new IllegalArgumentException(
            "workers have %s as %s and as %s".formatted(name, any.shape(), value.shape()));
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += value.values()[i];
      }
    }
    double divisor = unit.contains(name) ? length(sum) : workers.size();
    float[] values = new float[sum.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (sum[i] / divisor);
    }
    return new HostArray(any.shape(), values);
  }

  private static HostArray of(String name, Map<String, HostArray> worker) {
    HostArray value = worker.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a worker has no variable " + name);
    }
    return value;
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    return squares == 0 ? 1 : Math.sqrt(squares);
  }
}
