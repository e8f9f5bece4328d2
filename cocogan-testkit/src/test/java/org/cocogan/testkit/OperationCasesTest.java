package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cocogan.tensor.TensorOperations;
import org.junit.jupiter.api.Test;

class OperationCasesTest {
  /** How layers of recording meet; no computation. */
  private static final Set<String> LAYERING = Set.of("depth", "adopt");

  @Test
  void everyOperationHasACase() {
    Set<Method> called = new HashSet<>();
    TensorOperations<DoubleArray> counting =
        Interception.of(
            new ReferenceOperations(),
            (operation, computed) -> {
              called.add(operation);
              return computed;
            });

    for (OperationCase use : OperationCases.all()) {
      new ReferenceProgram(use.ofInputs().function(), counting).run(use.operands(), Map.of());
    }

    Set<Method> operations =
        Arrays.stream(TensorOperations.class.getMethods())
            .filter(method -> !LAYERING.contains(method.getName()))
            .collect(Collectors.toSet());
    assertThat(called).containsAll(operations);
  }

  @Test
  void noTwoCasesShareAName() {
    assertThat(OperationCases.all()).extracting(OperationCase::name).doesNotHaveDuplicates();
  }
}
