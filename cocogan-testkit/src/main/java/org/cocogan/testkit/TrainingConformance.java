package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests that training updates what it should, as Adam says, and nothing else. */
interface TrainingConformance extends StartedBackend {
  @TestFactory
  default Stream<DynamicTest> updatesWeightsAndMomentsAsAdamSays() {
    Map<String, LongFunction<AdamUpdate>> settings = new LinkedHashMap<>();
    settings.put("without momentum", t -> new AdamUpdate("adam", t, 0.01, 0, 0.999, 1e-8));
    settings.put("with momentum", t -> new AdamUpdate("adam", t, 0.05, 0.5, 0.9, 1e-8));
    settings.put("with a large epsilon", t -> new AdamUpdate("adam/d", t, 0.1, 0.9, 0.99, 0.1));
    settings.put(
        "with numbers that change",
        t -> new AdamUpdate("adam", t, 0.05 / t, 0.5, 1 - 0.2 / t, 1e-8));
    return settings.entrySet().stream()
        .map(entry -> CaseTest.of(entry.getKey(), () -> assertTrained(entry.getValue())));
  }

  private void assertTrained(LongFunction<AdamUpdate> updates) {
    ProgramDefinition definition = TrainingPrograms.classifier();
    Map<String, DoubleArray> expected = TrainingPrograms.variables();
    ReferenceTraining reference =
        new ReferenceTraining(definition, new ReferenceOperations(), expected);
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(definition, variables)) {
      expected.forEach((name, value) -> variables.set(name, value.toHost()));
      for (int t = 1; t <= 3; t++) {
        Map<String, DoubleArray> inputs = TrainingPrograms.inputs(t);
        Map<String, HostArray> outputs =
            program.train(TrainingPrograms.host(inputs), updates.apply(t));

        Closeness.assertClose(outputs, reference.train(inputs, updates.apply(t)), 10 * tolerance());
        Closeness.assertClose(TrainingPrograms.values(variables), expected, 10 * tolerance());
      }
    }
  }

  @Test
  default void movesAScalarByTheHandComputedSteps() {
    // With gradient 3 at every update both corrected moments are 3 and 9: each step is the rate.
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(scalar(), variables)) {
      setScalars(variables);
      for (int t = 1; t <= 3; t++) {
        Map<String, HostArray> outputs =
            program.train(threes(), new AdamUpdate("adam", t, 0.1, 0.5, 0.9, 1e-12));

        double before = 1 - 0.1 * (t - 1);
        assertThat(Closeness.find(outputs, "w").scalar()).isCloseTo((float) before, within(1e-5f));
        assertThat(variables.get("w").scalar()).isCloseTo((float) (before - 0.1), within(1e-5f));
      }
      assertThat(variables.get("adam/m/w").scalar()).isCloseTo(3 * 0.875f, within(1e-5f));
      assertThat(variables.get("adam/v/w").scalar()).isCloseTo(9 * 0.271f, within(1e-5f));
    }
  }

  @Test
  default void addsMomentsForTrainedVariablesOnly() {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(scalar(), variables)) {
      setScalars(variables);
      program.train(threes(), update(1));

      assertThat(variables.names())
          .containsExactlyInAnyOrder("w", "fixed", "old", "count", "adam/m/w", "adam/v/w");
      assertThat(variables.shape("adam/m/w")).isEqualTo(Shape.of());
    }
  }

  @Test
  default void leavesVariablesThatItDoesNotTrain() {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(scalar(), variables)) {
      setScalars(variables);
      program.train(threes(), update(1));

      assertThat(variables.get("fixed").scalar()).isEqualTo(5);
    }
  }

  @Test
  default void storesStateComputedFromTheValuesBeforeTheUpdate() {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(scalar(), variables)) {
      setScalars(variables);
      for (int t = 1; t <= 2; t++) {
        float before = variables.get("w").scalar();
        program.train(threes(), update(t));

        assertThat(variables.get("old").scalar()).as("the weight kept as state").isEqualTo(before);
        assertThat(variables.get("count").scalar()).isEqualTo(t);
      }
    }
  }

  @Test
  default void continuesFromMomentsThatWereSet() {
    try (Variables whole = backend().newVariables();
        Variables resumed = backend().newVariables();
        Program uninterrupted = backend().compile(scalar(), whole);
        Program second = backend().compile(scalar(), resumed)) {
      setScalars(whole);
      uninterrupted.train(threes(), update(1));
      whole.names().forEach(name -> resumed.set(name, whole.get(name)));

      Map<String, HostArray> ones = Map.of("x", HostArray.scalar(1));
      uninterrupted.train(ones, update(2));
      second.train(ones, update(2));

      for (String name : whole.names()) {
        Closeness.assertSame(name, resumed.get(name), whole.get(name));
      }
    }
  }

  @Test
  default void changesNothingWhenTheLossIsNotFinite() {
    ProgramDefinition definition =
        new ProgramDefinition(
            "logarithm",
            Map.of("x", Shape.of()),
            Set.of("w"),
            scope -> {
              var loss = scope.variable("w").multiply(scope.input("x")).log();
              return new ProgramResult(
                  Map.of("loss", loss),
                  Optional.of(loss),
                  Map.of("count", scope.variable("count").add(1)));
            });
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(definition, variables)) {
      variables.set("w", HostArray.scalar(1));
      variables.set("count", HostArray.scalar(0));
      for (int t = 1; t <= 2; t++) {
        Map<String, HostArray> before = TrainingPrograms.values(variables);
        for (float x : new float[] {-1, 0, Float.POSITIVE_INFINITY}) {
          Map<String, HostArray> outputs =
              program.train(Map.of("x", HostArray.scalar(x)), update(t));

          assertThat(Float.isFinite(Closeness.find(outputs, "loss").scalar())).isFalse();
          assertThat(variables.names()).containsExactlyElementsOf(before.keySet());
          before.forEach((name, value) -> Closeness.assertSame(name, variables.get(name), value));
        }
        program.train(Map.of("x", HostArray.scalar(1)), update(t));
        assertThat(variables.get("count").scalar()).isEqualTo(t);
        assertThat(variables.get("w").scalar()).isNotEqualTo(Closeness.find(before, "w").scalar());
      }
    }
  }

  @Test
  default void changesNothingWhenItTakesGradients() {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(scalar(), variables)) {
      setScalars(variables);
      Map<String, HostArray> before = TrainingPrograms.values(variables);

      Map<String, HostArray> gradients = program.gradients(threes());

      assertThat(gradients).containsOnlyKeys("w");
      assertThat(Closeness.find(gradients, "w").scalar()).isEqualTo(3);
      assertThat(variables.names()).containsExactlyElementsOf(before.keySet());
      before.forEach((name, value) -> Closeness.assertSame(name, variables.get(name), value));
    }
  }

  @Test
  default void computesFromEqualValuesTheSameWhateverItHasDoneBetween() {
    Map<String, HostArray> inputs = Map.of("x", HostArray.filled(Shape.of(2, 3), 2));
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(TrainingPrograms.deep(), variables)) {
      variables.set("w", HostArray.filled(Shape.of(2, 3), 1));
      Map<String, DoubleArray> gradients = TrainingPrograms.doubles(program.gradients(inputs));
      Map<String, DoubleArray> outputs = TrainingPrograms.doubles(program.run(inputs));
      for (int t = 1; t <= 2; t++) {
        program.train(inputs, update(t));
        variables.set("w", HostArray.filled(Shape.of(2, 3), 1));

        Closeness.assertClose(program.gradients(inputs), gradients, tolerance());
        Closeness.assertClose(program.run(inputs), outputs, tolerance());
      }
    }
  }

  @Test
  default void showsOneProgramWhatAnotherTrained() {
    ProgramDefinition reading =
        new ProgramDefinition(
            "reading",
            Map.of(),
            Set.of(),
            scope -> ProgramResult.of(Map.of("w", scope.variable("w"))));
    try (Variables variables = backend().newVariables();
        Program training = backend().compile(scalar(), variables);
        Program reader = backend().compile(reading, variables)) {
      setScalars(variables);
      reader.run(Map.of());
      for (int t = 1; t <= 2; t++) {
        training.train(threes(), update(t));

        assertThat(Closeness.find(reader.run(Map.of()), "w").scalar())
            .isEqualTo(variables.get("w").scalar())
            .isCloseTo(1 - 0.1f * t, within(1e-5f));
      }
      variables.set("w", HostArray.scalar(8));
      assertThat(Closeness.find(training.train(threes(), update(3)), "w").scalar()).isEqualTo(8);
    }
  }

  @Test
  default void trainsOnAThreadOtherThanTheOneThatCompiledIt() {
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(scalar(), variables)) {
      setScalars(variables);

      CompletableFuture.runAsync(() -> program.train(threes(), update(1))).join();
      program.train(threes(), update(2));

      assertThat(variables.get("w").scalar()).isCloseTo(0.8f, within(1e-5f));
    }
  }

  @Test
  default void refusesToTrainWithWrongInputsOrWithoutALoss() {
    ProgramDefinition withoutLoss =
        new ProgramDefinition(
            "without a loss",
            Map.of(),
            Set.of("w"),
            scope -> ProgramResult.of(Map.of("w", scope.variable("w"))));
    try (Variables variables = backend().newVariables();
        Program program = backend().compile(scalar(), variables);
        Program untrainable = backend().compile(withoutLoss, variables)) {
      setScalars(variables);
      Map<String, HostArray> wrong = Map.of("x", HostArray.filled(Shape.of(2), 1));

      assertThatThrownBy(() -> program.train(wrong, update(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("x", "[]", "[2]");
      assertThatThrownBy(() -> program.gradients(Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("x");
      assertThatThrownBy(() -> untrainable.train(Map.of(), update(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("without a loss");
      assertThat(variables.names()).containsExactly("w", "fixed", "old", "count");
    }
  }

  /** A weight w with loss x·w; its state keeps the weight and counts the updates. */
  private static ProgramDefinition scalar() {
    return new ProgramDefinition(
        "scalar",
        Map.of("x", Shape.of()),
        Set.of("w"),
        scope -> {
          var w = scope.variable("w");
          var loss = w.multiply(scope.input("x")).add(scope.variable("fixed"));
          return new ProgramResult(
              Map.of("w", w),
              Optional.of(loss),
              Map.of("old", w, "count", scope.variable("count").add(1)));
        });
  }

  private static void setScalars(Variables variables) {
    variables.set("w", HostArray.scalar(1));
    variables.set("fixed", HostArray.scalar(5));
    variables.set("old", HostArray.scalar(0));
    variables.set("count", HostArray.scalar(0));
  }

  private static Map<String, HostArray> threes() {
    return Map.of("x", HostArray.scalar(3));
  }

  private static AdamUpdate update(long number) {
    return TrainingPrograms.update("adam", number);
  }
}
