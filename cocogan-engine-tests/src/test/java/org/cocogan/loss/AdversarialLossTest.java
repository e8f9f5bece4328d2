package org.cocogan.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.cocogan.engine.WithEngine;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.train.Objective;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdversarialLossTest extends WithEngine {
  private static final double ROUNDING = 1e-6;

  @BeforeEach
  void setRealness() {
    variables.set("real", realness(1.5f, -2, 0.5f));
    variables.set("fake", realness(-1.3f, 2, 0));
  }

  private static HostArray realness(float... values) {
    return new HostArray(Shape.of(values.length, 1), values);
  }

  @Test
  void ofWassersteinIsTheDifferenceOfMeans() {
    assertThat(discriminator(AdversarialLoss.WASSERSTEIN))
        .isCloseTo(0.7f / 3, within((float) ROUNDING));
    assertThat(generator(AdversarialLoss.WASSERSTEIN))
        .isCloseTo(-0.7f / 3, within((float) ROUNDING));
  }

  @Test
  void ofTheHingeStopsAtTheMargin() {
    // Real: 0, 3, 0.5; fake: 0, 3, 1.
    assertThat(discriminator(AdversarialLoss.HINGE)).isCloseTo(7.5f / 3, within((float) ROUNDING));
    assertThat(generator(AdversarialLoss.HINGE)).isCloseTo(-0.7f / 3, within((float) ROUNDING));
    assertThat(discriminatorGradient("real", AdversarialLoss.HINGE))
        .containsExactly(new float[] {0, -1f / 3, -1f / 3}, within((float) ROUNDING));
    assertThat(discriminatorGradient("fake", AdversarialLoss.HINGE))
        .containsExactly(new float[] {0, 1f / 3, 1f / 3}, within((float) ROUNDING));
  }

  @Test
  void ofLogisticIsTheCrossEntropy() {
    double real = (softplus(-1.5) + softplus(2) + softplus(-0.5)) / 3;
    double fake = (softplus(-1.3) + softplus(2) + softplus(0)) / 3;
    double fooled = (softplus(1.3) + softplus(-2) + softplus(0)) / 3;

    assertThat((double) discriminator(AdversarialLoss.LOGISTIC))
        .isCloseTo(real + fake, within(ROUNDING));
    assertThat((double) generator(AdversarialLoss.LOGISTIC)).isCloseTo(fooled, within(ROUNDING));
  }

  private static double softplus(double x) {
    return Math.log1p(Math.exp(x));
  }

  @Test
  void ofLogisticStaysFiniteForAnyRealness() {
    variables.set("real", realness(-1000, 1000, 0));
    variables.set("fake", realness(1000, -1000, 0));

    assertThat((double) discriminator(AdversarialLoss.LOGISTIC))
        .isCloseTo((2000 + 2 * Math.log(2)) / 3, within(1e-3));
    assertThat((double) generator(AdversarialLoss.LOGISTIC))
        .isCloseTo((1000 + Math.log(2)) / 3, within(1e-3));
    assertThat(discriminatorGradient("fake", AdversarialLoss.LOGISTIC))
        .containsExactly(new float[] {1f / 3, 0, 1f / 6}, within((float) ROUNDING));
  }

  @Test
  void ofPairsIsTheCrossEntropyOfTheDifferenceFromTheOtherPatch() {
    // Real less fake: 2.8, -4, 0.5.
    double told = (softplus(-2.8) + softplus(4) + softplus(-0.5)) / 3;
    double fooled = (softplus(2.8) + softplus(-4) + softplus(0.5)) / 3;

    assertThat((double) discriminator(AdversarialLoss.RELATIVISTIC))
        .isCloseTo(told, within(ROUNDING));
    assertThat((double) generator(AdversarialLoss.RELATIVISTIC))
        .isCloseTo(fooled, within(ROUNDING));
  }

  @Test
  void withDriftAddsTheMeanSquareOfRealPatches() {
    Objective drifting = new Objective(AdversarialLoss.WASSERSTEIN, Optional.empty(), 0, 0, 0.5);

    HostArray loss =
        output(scope -> drifting.discriminatorLoss(scope.variable("real"), scope.variable("fake")));

    // Squares of real patches: 2.25, 4, 0.25.
    assertThat(loss.scalar()).isCloseTo(0.7f / 3 + 0.5f * 6.5f / 3, within((float) ROUNDING));
  }

  private float discriminator(AdversarialLoss loss) {
    return output(scope -> loss.discriminator(scope.variable("real"), scope.variable("fake")))
        .scalar();
  }

  private float[] discriminatorGradient(String variable, AdversarialLoss loss) {
    return gradient(
            variable, scope -> loss.discriminator(scope.variable("real"), scope.variable("fake")))
        .values();
  }

  private float generator(AdversarialLoss loss) {
    return output(scope -> loss.generator(scope.variable("fake"), () -> scope.variable("real")))
        .scalar();
  }
}
