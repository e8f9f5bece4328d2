package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.junit.jupiter.api.Test;

/** The kit fails on wrong backends, in the tests that are about what is wrong. */
class WrongBackendTest {
  private static final String OPERATIONS = "computesWhatTheReferenceComputes";
  private static final String GRADIENTS = "differentiatesAsFiniteDifferencesDo";
  private static final String INPUT_GRADIENTS = "differentiatesInputGradients";
  private static final String ADAM = "updatesWeightsAndMomentsAsAdamSays";

  @Test
  void failsOnAConvolutionThatFlipsItsKernel() {
    Backend wrong =
        new ReferenceBackend(
            new ReferenceOperations() {
              @Override
              public DoubleArray conv2d(
                  DoubleArray input, DoubleArray weight, int stride, int padding) {
                int height = weight.shape().dimension(2);
                int width = weight.shape().dimension(3);
                DoubleArray flipped =
                    DoubleArray.at(
                        weight.shape(),
                        at -> weight.get(at[0], at[1], height - 1 - at[2], width - 1 - at[3]));
                return super.conv2d(input, flipped, stride, padding);
              }
            });

    assertThat(KitRun.failures(wrong, OPERATIONS, GRADIENTS, ADAM))
        .containsExactlyInAnyOrder(OPERATIONS, GRADIENTS, ADAM);
  }

  @Test
  void failsOnPaddingThatSwapsItsEnds() {
    Backend wrong =
        new ReferenceBackend(
            new ReferenceOperations() {
              @Override
              public DoubleArray pad(DoubleArray operand, int axis, int before, int after) {
                return super.pad(operand, axis, after, before);
              }
            });

    assertThat(KitRun.failures(wrong, OPERATIONS, GRADIENTS, ADAM))
        .containsExactlyInAnyOrder(OPERATIONS, GRADIENTS);
  }

  @Test
  void failsOnAStopThatLetsTheGradientPass() {
    Backend wrong =
        new AlteredBackend(
            (right, variables) ->
                new AlteredBackend.Delegate(right) {
                  @Override
                  public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
                    Map<String, HostArray> gradients = new LinkedHashMap<>(super.gradients(inputs));
                    gradients.computeIfPresent(
                        "w", (name, value) -> HostArray.filled(value.shape(), 1e-6f));
                    return gradients;
                  }
                });

    assertThat(KitRun.failures(wrong, "passesNoGradientThroughAStop", GRADIENTS))
        .containsExactly("passesNoGradientThroughAStop");
  }

  @Test
  void failsOnAGradientThatIsDropped() {
    Backend wrong =
        new AlteredBackend(
            (right, variables) ->
                new AlteredBackend.Delegate(right) {
                  @Override
                  public Map<String, HostArray> gradients(Map<String, HostArray> inputs) {
                    Map<String, HostArray> gradients = new LinkedHashMap<>(super.gradients(inputs));
                    gradients.computeIfPresent(
                        "operand1", (name, value) -> HostArray.filled(value.shape(), 0));
                    return gradients;
                  }
                });

    assertThat(KitRun.failures(wrong, OPERATIONS, GRADIENTS, INPUT_GRADIENTS))
        .containsExactlyInAnyOrder(GRADIENTS, INPUT_GRADIENTS);
  }

  @Test
  void failsOnMissingBiasCorrection() {
    Backend wrong =
        new AlteredBackend(
            (right, variables) ->
                new AlteredBackend.Delegate(right) {
                  @Override
                  public Map<String, HostArray> train(
                      Map<String, HostArray> inputs, AdamUpdate update) {
                    AdamUpdate first =
                        new AdamUpdate(
                            update.moments(),
                            1,
                            update.learningRate(),
                            update.beta1(),
                            update.beta2(),
                            update.epsilon());
                    return super.train(inputs, first);
                  }
                });

    assertThat(KitRun.failures(wrong, ADAM, "movesAScalarByTheHandComputedSteps"))
        .containsExactlyInAnyOrder(ADAM, "movesAScalarByTheHandComputedSteps");
  }

  @Test
  void failsOnARunThatStoresState() {
    Backend wrong =
        new AlteredBackend(
            (right, variables) ->
                new AlteredBackend.Delegate(right) {
                  @Override
                  public Map<String, HostArray> run(Map<String, HostArray> inputs) {
                    return super.advance(inputs);
                  }
                });

    assertThat(
            KitRun.failures(
                wrong, "changesNothingInARun", "storesItsStateAndNothingElseWhenItAdvances"))
        .containsExactly("changesNothingInARun");
  }

  @Test
  void failsOnTrainingThatDropsState() {
    Backend wrong =
        new AlteredBackend(
            (right, variables) ->
                new AlteredBackend.Delegate(right) {
                  @Override
                  public Map<String, HostArray> train(
                      Map<String, HostArray> inputs, AdamUpdate update) {
                    HostArray before = variables.get("count");
                    Map<String, HostArray> outputs = super.train(inputs, update);
                    variables.set("count", before);
                    return outputs;
                  }
                });

    assertThat(KitRun.failures(wrong, "storesStateComputedFromTheValuesBeforeTheUpdate"))
        .isNotEmpty();
  }

  @Test
  void failsOnANotFiniteLossThatCounts() {
    Backend wrong =
        new AlteredBackend(
            (right, variables) ->
                new AlteredBackend.Delegate(right) {
                  @Override
                  public Map<String, HostArray> train(
                      Map<String, HostArray> inputs, AdamUpdate update) {
                    Map<String, HostArray> outputs = super.train(inputs, update);
                    if (outputs.containsKey("loss")) {
                      variables.set("w", HostArray.scalar(Float.NaN));
                    }
                    return outputs;
                  }
                });

    assertThat(KitRun.failures(wrong, "changesNothingWhenTheLossIsNotFinite")).isNotEmpty();
  }

  @Test
  void failsOnComplaintsInOtherWords() {
    Backend wrong =
        new AlteredBackend(
            (right, variables) ->
                new AlteredBackend.Delegate(right) {
                  @Override
                  public Map<String, HostArray> run(Map<String, HostArray> inputs) {
                    try {
                      return super.run(inputs);
                    } catch (IllegalArgumentException e) {
                      throw new IllegalArgumentException("program failed: " + e.getMessage(), e);
                    }
                  }
                });

    assertThat(KitRun.failures(wrong, "refusesShapesThatDoNotFit", OPERATIONS))
        .containsExactly("refusesShapesThatDoNotFit");
  }
}
