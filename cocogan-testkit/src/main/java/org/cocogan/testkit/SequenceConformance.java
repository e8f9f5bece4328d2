package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

/**
 * Tests that programs trained as a sequence, where an engine has such, do what they do one by one.
 */
interface SequenceConformance extends StartedBackend {
  @Test
  default void trainsASequenceAsOneProgramAfterAnother() {
    List<ProgramDefinition> players =
        List.of(player("first", "a", "b"), player("second", "b", "a"), average());
    List<Map<String, HostArray>> inputs =
        List.of(
            Map.of("x", HostArray.scalar(3), "own", HostArray.scalar(0.5f)),
            Map.of("x", HostArray.scalar(3), "own", HostArray.scalar(2)),
            Map.of("share", HostArray.scalar(0.25f)));
    try (Variables apart = backend().newVariables();
        Variables together = backend().newVariables();
        Program first = backend().compile(players.get(0), apart);
        Program second = backend().compile(players.get(1), apart);
        Program third = backend().compile(players.get(2), apart)) {
      for (Variables variables : List.of(apart, together)) {
        variables.set("a", HostArray.scalar(1));
        variables.set("b", HostArray.scalar(2));
        variables.set("steps", HostArray.scalar(0));
        variables.set("average", HostArray.scalar(9));
      }
      // An engine that gains nothing by sequences trains one program after another.
      backend()
          .compileSequence(players, Set.of("x"), together)
          .ifPresent(
              sequence -> {
                for (int t = 1; t <= 3; t++) {
                  List<AdamUpdate> updates =
                      List.of(
                          TrainingPrograms.update("adam/1", t),
                          TrainingPrograms.update("adam/2", t));
                  Map<String, HostArray> one = first.train(inputs.get(0), updates.get(0));
                  Map<String, HostArray> two = second.train(inputs.get(1), updates.get(1));
                  Map<String, HostArray> three = third.advance(inputs.get(2));

                  List<Map<String, HostArray>> outputs = sequence.train(inputs, updates);

                  Closeness.assertClose(outputs.get(0), TrainingPrograms.doubles(one), tolerance());
                  Closeness.assertClose(outputs.get(1), TrainingPrograms.doubles(two), tolerance());
                  Closeness.assertClose(
                      outputs.get(2), TrainingPrograms.doubles(three), tolerance());
                  Closeness.assertClose(
                      TrainingPrograms.values(together),
                      TrainingPrograms.doubles(TrainingPrograms.values(apart)),
                      tolerance());
                }
                sequence.close();
              });
    }
  }

  @Test
  default void endsASequenceAtALossThatIsNotFinite() {
    List<ProgramDefinition> players =
        List.of(player("first", "a", "b"), player("second", "b", "a"), average());
    try (Variables variables = backend().newVariables()) {
      variables.set("a", HostArray.scalar(1));
      variables.set("b", HostArray.scalar(2));
      variables.set("steps", HostArray.scalar(0));
      variables.set("average", HostArray.scalar(9));
      backend()
          .compileSequence(players, Set.of("x"), variables)
          .ifPresent(
              sequence -> {
                for (int bad = 0; bad < 2; bad++) {
                  HostArray nan = HostArray.scalar(Float.NaN);
                  List<Map<String, HostArray>> inputs =
                      List.of(
                          Map.of(
                              "x",
                              HostArray.scalar(3),
                              "own",
                              bad == 0 ? nan : HostArray.scalar(1)),
                          Map.of(
                              "x",
                              HostArray.scalar(3),
                              "own",
                              bad == 1 ? nan : HostArray.scalar(1)),
                          Map.of("share", HostArray.scalar(0.25f)));

                  int played =
                      sequence
                          .train(
                              inputs,
                              List.of(
                                  TrainingPrograms.update("adam/1", 1),
                                  TrainingPrograms.update("adam/2", 1)))
                          .size();

                  assertThat(played).isEqualTo(bad + 1);
                  assertThat(variables.get("steps").scalar()).isEqualTo(bad);
                  assertThat(variables.get("b").scalar()).isEqualTo(2);
                  assertThat(variables.get("average").scalar()).isEqualTo(9);
                  assertThat(variables.names().stream().anyMatch(name -> name.startsWith("adam/2")))
                      .isFalse();
                }
                assertThat(variables.get("a").scalar()).isNotEqualTo(1);
                sequence.close();
              });
    }
  }

  /** Follows the product of both weights, and trains nothing. */
  private static ProgramDefinition average() {
    return new ProgramDefinition(
        "average",
        Map.of("share", Shape.of()),
        Set.of(),
        scope -> {
          var average = scope.variable("average");
          var product = scope.variable("a").multiply(scope.variable("b"));
          var moved = average.add(product.subtract(average).multiply(scope.input("share")));
          return new ProgramResult(
              Map.of("average", moved), Optional.empty(), Map.of("average", moved));
        });
  }

  /** Moves one of two weights; both compute the same of the shared input x. */
  private static ProgramDefinition player(String name, String trained, String other) {
    return new ProgramDefinition(
        name,
        Map.of("x", Shape.of(), "own", Shape.of()),
        Set.of(trained),
        scope -> {
          var alike = scope.variable("a").multiply(scope.input("x")).exp();
          var steps = scope.variable("steps");
          var loss =
              alike
                  .multiply(scope.variable("b").square())
                  .add(scope.variable(other).multiply(steps))
                  .multiply(scope.input("own"));
          return new ProgramResult(
              Map.of("loss", loss, "weight", scope.variable(trained)),
              Optional.of(loss),
              Map.of("steps", steps.add(1)));
        });
  }
}
