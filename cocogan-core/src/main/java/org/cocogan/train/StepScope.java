package org.cocogan.train;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.cocogan.model.NetworkScope;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Tensor;

/** Networks' parameters within one run of a program, and the state the run has advanced. */
public final class StepScope implements NetworkScope {
  private final ProgramScope program;
  private final boolean training;
  private final UnaryOperator<String> names;
  private final RandomInputs random;
  private final Map<String, Tensor> advanced = new LinkedHashMap<>();
  private final Set<String> advancedInEveryStep = new HashSet<>();
  private final Map<String, Tensor> shared = new HashMap<>();
  private final Map<String, Integer> randomCalls = new HashMap<>();

  private StepScope(
      ProgramScope program, boolean training, UnaryOperator<String> names, RandomInputs random) {
    this.program = program;
    this.training = training;
    this.names = names;
    this.random = random;
  }

  /** The scope of a training step of networks without random numbers of their own. */
  public static StepScope training(ProgramScope program) {
    return training(program, RandomInputs.none());
  }

  /**
   * The scope of a training step.
   *
   * @param random numbers among the program's inputs that the networks may ask for
   */
  public static StepScope training(ProgramScope program, RandomInputs random) {
    return new StepScope(program, true, name -> name, random);
  }

  /**
   * The scope of a training pass with other values than those in training.
   *
   * @param names from a parameter's name to that of the variable to read
   * @param random numbers among the program's inputs that the networks may ask for
   */
  static StepScope training(
      ProgramScope program, UnaryOperator<String> names, RandomInputs random) {
    return new StepScope(program, true, names, random);
  }

  /**
   * The scope in which trained networks are applied.
   *
   * @param names from a parameter's name to that of the variable to read, such as its moving
   *     average
   */
  public static StepScope inference(ProgramScope program, UnaryOperator<String> names) {
    return new StepScope(program, false, names, RandomInputs.none());
  }

  @Override
  public boolean training() {
    return training;
  }

  @Override
  public Tensor weight(String name) {
    return program.variable(names.apply(name));
  }

  @Override
  public Tensor state(String name) {
    Tensor value = advanced.get(name);
    return value != null ? value : program.variable(names.apply(name));
  }

  @Override
  public void advance(String name, Tensor value) {
    if (training) {
      advanced.put(name, value);
    }
  }

  @Override
  public void advanceInEveryStep(String name, Tensor value) {
    advance(name, value);
    advancedInEveryStep.add(name);
  }

  @Override
  public Tensor shared(String key, Supplier<Tensor> computation) {
    Tensor value = shared.get(key);
    if (value == null) {
      value = computation.get();
      shared.put(key, value);
    }
    return value;
  }

  @Override
  public Tensor random(String name) {
    if (!training) {
      throw new IllegalStateException(
          "the random numbers %s are there for training passes only".formatted(name));
    }
    int call = randomCalls.merge(name, 1, Integer::sum) - 1;
    int rows = random.rows(name, call);
    return program.input(RandomInputs.inputName(name)).slice(0, call * rows, (call + 1) * rows);
  }

  @Override
  public Tensor constant(HostArray value) {
    return program.constant(value);
  }

  /** The advanced state of the parameters that are wanted, and what moves in every step. */
  Map<String, Tensor> advanced(Predicate<String> wanted) {
    Map<String, Tensor> result = new LinkedHashMap<>(advanced);
    result.keySet().removeIf(name -> !wanted.test(name) && !advancedInEveryStep.contains(name));
    return result;
  }
}
