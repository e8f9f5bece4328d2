package org.cocogan.observe;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ObservedOperations;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.TensorOperations;

/**
 * The cost of a program, counted from its operations without computing anything.
 *
 * @param multiplyAccumulates of convolutions and matrix products in the forward direction, as they
 *     are executed: joined resampling and convolution count for the fewer they need
 * @param gradientMultiplyAccumulates of the gradient of the loss for the trained variables: as many
 *     again for every operand of a convolution or matrix product that lies between a trained
 *     variable and the loss; zero if there is no loss
 * @param largestTensor elements of the largest intermediate tensor
 * @param intermediates elements of all intermediate tensors together
 */
public record Cost(
    long multiplyAccumulates,
    long gradientMultiplyAccumulates,
    long largestTensor,
    long intermediates) {
  private static final Object NOTHING = new Object();

  /** Operations without values: all that happens is that {@link Tensor} works out shapes. */
  @SuppressWarnings("unchecked") // the proxy's handle is the one object NOTHING
  private static final TensorOperations<Object> SHAPES_ONLY =
      (TensorOperations<Object>)
          Proxy.newProxyInstance(
              TensorOperations.class.getClassLoader(),
              new Class<?>[] {TensorOperations.class},
              (proxy, method, arguments) ->
                  method.getReturnType() == int.class ? (Object) 0 : NOTHING);

  /**
   * Counts one run of a program.
   *
   * @param parameters every variable the program reads
   */
  public static Cost of(ProgramDefinition definition, List<Parameter> parameters) {
    Map<String, Shape> variables = new HashMap<>();
    parameters.forEach(parameter -> variables.put(parameter.name(), parameter.shape()));
    AtomicLong work = new AtomicLong();
    AtomicLong largest = new AtomicLong();
    AtomicLong all = new AtomicLong();
    DifferentiatedWork gradient = new DifferentiatedWork();
    ObservedOperations operations =
        new ObservedOperations(
            (operation, result, operands) -> {
              long forward = multiplyAccumulates(operation, result, operands);
              work.addAndGet(forward);
              gradient.applied(operation, result, operands, forward);
              largest.accumulateAndGet(result.shape().size(), Math::max);
              all.addAndGet(result.shape().size());
            });
    ProgramResult program =
        definition
            .function()
            .compute(
                new ProgramScope() {
                  @Override
                  public Tensor input(String name) {
                    return known(definition.inputs(), name);
                  }

                  @Override
                  public Tensor variable(String name) {
                    Tensor variable = known(variables, name);
                    if (definition.trained().contains(name)) {
                      gradient.trains(operations.unwrap(variable));
                    }
                    return variable;
                  }

                  @Override
                  public Tensor constant(HostArray value) {
                    return shaped(value.shape());
                  }

                  private Tensor known(Map<String, Shape> shapes, String name) {
                    Shape shape = shapes.get(name);
                    if (shape == null) {
                      throw new IllegalArgumentException(
                          "program "
                              + definition.name()
                              + " reads "
                              + name
                              + ", which is not declared");
                    }
                    return shaped(shape);
                  }

                  private Tensor shaped(Shape shape) {
                    return operations.observe(Tensor.of(SHAPES_ONLY, NOTHING, shape));
                  }
                });
    long backward =
        program
            .loss()
            .map(loss -> gradient.multiplyAccumulates(operations.unwrap(loss)))
            .orElse(0L);
    return new Cost(work.get(), backward, largest.get(), all.get());
  }

  private static long multiplyAccumulates(String operation, Tensor result, List<Tensor> operands) {
    long results = result.shape().size();
    return switch (operation) {
      case "matMul" -> results * operands.get(0).shape().dimension(1);
      case "conv2d" -> results * perImageChannel(operands.get(1));
      case "convTranspose2d" ->
          (long) operands.get(0).shape().size() * perImageChannel(operands.get(1));
      default -> 0;
    };
  }

  private static long perImageChannel(Tensor weight) {
    return weight.shape().size() / weight.shape().dimension(0);
  }
}
