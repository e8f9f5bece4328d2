package org.cocogan.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.BackendProvider;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.AfterEach;

/**
 * For tests of what is made of tensors: an engine of its own for every test, that which the system
 * property {@code cocogan.test.engine} names.
 */
public abstract class WithEngine {
  private static final String ENGINE = System.getProperty("cocogan.test.engine", "djl");

  protected final Backend backend = startBackend();
  protected final Variables variables = backend.newVariables();

  /** For subclasses. */
  protected WithEngine() {}

  /** Another engine, which shares nothing with that of the test. */
  protected static Backend startBackend() {
    return provider().start(new BackendOptions(2, "cpu"));
  }

  private static BackendProvider provider() {
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.name().equals(ENGINE)) {
        return provider;
      }
    }
    throw new IllegalStateException("there is no engine " + ENGINE + " on the class path");
  }

  @AfterEach
  final void closeBackend() {
    variables.close();
    backend.close();
  }

  /** What a function over the variables gives. */
  protected final Map<String, HostArray> outputs(
      Function<ProgramScope, Map<String, Tensor>> function) {
    return outputs(Map.of(), function);
  }

  /** What a function over inputs and variables gives. */
  protected final Map<String, HostArray> outputs(
      Map<String, HostArray> inputs, Function<ProgramScope, Map<String, Tensor>> function) {
    ProgramDefinition definition =
        new ProgramDefinition(
            "outputs", shapes(inputs), Set.of(), scope -> ProgramResult.of(function.apply(scope)));
    try (Program program = backend.compile(definition, variables)) {
      return program.run(inputs);
    }
  }

  /** The one array that a function over the variables gives. */
  protected final HostArray output(Function<ProgramScope, Tensor> function) {
    return outputs(scope -> Map.of("output", function.apply(scope)))
        .getOrDefault("output", HostArray.scalar(Float.NaN));
  }

  /** The engine's gradient of a scalar function for the named variables. */
  protected final Map<String, HostArray> gradients(
      Set<String> trained, Function<ProgramScope, Tensor> loss) {
    ProgramDefinition definition =
        new ProgramDefinition(
            "gradients",
            Map.of(),
            trained,
            scope -> new ProgramResult(Map.of(), Optional.of(loss.apply(scope)), Map.of()));
    try (Program program = backend.compile(definition, variables)) {
      return program.gradients(Map.of());
    }
  }

  /** The engine's gradient of a scalar function for one variable. */
  protected final HostArray gradient(String variable, Function<ProgramScope, Tensor> loss) {
    return gradients(Set.of(variable), loss).getOrDefault(variable, HostArray.scalar(Float.NaN));
  }

  /** Numbers in [low, high) that depend on a name. */
  public static HostArray random(String name, float low, float high, int... sizes) {
    CountedRandom random = CountedRandom.of(20190401, name, 0);
    Shape shape = Shape.of(sizes);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(low, high);
    }
    return new HostArray(shape, values);
  }

  private static Map<String, Shape> shapes(Map<String, HostArray> inputs) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    inputs.forEach((name, value) -> shapes.put(name, value.shape()));
    return shapes;
  }
}
