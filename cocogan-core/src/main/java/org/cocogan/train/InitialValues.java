package org.cocogan.train;

import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;

/** First values of parameters, which depend on the seed and the parameter's name alone. */
public final class InitialValues {
  private static final double TRUNCATION = 2;

  private InitialValues() {}

  /** Sets every parameter among the variables to its first value. */
  public static void set(List<Parameter> parameters, long seed, Variables variables) {
    for (Parameter parameter : parameters) {
      variables.set(parameter.name(), of(parameter, seed));
    }
  }

  /** The first value of one parameter. */
  public static HostArray of(Parameter parameter, long seed) {
    CountedRandom random = CountedRandom.of(seed, "initial " + parameter.name(), 0);
    float[] values = new float[parameter.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = draw(parameter.initializer(), random);
    }
    return new HostArray(parameter.shape(), values);
  }

  private static float draw(Initializer initializer, CountedRandom random) {
    if (initializer instanceof Initializer.Constant constant) {
      return constant.value();
    }
    if (initializer instanceof Initializer.Uniform uniform) {
      return (float) ((2 * random.nextDouble() - 1) * uniform.limit());
    }
    if (initializer instanceof Initializer.Normal normal) {
      return (float) (normal.mean() + random.nextGaussian() * normal.standardDeviation());
    }
    double deviation = ((Initializer.TruncatedNormal) initializer).standardDeviation();
    double normal;
    do {
      normal = random.nextGaussian();
    } while (Math.abs(normal) > TRUNCATION);
    return (float) (normal * deviation);
  }
}
