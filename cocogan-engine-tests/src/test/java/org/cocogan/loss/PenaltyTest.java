package org.cocogan.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cocogan.engine.WithEngine;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.StepScope;
import org.cocogan.train.TinyExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Penalties on the gradient of the project's own discriminator. */
class PenaltyTest extends WithEngine {
  private static final int BATCH = 2;
  private static final int PIXELS = 3 * 8 * 8;
  private static final double WEIGHT = 10;

  private final TinyExperiment experiment =
      new TinyExperiment(
          Variant.PAPER, new Objective(AdversarialLoss.LOGISTIC, Optional.empty(), 100, 0));

  @BeforeEach
  void setVariables() {
    experiment.initialize(variables);
    variables.set("real", random("real patches", -1, 1, BATCH, 3, 8, 8));
    variables.set("fake", random("fake patches", -1, 1, BATCH, 3, 8, 8));
    variables.set("coordinate", random("coordinate", -1, 1, BATCH, 2));
    variables.set("fake coordinate", random("coordinate of fakes", -1, 1, BATCH, 2));
  }

  @Test
  void ofR1IsTheSquaredLengthOfTheFiniteDifferenceGradient() {
    double squares = 0;
    for (double entry : finiteDifferences()) {
      squares += entry * entry;
    }

    assertThat((double) penalty(new R1Penalty(3)))
        .isCloseTo(3.0 / 2 * squares / BATCH, within(0.01 * squares));
    assertThat(squares).isGreaterThan(0.01);
  }

  @Test
  void ofR1AndR2IsThatOfR1AtRealAndAtFakePatchesWithTheirOwnCoordinates() {
    float both = penalty(new R1R2Penalty(3));
    float real = penalty(new R1Penalty(3));
    variables.set("real", variables.get("fake"));
    variables.set("coordinate", variables.get("fake coordinate"));
    float fake = penalty(new R1Penalty(3));

    assertThat(real).isNotCloseTo(fake, within(0.1f * fake));
    assertThat(both).isCloseTo(real + fake, within(1e-4f * both));
  }

  /** Central differences of the realness of each real patch, for each of its pixels. */
  private double[] finiteDifferences() {
    float step = 0.01f;
    float[] real = variables.get("real").values();
    float[] moved = new float[2 * BATCH * PIXELS * PIXELS];
    float[] places = new float[2 * BATCH * PIXELS * 2];
    for (int sample = 0; sample < BATCH; sample++) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        for (int side = 0; side < 2; side++) {
          int row = (sample * PIXELS + pixel) * 2 + side;
          System.arraycopy(real, sample * PIXELS, moved, row * PIXELS, PIXELS);
          moved[row * PIXELS + pixel] += side == 0 ? -step : step;
          System.arraycopy(variables.get("coordinate").values(), 2 * sample, places, 2 * row, 2);
        }
      }
    }
    int rows = 2 * BATCH * PIXELS;
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    inputs.put("patches", new HostArray(Shape.of(rows, 3, 8, 8), moved));
    inputs.put("coordinates", new HostArray(Shape.of(rows, 2), places));
    HostArray realness =
        outputs(
                inputs,
                scope ->
                    Map.of(
                        "realness",
                        critic(scope).realness(scope.input("patches"), scope.input("coordinates"))))
            .getOrDefault("realness", HostArray.scalar(Float.NaN));
    double[] gradient = new double[BATCH * PIXELS];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (realness.values()[2 * i + 1] - realness.values()[2 * i]) / (2 * step);
    }
    return gradient;
  }

  @Test
  void ofThePaperTakesTheLengthOfTheWholeGradientBetweenRealAndFake() {
    variables.set("mixing", random("mixing", 0, 1, BATCH, 1, 1, 1));
    float[] gradient = engineGradientAt(mixed());
    double sum = 0;
    for (int sample = 0; sample < BATCH; sample++) {
      double squares = 0;
      for (int i = 0; i < PIXELS; i++) {
        squares += Math.pow(gradient[sample * PIXELS + i], 2);
      }
      sum += Math.pow(Math.sqrt(squares) - 1, 2);
    }

    assertThat((double) penalty(new GradientPenalty(WEIGHT, Variant.PAPER)))
        .isCloseTo(WEIGHT * sum / BATCH, within(1e-4));
  }

  @Test
  void ofTheReleasedCodeTakesTheLengthAlongTheHeightAlone() {
    variables.set("mixing", random("mixing", 0, 1, BATCH, 3, 8, 8));
    float[] gradient = engineGradientAt(mixed());
    double sum = 0;
    int columns = BATCH * 3 * 8;
    for (int image = 0; image < BATCH * 3; image++) {
      for (int column = 0; column < 8; column++) {
        double squares = 0;
        for (int row = 0; row < 8; row++) {
          squares += Math.pow(gradient[(image * 8 + row) * 8 + column], 2);
        }
        sum += Math.pow(Math.sqrt(squares) - 1, 2);
      }
    }

    assertThat((double) penalty(new GradientPenalty(WEIGHT, Variant.OFFICIAL)))
        .isCloseTo(WEIGHT * sum / columns, within(1e-4));
  }

  /** Real + mixing · (fake - real), one mixing number for each element or each sample. */
  private HostArray mixed() {
    float[] mixing = variables.get("mixing").values();
    float[] real = variables.get("real").values();
    float[] fake = variables.get("fake").values();
    float[] mixed = new float[real.length];
    for (int i = 0; i < mixed.length; i++) {
      float share = mixing[i * mixing.length / mixed.length];
      mixed[i] = real[i] + share * (fake[i] - real[i]);
    }
    return new HostArray(Shape.of(BATCH, 3, 8, 8), mixed);
  }

  /** By the engine's own differentiation, of the realness without a coordinate. */
  private float[] engineGradientAt(HostArray patches) {
    variables.set("patches", patches);
    return gradient("patches", scope -> critic(scope).realness(scope.variable("patches")).sum())
        .values();
  }

  @ParameterizedTest
  @EnumSource
  void asksForMixingOfItsShape(Variant variant) {
    Shape patches = Shape.of(5, 3, 8, 6);

    assertThat(new GradientPenalty(WEIGHT, variant).mixing(patches))
        .isEqualTo(variant == Variant.PAPER ? Shape.of(5, 1, 1, 1) : patches);
    assertThat(new R1Penalty(1).mixing(patches)).isEqualTo(Shape.of(0));
    assertThat(new R1R2Penalty(1).mixing(patches)).isEqualTo(Shape.of(0));
  }

  @ParameterizedTest
  @EnumSource
  void staysFiniteWhereTheDiscriminatorIsFlat(Variant variant) {
    variables.set("mixing", random("mixing", 0, 1, BATCH, 3, 8, 8));
    // The features before the last ReLU are far below zero everywhere.
    variables.set("discriminator/block1/conv2/bias", HostArray.filled(Shape.of(16), -10_000));
    GradientPenalty penalty = new GradientPenalty(WEIGHT, variant);

    assertThat(penalty(penalty)).isEqualTo((float) WEIGHT);
    gradients(trained(), scope -> penalty(penalty, scope))
        .forEach((name, value) -> assertThat(value.values()).as(name).containsOnly(0));
  }

  @Test
  void ofR1TrainsTheDiscriminatorAsFiniteDifferencesSay() {
    assertTrainedAlongFiniteDifferences(new R1Penalty(3));
  }

  @Test
  void ofR1AndR2TrainsTheDiscriminatorAsFiniteDifferencesSay() {
    assertTrainedAlongFiniteDifferences(new R1R2Penalty(3));
  }

  @ParameterizedTest
  @EnumSource
  void trainsTheDiscriminatorAsFiniteDifferencesSay(Variant variant) {
    variables.set("mixing", random("mixing", 0, 1, BATCH, 3, 8, 8));
    assertTrainedAlongFiniteDifferences(new GradientPenalty(WEIGHT, variant));
  }

  private void assertTrainedAlongFiniteDifferences(CriticPenalty regularizer) {
    // Spectral norms are constants for the gradient, which is right once their vectors stand still.
    try (Program steps =
        backend.compile(experiment.programs().of(Player.DISCRIMINATOR), variables)) {
      Map<String, HostArray> inputs = experiment.inputs(Player.DISCRIMINATOR, 0);
      for (int i = 0; i < 100; i++) {
        steps.advance(inputs);
      }
    }
    Map<String, HostArray> before = new LinkedHashMap<>();
    Map<String, HostArray> direction = new LinkedHashMap<>();
    CountedRandom random = CountedRandom.of(3, "direction", 0);
    double expected = 0;
    for (Map.Entry<String, HostArray> entry :
        gradients(trained(), scope -> penalty(regularizer, scope)).entrySet()) {
      float[] gradient = entry.getValue().values();
      float[] along = new float[gradient.length];
      for (int i = 0; i < along.length; i++) {
        // Uphill everywhere, so that the terms do not cancel out; zeros count too.
        along[i] = Math.copySign(random.nextFloat(), gradient[i]);
        expected += (double) along[i] * gradient[i];
      }
      before.put(entry.getKey(), variables.get(entry.getKey()));
      direction.put(entry.getKey(), new HostArray(entry.getValue().shape(), along));
    }

    float step = 1e-5f;
    double upper = penaltyAt(before, direction, step, regularizer);
    double lower = penaltyAt(before, direction, -step, regularizer);

    assertThat((upper - lower) / (2 * step)).isCloseTo(expected, within(0.01 * expected));
  }

  private double penaltyAt(
      Map<String, HostArray> weights,
      Map<String, HostArray> direction,
      float step,
      CriticPenalty regularizer) {
    weights.forEach(
        (name, weight) -> {
          float[] along = direction.getOrDefault(name, weight).values();
          float[] moved = weight.values().clone();
          for (int i = 0; i < moved.length; i++) {
            moved[i] += step * along[i];
          }
          variables.set(name, new HostArray(weight.shape(), moved));
        });
    return penalty(regularizer);
  }

  /** What the realness is made of: all but the two heads. */
  private Set<String> trained() {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : experiment.discriminator().parameters()) {
      String name = parameter.name();
      if (parameter.trained() && !name.contains("/spatial/") && !name.contains("/content/")) {
        names.add(name);
      }
    }
    return names;
  }

  private float penalty(CriticPenalty regularizer) {
    return output(scope -> penalty(regularizer, scope)).scalar();
  }

  private Tensor penalty(CriticPenalty regularizer, ProgramScope scope) {
    boolean mixes = variables.names().contains("mixing");
    Tensor real = scope.variable("real");
    return regularizer
        .penalty(
            critic(scope),
            new PlacedPatches(real, scope.variable("coordinate")),
            new PlacedPatches(scope.variable("fake"), scope.variable("fake coordinate")),
            mixes ? scope.variable("mixing") : scope.constant(HostArray.filled(Shape.of(0), 0)))
        .value()
        .multiply((float) regularizer.weight().at(0));
  }

  private Critic critic(ProgramScope scope) {
    return new Critic(experiment.discriminator(), StepScope.training(scope));
  }
}
