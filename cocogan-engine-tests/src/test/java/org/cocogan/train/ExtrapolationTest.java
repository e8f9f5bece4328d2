package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.cocogan.engine.WithEngine;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.GradientPenalty;
import org.cocogan.merge.GridMerger;
import org.cocogan.model.Generator;
import org.cocogan.model.Initializer;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a step with fakes beyond the image's edges learns from. */
class ExtrapolationTest extends WithEngine {
  private static final String HEAD = "discriminator/spatial/";

  @BeforeEach
  void setVariables() {
    experiment(100).initialize(variables);
  }

  private static TinyExperiment experiment(double coordinateWeight) {
    return new TinyExperiment(
        Variant.OFFICIAL,
        new Objective(
            AdversarialLoss.WASSERSTEIN,
            Optional.of(new GradientPenalty(10, Variant.OFFICIAL)),
            coordinateWeight,
            0));
  }

  /** An extrapolating player's inputs with all fakes on one side of the edges. */
  private static Map<String, HostArray> inputs(Player player, boolean inside) {
    float[] mask = new float[TinyExperiment.BATCH];
    Arrays.fill(mask, inside ? 1 : 0);
    return inputs(player, mask);
  }

  private static Map<String, HostArray> inputs(Player player, float... inside) {
    Map<String, HostArray> inputs = new LinkedHashMap<>(experiment(100).inputs(player, 0));
    inputs.put("inside", new HostArray(Shape.of(TinyExperiment.BATCH, 1), inside));
    return inputs;
  }

  private Map<String, HostArray> gradients(
      Player player, double coordinateWeight, Map<String, HostArray> inputs) {
    try (Program program =
        backend.compile(experiment(coordinateWeight).programs().of(player), variables)) {
      return program.gradients(inputs);
    }
  }

  private Map<String, HostArray> outputs(Player player, Map<String, HostArray> inputs) {
    try (Program program = backend.compile(experiment(100).programs().of(player), variables)) {
      return program.run(inputs);
    }
  }

  @Test
  void generatorLearnsNoCoordinatesFromFakesBeyondTheEdges() {
    Player player = Player.EXTRAPOLATED_GENERATOR;
    Map<String, HostArray> beyond = inputs(player, false);
    Map<String, HostArray> within = inputs(player, true);

    assertThat(values(gradients(player, 100, beyond)))
        .isEqualTo(values(gradients(player, 0, beyond)));
    assertThat(values(gradients(player, 100, within)))
        .isNotEqualTo(values(gradients(player, 0, within)));
  }

  private static Map<String, String> values(Map<String, HostArray> gradients) {
    Map<String, String> values = new LinkedHashMap<>();
    gradients.forEach((name, gradient) -> values.put(name, Arrays.toString(gradient.values())));
    return values;
  }

  @Test
  void spatialHeadLearnsFromRealPatchesAloneWhenAllFakesLieBeyondTheEdges() {
    Player player = Player.EXTRAPOLATED_DISCRIMINATOR;
    Map<String, HostArray> inputs = inputs(player, false);
    Map<String, HostArray> elsewhere = new LinkedHashMap<>(inputs);
    elsewhere.computeIfPresent("macro_coordinate", (name, value) -> shifted(value));

    assertThat(head(gradients(player, 100, elsewhere)))
        .isEqualTo(head(gradients(player, 100, inputs)));
    elsewhere.computeIfPresent("real_coordinate", (name, value) -> shifted(value));
    assertThat(head(gradients(player, 100, elsewhere)))
        .isNotEqualTo(head(gradients(player, 100, inputs)));
  }

  private static HostArray shifted(HostArray coordinates) {
    float[] values = coordinates.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.5f;
    }
    return new HostArray(coordinates.shape(), values);
  }

  private static Map<String, String> head(Map<String, HostArray> gradients) {
    Map<String, String> values = values(gradients);
    values.keySet().removeIf(name -> !name.startsWith(HEAD));
    assertThat(values).isNotEmpty();
    return values;
  }

  @ParameterizedTest
  @EnumSource(names = {"EXTRAPOLATED_DISCRIMINATOR", "EXTRAPOLATED_GENERATOR"})
  void learnsFromEachFakeInsideAsIfTheOthersWereNot(Player player) {
    Map<String, HostArray> none = gradients(player, 100, inputs(player, 0, 0, 0));
    Map<String, HostArray> first = gradients(player, 100, inputs(player, 1, 0, 0));
    Map<String, HostArray> others = gradients(player, 100, inputs(player, 0, 1, 1));

    gradients(player, 100, inputs(player, 1, 1, 1))
        .forEach(
            (name, gradient) -> {
              float[] expected = value(first, name).clone();
              for (int i = 0; i < expected.length; i++) {
                expected[i] += value(others, name)[i] - value(none, name)[i];
              }
              assertThat(gradient.values())
                  .as(name)
                  .containsExactly(expected, Offset.offset(1e-3f));
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"EXTRAPOLATED_DISCRIMINATOR", "EXTRAPOLATED_GENERATOR"})
  void countsTheCoordinateLossOfEveryFake(Player player) {
    assertThat(scalar(outputs(player, inputs(player, false)), "coordinate_loss"))
        .isEqualTo(scalar(outputs(player, inputs(player, true)), "coordinate_loss"));
  }

  @ParameterizedTest
  @CsvSource({"DISCRIMINATOR, EXTRAPOLATED_DISCRIMINATOR", "GENERATOR, EXTRAPOLATED_GENERATOR"})
  void isTheUsualStepWhereFakesLieWhereTheRealPatchesDo(Player usual, Player extrapolated) {
    Map<String, HostArray> inputs = experiment(100).inputs(usual, 0);
    Map<String, HostArray> same = inputs(extrapolated, true);
    inputs.forEach(same::put);
    same.put("real_coordinate", inputs.getOrDefault("macro_coordinate", HostArray.scalar(0)));

    Map<String, HostArray> expected = outputs(usual, inputs);
    outputs(extrapolated, same)
        .forEach(
            (name, value) -> assertThat(value.scalar()).as(name).isEqualTo(scalar(expected, name)));
    Map<String, HostArray> gradients = gradients(usual, 100, inputs);
    gradients(extrapolated, 100, same)
        .forEach(
            (name, gradient) ->
                assertThat(gradient.values())
                    .as(name)
                    .containsExactly(value(gradients, name), Offset.offset(1e-4f)));
  }

  private static float[] value(Map<String, HostArray> arrays, String name) {
    HostArray array = arrays.get(name);
    assertThat(array).as(name).isNotNull();
    return array == null ? new float[0] : array.values();
  }

  private static float scalar(Map<String, HostArray> outputs, String name) {
    return value(outputs, name)[0];
  }

  @Test
  void judgesFakesAtTheirPlacesAndRealPatchesAtTheirs() {
    Player player = Player.EXTRAPOLATED_DISCRIMINATOR;
    Map<String, HostArray> inputs = inputs(player, true);
    for (String coordinate : new String[] {"macro_coordinate", "real_coordinate"}) {
      Map<String, HostArray> moved = new LinkedHashMap<>(inputs);
      moved.computeIfPresent(coordinate, (name, value) -> shifted(value));
      assertThat(scalar(outputs(player, moved), "adversarial"))
          .as(coordinate)
          .isNotEqualTo(scalar(outputs(player, inputs), "adversarial"));
    }
  }

  @Test
  void hasNothingToFeedItWhereTheBatchDoesNotExtrapolate() {
    StepBatch batch = experiment(100).batches().batch(0);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new StepBatch(batch.discriminator(), batch.generator())
                    .of(Player.EXTRAPOLATED_GENERATOR))
        .withMessage("this batch has no fakes beyond the image's edges");
  }

  /** What a third party might write, with names of its own. */
  private static final class OtherGenerator implements Generator {
    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("generator/first", Shape.of(1), true, new Initializer.Constant(0)));
    }

    @Override
    public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
      return scope.weight("generator/first");
    }
  }

  @Test
  void saysWhichParametersAGeneratorMustHave() {
    TinyExperiment tiny = experiment(100);
    Networks networks =
        new Networks(tiny.settings(), new OtherGenerator(), tiny.discriminator(), new GridMerger());
    StepPrograms programs =
        new StepPrograms(networks, tiny.objective(), TinyExperiment.BATCH, false);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> programs.of(Player.EXTRAPOLATED_GENERATOR))
        .withMessage(
            "extrapolation trains the parameters of the generator that are named"
                + " generator/block0/... and generator/block1/..., but it has none");
  }
}
