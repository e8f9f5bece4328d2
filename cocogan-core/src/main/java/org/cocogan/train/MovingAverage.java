package org.cocogan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;

/**
 * An exponential moving average of the generator's weights: average = d·average + (1 - d)·weight,
 * with d rising from 2/11 to the decay as min(decay, (1 + n) / (10 + n)) over n updates.
 */
public final class MovingAverage implements AutoCloseable {
  private static final String PREFIX = "average/";

  private final ProgramDefinition definition;
  private final Program program;

  MovingAverage(List<Parameter> generator, Backend backend, Variables variables) {
    List<String> weights =
        generator.stream().filter(Parameter::trained).map(Parameter::name).toList();
    startWith(weights, variables);
    this.definition =
        new ProgramDefinition(
            "moving average",
            Map.of("decay", Shape.of()),
            Set.of(),
            scope -> {
              Tensor share = scope.input("decay").negate().add(1);
              Map<String, Tensor> state = new LinkedHashMap<>();
              for (String weight : weights) {
                Tensor average = scope.variable(variable(weight));
                Tensor distance = scope.variable(weight).subtract(average);
                state.put(variable(weight), average.add(distance.multiply(share)));
              }
              return new ProgramResult(Map.of(), Optional.empty(), state);
            });
    this.program = backend.compile(definition, variables);
  }

  /** Sets averages that are not there to the present values. */
  static void startWith(List<String> names, Variables variables) {
    for (String name : names) {
      if (!variables.names().contains(variable(name))) {
        variables.set(variable(name), variables.get(name));
      }
    }
  }

  /**
   * The map from a parameter's name to the variable that a generator with averaged weights reads:
   * the average, and the state that goes with it, where there is one.
   */
  public static UnaryOperator<String> names(Variables variables) {
    Set<String> kept =
        variables.names().stream()
            .filter(name -> name.startsWith(PREFIX))
            .collect(Collectors.toUnmodifiableSet());
    return name -> kept.contains(variable(name)) ? variable(name) : name;
  }

  /** The variable that holds the average of a weight. */
  public static String variable(String weight) {
    return PREFIX + weight;
  }

  /** Whether the variables hold averages. */
  public static boolean isKept(Variables variables) {
    return variables.names().stream().anyMatch(name -> name.startsWith(PREFIX));
  }

  /** What follows the weights, to be advanced after each of their updates. */
  ProgramDefinition definition() {
    return definition;
  }

  /**
   * The inputs of {@link #definition}.
   *
   * @param updates of the weights so far, this one among them
   * @param decay in [0, 1)
   */
  static Map<String, HostArray> inputs(long updates, double decay) {
    double warm = (1.0 + updates) / (10.0 + updates);
    return Map.of("decay", HostArray.scalar((float) Math.min(decay, warm)));
  }

  /** Follows the weights on its own; the parameters are those of {@link #inputs}. */
  void update(long updates, double decay) {
    program.advance(inputs(updates, decay));
  }

  @Override
  public void close() {
    program.close();
  }
}
