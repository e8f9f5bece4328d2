package org.cocogan.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cocogan.engine.WithEngine;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.GradientPenalty;
import org.cocogan.model.Variant;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.TinyExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FirstNonFiniteTest extends WithEngine {
  private final TinyExperiment experiment =
      new TinyExperiment(
          Variant.OFFICIAL,
          new Objective(
              AdversarialLoss.WASSERSTEIN,
              Optional.of(new GradientPenalty(10, Variant.OFFICIAL)),
              100,
              100));

  @BeforeEach
  void setVariables() {
    experiment.initialize(variables);
  }

  @ParameterizedTest
  @EnumSource
  void isEmptyWhereAllIsFinite(Player player) {
    assertThat(find(player, experiment.inputs(player, 0))).isEmpty();
  }

  @ParameterizedTest(name = "{1} in {2} of the step of the {0}")
  @CsvSource({
    "DISCRIMINATOR, NaN, generator/block0/conv1/weight",
    "DISCRIMINATOR, Infinity, discriminator/block1/conv2/bias",
    "DISCRIMINATOR, -Infinity, discriminator/spatial/fc2/weight",
    "GENERATOR, NaN, generator/block0/cbn2/gamma/weight",
    "GENERATOR, NaN, generator/fc/u",
    "GENERATOR, Infinity, generator/to_image/bias",
    "GENERATOR, NaN, generator/bn/var",
    "CONTENT, NaN, discriminator/content/fc1/weight"
  })
  void namesTheVariableThatIsNotFinite(Player player, float value, String variable) {
    spoil(variable, value);
    Map<String, String> before = TinyExperiment.bits(variables);

    Optional<String> found = find(player, experiment.inputs(player, 0));

    assertThat(found).isPresent();
    assertThat(found.orElseThrow())
        .matches("tensor \\d+, variable " + shape(variable) + " after variable " + variable);
    assertThat(TinyExperiment.bits(variables)).isEqualTo(before);
  }

  private void spoil(String variable, float value) {
    HostArray array = variables.get(variable);
    float[] values = array.values().clone();
    values[values.length / 2] = value;
    variables.set(variable, new HostArray(array.shape(), values));
  }

  private String shape(String variable) {
    return variables.shape(variable).toString().replace("[", "\\[").replace("]", "\\]");
  }

  @Test
  void namesTheInputThatIsNotFinite() {
    Map<String, HostArray> inputs = new LinkedHashMap<>(experiment.inputs(Player.DISCRIMINATOR, 0));
    inputs.put("real", HostArray.filled(Shape.of(3, 3, 8, 8), Float.NaN));

    assertThat(find(Player.DISCRIMINATOR, inputs).orElseThrow())
        .matches("tensor \\d+, input \\[3, 3, 8, 8\\] after input real");
  }

  @Test
  void namesTheOperationThatOverflows() {
    variables.set("x", new HostArray(Shape.of(2), new float[] {50, 100}));

    assertThat(find(scope -> scope.variable("x").multiply(0.5f).exp().sum())).isEmpty();
    assertThat(find(scope -> scope.variable("x").exp().sum()))
        .contains("tensor 2, exp [2] after variable x");
    assertThat(find(scope -> scope.variable("x").add(1).multiply(1e38f).sum()))
        .contains("tensor 3, multiply [2] after variable x");
    assertThat(find(scope -> scope.variable("x").subtract(60).sqrt().sum()))
        .contains("tensor 3, sqrt [2] after variable x");
  }

  private Optional<String> find(Function<ProgramScope, Tensor> function) {
    return FirstNonFinite.of(
        new ProgramDefinition(
            "example",
            Map.of(),
            Set.of(),
            scope -> ProgramResult.of(Map.of("out", function.apply(scope)))),
        backend,
        variables,
        Map.of());
  }

  private Optional<String> find(Player player, Map<String, HostArray> inputs) {
    return FirstNonFinite.of(experiment.programs().of(player), backend, variables, inputs);
  }
}
