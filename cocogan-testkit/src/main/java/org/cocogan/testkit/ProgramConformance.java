package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramFunction;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that programs check their inputs, return what they compute and carry their state. */
interface ProgramConformance extends StartedBackend {
  @Test
  default void refusesInputsThatAreMissingUnknownOrOfAnotherShape() {
    HostArray right = HostArray.filled(Shape.of(2, 3), 1);
    HostArray wrong = HostArray.filled(Shape.of(3, 2), 1);
    ProgramDefinition definition =
        new ProgramDefinition(
            "checked",
            Map.of("image", right.shape()),
            Set.of(),
            scope -> ProgramResult.of(Map.of("sum", scope.input("image").sum())));
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(definition, variables)) {
      assertThatThrownBy(() -> program.run(Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("image", "[2, 3]");
      assertThatThrownBy(() -> program.run(Map.of("image", right, "imgae", right)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("imgae", "image");
      assertThatThrownBy(() -> program.run(Map.of("image", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("image", "[2, 3]", "[3, 2]");
      assertThatThrownBy(() -> program.advance(Map.of("image", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("image", "[2, 3]", "[3, 2]");
      assertThat(program.run(Map.of("image", right))).containsOnlyKeys("sum");
    }
  }

  @Test
  default void refusesAFunctionThatReadsWhatThereIsNot() {
    try (Variables variables = backend().newVariables()) {
      variables.set("weight", HostArray.scalar(1));

      assertThatThrownBy(() -> run(variables, scope -> result(scope.input("image"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("image");
      assertThatThrownBy(() -> run(variables, scope -> result(scope.variable("wieght"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("wieght", "weight");
    }
  }

  @Test
  default void returnsInputsVariablesAndConstantsAsTheyAre() {
    HostArray input = new HostArray(Shape.of(3), new float[] {1, 2, 3});
    HostArray variable = new HostArray(Shape.of(2, 1), new float[] {4, 5});
    ProgramDefinition definition =
        new ProgramDefinition(
            "echo",
            Map.of("input", input.shape()),
            Set.of(),
            scope -> {
              Map<String, Tensor> echoes = new LinkedHashMap<>();
              echoes.put("input", scope.input("input"));
              echoes.put("again", scope.input("input"));
              echoes.put("variable", scope.variable("variable"));
              echoes.put("constant", scope.constant(HostArray.scalar(6)));
              return ProgramResult.of(echoes);
            });
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(definition, variables)) {
      variables.set("variable", variable);
      for (int call = 0; call < 2; call++) {
        Map<String, HostArray> outputs = program.run(Map.of("input", input));

        assertThat(outputs).containsOnlyKeys("input", "again", "variable", "constant");
        Closeness.assertSame("input", Closeness.find(outputs, "input"), input);
        Closeness.assertSame("again", Closeness.find(outputs, "again"), input);
        Closeness.assertSame("variable", Closeness.find(outputs, "variable"), variable);
        assertThat(Closeness.find(outputs, "constant").scalar()).isEqualTo(6);
      }
    }
  }

  @Test
  default void answersEachCallFromItsOwnInputs() {
    ProgramDefinition definition =
        new ProgramDefinition(
            "double",
            Map.of("x", Shape.of()),
            Set.of(),
            scope -> result(scope.input("x").multiply(2)));
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(definition, variables)) {
      HostArray first = output(program.run(Map.of("x", HostArray.scalar(3))));
      HostArray second = output(program.run(Map.of("x", HostArray.scalar(5))));

      assertThat(first.scalar()).isEqualTo(6);
      assertThat(second.scalar()).isEqualTo(10);
    }
  }

  @Test
  default void compilesBeforeItsVariablesExistAndReadsThemAtEveryRun() {
    try (Variables variables = backend().newVariables();
        Program program =
            backend().compile(definition(scope -> result(scope.variable("x"))), variables)) {
      variables.set("x", HostArray.scalar(1));
      assertThat(output(program.run(Map.of())).scalar()).isEqualTo(1);
      variables.set("x", HostArray.scalar(2));
      assertThat(output(program.run(Map.of())).scalar()).isEqualTo(2);
    }
  }

  @Test
  default void changesNothingInARun() {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(counting(), variables)) {
      variables.set("count", HostArray.scalar(1));
      variables.set("trained", HostArray.scalar(10));

      for (int call = 0; call < 2; call++) {
        assertThat(output(program.run(Map.of())).scalar()).isEqualTo(1);
      }

      assertThat(variables.names()).containsExactly("count", "trained");
      assertThat(variables.get("count").scalar()).isEqualTo(1);
      assertThat(variables.get("trained").scalar()).isEqualTo(10);
    }
  }

  @Test
  default void storesItsStateAndNothingElseWhenItAdvances() {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(counting(), variables)) {
      variables.set("count", HostArray.scalar(1));
      variables.set("trained", HostArray.scalar(10));

      for (int call = 1; call <= 3; call++) {
        assertThat(output(program.advance(Map.of())).scalar())
            .as("the count before advance %s", call)
            .isEqualTo(call);
      }

      assertThat(variables.names()).containsExactly("count", "trained");
      assertThat(variables.get("count").scalar()).isEqualTo(4);
      assertThat(variables.get("trained").scalar()).isEqualTo(10);
    }
  }

  @Test
  default void readsOldValuesOfTheStateItStores() {
    ProgramDefinition swap =
        definition(
            scope -> {
              Map<String, Tensor> state = new LinkedHashMap<>();
              state.put("a", scope.variable("b"));
              state.put("b", scope.variable("a"));
              return new ProgramResult(
                  Map.of("y", scope.variable("a").subtract(scope.variable("b"))),
                  Optional.empty(),
                  state);
            });
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(swap, variables)) {
      variables.set("a", HostArray.scalar(1));
      variables.set("b", HostArray.scalar(2));

      assertThat(output(program.advance(Map.of())).scalar()).isEqualTo(-1);

      assertThat(variables.get("a").scalar()).isEqualTo(2);
      assertThat(variables.get("b").scalar()).isEqualTo(1);
      assertThat(output(program.advance(Map.of())).scalar()).isEqualTo(1);
      assertThat(variables.get("a").scalar()).isEqualTo(1);
    }
  }

  @Test
  default void keepsStateThatIsAnInputOrAConstant() {
    ProgramDefinition definition =
        new ProgramDefinition(
            "keep",
            Map.of("x", Shape.of()),
            Set.of(),
            scope ->
                new ProgramResult(
                    Map.of(),
                    Optional.empty(),
                    Map.of(
                        "input",
                        scope.input("x"),
                        "constant",
                        scope.constant(HostArray.scalar(7)))));
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(definition, variables)) {
      variables.set("input", HostArray.scalar(0));
      variables.set("constant", HostArray.scalar(0));
      for (int value = 1; value <= 2; value++) {
        program.advance(Map.of("x", HostArray.scalar(value)));

        assertThat(variables.get("input").scalar()).isEqualTo(value);
        assertThat(variables.get("constant").scalar()).isEqualTo(7);
      }
    }
  }

  @Test
  default void showsOneProgramWhatAnotherStored() {
    try (Variables variables = backend().newVariables();
        Program counter = backend().compile(counting(), variables);
        Program reader =
            backend().compile(definition(scope -> result(scope.variable("count"))), variables)) {
      variables.set("count", HostArray.scalar(1));
      variables.set("trained", HostArray.scalar(10));

      assertThat(output(reader.run(Map.of())).scalar()).isEqualTo(1);
      counter.advance(Map.of());
      assertThat(output(reader.run(Map.of())).scalar()).isEqualTo(2);
      counter.advance(Map.of());
      assertThat(output(reader.run(Map.of())).scalar()).isEqualTo(3);
    }
  }

  @Test
  default void keepsVariablesWhenAProgramCloses() {
    try (Variables variables = backend().newVariables()) {
      variables.set("count", HostArray.scalar(1));
      variables.set("trained", HostArray.scalar(10));
      try (Program program = backend().compile(counting(), variables)) {
        program.advance(Map.of());
      }

      assertThat(variables.get("count").scalar()).isEqualTo(2);
      assertThat(run(variables, scope -> result(scope.variable("count"))).scalar()).isEqualTo(2);
    }
  }

  @Test
  default void worksOnAThreadOtherThanTheOneThatCompiledIt() {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(counting(), variables)) {
      variables.set("count", HostArray.scalar(1));
      variables.set("trained", HostArray.scalar(10));

      Map<String, HostArray> elsewhere =
          CompletableFuture.supplyAsync(() -> program.advance(Map.of())).join();

      assertThat(output(elsewhere).scalar()).isEqualTo(1);
      assertThat(output(program.advance(Map.of())).scalar()).isEqualTo(2);
      assertThat(CompletableFuture.supplyAsync(() -> variables.get("count")).join().scalar())
          .isEqualTo(3);
    }
  }

  /** Which engines may do in one go where the channels of a group have the same kernel. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  default void convolvesGroupsOfChannelsAsRowsOfABatch(boolean sameKernel) {
    CountedRandom random = CountedRandom.of(7, "groups", 0);
    HostArray images = random(Shape.of(2, 4, 5, 6), random);
    float[] kernels = random(Shape.of(2, 2, 3, 3), random).values();
    for (int i = 0; sameKernel && i < 9; i++) {
      kernels[9 + i] = 0;
      kernels[18 + i] = 0;
      kernels[27 + i] = kernels[i];
    }
    HostArray both = new HostArray(Shape.of(2, 2, 3, 3), kernels);
    try (Variables variables = backend().newVariables()) {
      variables.set("x", images);
      HostArray difference =
          run(
              variables,
              scope -> {
                Tensor x = scope.variable("x");
                Tensor kernel = scope.constant(both);
                Tensor rows = x.reshape(4, 2, 5, 6);
                Tensor half = rows.conv2d(kernel, 2, 1).reshape(2, 4, 3, 3);
                Tensor twice = rows.convTranspose2d(kernel, 2, 1).reshape(2, 4, 9, 11);
                return result(
                    half.subtract(byGroups(x, group -> group.conv2d(kernel, 2, 1)))
                        .square()
                        .sum()
                        .add(
                            twice
                                .subtract(byGroups(x, group -> group.convTranspose2d(kernel, 2, 1)))
                                .square()
                                .sum()));
              });

      assertThat(difference.scalar()).isBetween(0f, 1e-9f);
    }
  }

  private static HostArray random(Shape shape, CountedRandom random) {
    return DoubleArray.at(shape, index -> Domain.SIGNED.draw(random)).toHost();
  }

  private static Tensor byGroups(Tensor x, UnaryOperator<Tensor> convolution) {
    return Tensor.concat(
        1, List.of(convolution.apply(x.slice(1, 0, 2)), convolution.apply(x.slice(1, 2, 4))));
  }

  private HostArray run(Variables variables, ProgramFunction function) {
    try (Program program = backend().compile(definition(function), variables)) {
      return output(program.run(Map.of()));
    }
  }

  /** Adds one to a carried count, and puts the old count out; depends on a trained variable too. */
  private static ProgramDefinition counting() {
    return new ProgramDefinition(
        "counting",
        Map.of(),
        Set.of("trained"),
        scope -> {
          Tensor count = scope.variable("count");
          return new ProgramResult(
              Map.of("y", count),
              Optional.of(scope.variable("trained").multiply(count)),
              Map.of("count", count.add(1)));
        });
  }

  private static ProgramDefinition definition(ProgramFunction function) {
    return new ProgramDefinition("small", Map.of(), Set.of(), function);
  }

  private static ProgramResult result(Tensor output) {
    return ProgramResult.of(Map.of("y", output));
  }

  private static HostArray output(Map<String, HostArray> outputs) {
    return Closeness.find(outputs, "y");
  }
}
