package org.cocogan.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.tensor.HostArray;

/** Single numbers that sum up what the networks gave in a step. */
public final class Observations {
  private static final String REAL = "realness_real";
  private static final String FAKE = "realness_fake";

  private Observations() {}

  /**
   * Sums up a step, as far as there is something to sum up: {@code gradient_slope}, the mean norm
   * of the gradient that a penalty looks at; {@code realness_real} and {@code realness_fake}, the
   * mean judgements; {@code real_above_fake}, the share of all pairs of a real and a generated
   * patch in which the real one is judged higher, an equal judgement counting half; {@code
   * coordinate_error_real} and {@code coordinate_error_fake}.
   *
   * @param observed by the names of {@link org.cocogan.train.StepPrograms#OBSERVED}
   */
  public static Map<String, Double> of(Map<String, HostArray> observed) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    mean(observed, "slopes", "gradient_slope", numbers);
    for (String name :
        new String[] {REAL, FAKE, "coordinate_error_real", "coordinate_error_fake"}) {
      mean(observed, name, name, numbers);
    }
    if (observed.containsKey(REAL) && observed.containsKey(FAKE)) {
      numbers.put(
          "real_above_fake", above(observed.get(REAL).values(), observed.get(FAKE).values()));
    }
    return numbers;
  }

  private static void mean(
      Map<String, HostArray> observed, String from, String to, Map<String, Double> numbers) {
    HostArray array = observed.get(from);
    if (array != null) {
      double sum = 0;
      for (float value : array.values()) {
        sum += value;
      }
      numbers.put(to, sum / array.values().length);
    }
  }

  private static double above(float[] real, float[] fake) {
    double count = 0;
    for (float one : real) {
      for (float other : fake) {
        count += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return count / real.length / fake.length;
  }
}
