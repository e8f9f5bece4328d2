package org.cocogan.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.cocogan.tensor.Shape;

/** The uses of operations that every backend is tested with. */
final class OperationCases {
  private OperationCases() {}

  static List<OperationCase> all() {
    List<OperationCase> cases = new ArrayList<>();
    cases.addAll(ElementwiseCases.all());
    cases.addAll(ShapeCases.all());
    cases.addAll(ImageCases.all());
    cases.addAll(repeatedOperands());
    cases.sort(Comparator.comparing(OperationCase::name));
    return Collections.unmodifiableList(cases);
  }

  private static List<OperationCase> repeatedOperands() {
    Shape matrix = Shape.of(3, 4);
    return List.of(
        OperationCase.of(
            "an operand used twice",
            List.of(matrix),
            x -> x.get(0).multiply(x.get(0)).add(x.get(0).tanh())),
        OperationCase.of(
            "an operand divided by its own sum",
            List.of(matrix),
            x -> x.get(0).divide(x.get(0).square().sum(1))),
        OperationCase.of(
            "an operand with a part that is stopped",
            List.of(matrix),
            x -> x.get(0).multiply(x.get(0).exp().stopGradient())),
        OperationCase.of(
            "an operand with its own mask",
            List.of(matrix),
            x -> x.get(0).square().multiply(x.get(0).positiveMask())));
  }
}
