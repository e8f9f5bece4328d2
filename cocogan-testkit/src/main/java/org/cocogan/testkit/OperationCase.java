package org.cocogan.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * A use of an operation that a backend is tested with: its operands and their values.
 *
 * @param name the operation and what is particular about its use
 * @param shapes the shape of each operand
 * @param domain the values of the operands
 * @param function the operation
 */
record OperationCase(
    String name, List<Shape> shapes, Domain domain, Function<List<Tensor>, Tensor> function) {
  static final String RESULT = "result";

  private static final long SEED = 20190401;

  static OperationCase of(
      String name, List<Shape> shapes, Function<List<Tensor>, Tensor> function) {
    return new OperationCase(name + " of " + shapes, shapes, Domain.SIGNED, function);
  }

  OperationCase in(Domain other) {
    return new OperationCase(name, shapes, other, function);
  }

  /** Random operands by name, the same at every call; each value is a float. */
  Map<String, DoubleArray> operands() {
    Map<String, DoubleArray> operands = new LinkedHashMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      CountedRandom random = CountedRandom.of(SEED, name, i);
      operands.put(operand(i), DoubleArray.at(shapes.get(i), index -> domain.draw(random)));
    }
    return operands;
  }

  /** The same operands as floats. */
  Map<String, HostArray> hostOperands() {
    Map<String, HostArray> operands = new LinkedHashMap<>();
    operands().forEach((operand, value) -> operands.put(operand, value.toHost()));
    return operands;
  }

  /** A program whose inputs are the operands. */
  ProgramDefinition ofInputs() {
    Map<String, Shape> inputs = new LinkedHashMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      inputs.put(operand(i), shapes.get(i));
    }
    return new ProgramDefinition(
        name, inputs, Set.of(), scope -> ProgramResult.of(Map.of(RESULT, apply(scope::input))));
  }

  /** A program that trains the operands; its loss weighs every value of the result differently. */
  ProgramDefinition ofVariables() {
    return new ProgramDefinition(
        name,
        Map.of(),
        operands().keySet(),
        scope -> {
          Tensor result = apply(scope::variable);
          Tensor weights = scope.constant(weights(result.shape(), "weights"));
          Tensor loss = result.multiply(weights).sum();
          return new ProgramResult(Map.of(RESULT, result), Optional.of(loss), Map.of());
        });
  }

  /** Weights for the values of a result, different for every purpose. */
  HostArray weights(Shape shape, String purpose) {
    CountedRandom random = CountedRandom.of(SEED, name + purpose, shapes.size());
    return DoubleArray.at(shape, index -> Domain.SIGNED.draw(random)).toHost();
  }

  /** The result for operands found by name. */
  Tensor apply(Function<String, Tensor> operands) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      tensors.add(operands.apply(operand(i)));
    }
    return function.apply(tensors);
  }

  static String operand(int number) {
    return "operand" + number;
  }

  @Override
  public String toString() {
    return name;
  }
}
