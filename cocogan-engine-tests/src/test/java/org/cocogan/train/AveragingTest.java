package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.engine.WithEngine;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.merge.GridCropper;
import org.cocogan.merge.GridMerger;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.network.seamless.SeamlessGeneratorProvider;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

class AveragingTest extends WithEngine {
  private static final float RATE = 0.1f;
  private static final int WORKERS = 2;

  private final TinyExperiment experiment =
      new TinyExperiment(
          Variant.PAPER, new Objective(AdversarialLoss.LOGISTIC, Optional.empty(), 0, 0));
  private final Networks networks =
      new Networks(
          experiment.settings(),
          new SeamlessGeneratorProvider().create(experiment.settings()),
          experiment.discriminator(),
          new GridMerger());

  /** Neither the generator without seams nor the judgement of a patch looks at other patches. */
  @Test
  void afterOneStepOfGradientDescentOfTheDiscriminatorWorkersAreOneWithALargeBatch() {
    InitialValues.set(networks.parameters(), 7, variables);
    StepPrograms small = programs(TinyExperiment.BATCH);
    StepPrograms large = programs(WORKERS * TinyExperiment.BATCH);
    List<Map<String, HostArray>> batches = new ArrayList<>();
    List<Map<String, HostArray>> workers = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      Map<String, HostArray> batch = source(small, worker).batch(0).discriminator();
      batches.add(batch);
      workers.add(descended(small, batch));
    }

    Map<String, HostArray> mean = new Averaging(networks.parameters()).mean(workers);

    Map<String, HostArray> together = descended(large, joined(batches, large));
    assertThat(mean.keySet()).isEqualTo(together.keySet()).isNotEmpty();
    double farthestApart = 0;
    for (String name : mean.keySet()) {
      assertThat(distance(mean, together, name)).as(name).isCloseTo(0, within(2e-6));
      farthestApart = Math.max(farthestApart, distance(workers.get(0), workers.get(1), name));
    }
    assertThat(farthestApart).isGreaterThan(1e-3);
  }

  /**
   * The mean of two steps of Adam is not the step of the mean gradient; docs/cluster.md says how
   * far the two are apart.
   */
  @Test
  void afterAWholeStepWorkersAreNearALargeBatchAndNotOneWithIt() {
    InitialValues.set(networks.parameters(), 7, variables);
    StepPrograms large = programs(WORKERS * TinyExperiment.BATCH);
    List<StepBatch> batches = new ArrayList<>();
    List<Map<String, HostArray>> workers = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      StepPrograms small = programs(TinyExperiment.BATCH);
      StepBatch batch = source(small, worker).batch(0);
      batches.add(batch);
      workers.add(stepped(small, batch));
    }
    StepBatch all =
        new StepBatch(
            joined(batches.stream().map(StepBatch::discriminator).toList(), large),
            joined(batches.stream().map(StepBatch::generator).toList(), large));

    Map<String, HostArray> mean = new Averaging(networks.parameters()).mean(workers);

    Map<String, HostArray> together = stepped(large, all);
    double apart = 0;
    double way = 0;
    for (Parameter parameter : networks.parameters()) {
      if (parameter.trained()) {
        apart += squares(mean, together, parameter.name());
        way += squares(together, start(), parameter.name());
      }
    }
    assertThat(Math.sqrt(apart / way)).isBetween(0.5, 0.9);
  }

  private Map<String, HostArray> start() {
    return variables.names().stream()
        .collect(Collectors.toMap(name -> name, name -> variables.get(name)));
  }

  /** All variables after a step of both players. */
  private Map<String, HostArray> stepped(StepPrograms programs, StepBatch batch) {
    try (Variables own = backend.newVariables()) {
      start().forEach(own::set);
      try (Trainer trainer =
          new Trainer(
              networks, programs, TinyExperiment.settings(1, Optional.empty()), backend, own)) {
        trainer.step(0, batch);
      }
      return own.names().stream().collect(Collectors.toMap(name -> name, name -> own.get(name)));
    }
  }

  private static double squares(
      Map<String, HostArray> one, Map<String, HostArray> other, String name) {
    float[] a = values(one, name);
    float[] b = values(other, name);
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (double) (a[i] - b[i]);
    }
    return squares;
  }

  private static double distance(
      Map<String, HostArray> one, Map<String, HostArray> other, String name) {
    float[] a = values(one, name);
    float[] b = values(other, name);
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      distance = Math.max(distance, Math.abs(a[i] - b[i]));
    }
    return distance;
  }

  private static float[] values(Map<String, HostArray> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name), name).values();
  }

  private StepPrograms programs(int batch) {
    return new StepPrograms(networks, experiment.objective(), batch, false);
  }

  private BatchSource source(StepPrograms programs, long seed) {
    return new BatchSource(
        new TinyExperiment.RandomImages(),
        new EuclideanCoordinateSystem(experiment.settings().layout()),
        Optional.empty(),
        new GridCropper(),
        programs.inputs(),
        Sampling.DISCRETE,
        experiment.augmentations(),
        seed);
  }

  /** The discriminator's weights after a step of plain gradient descent. */
  private Map<String, HostArray> descended(StepPrograms programs, Map<String, HostArray> batch) {
    Map<String, HostArray> weights = new LinkedHashMap<>();
    try (Program program = backend.compile(programs.of(Player.DISCRIMINATOR), variables)) {
      program
          .gradients(batch)
          .forEach(
              (name, gradient) -> {
                float[] values = variables.get(name).values().clone();
                for (int i = 0; i < values.length; i++) {
                  values[i] -= RATE * gradient.values()[i];
                }
                weights.put(name, new HostArray(gradient.shape(), values));
              });
    }
    return weights;
  }

  /** The rows of all batches, one after another. */
  private static Map<String, HostArray> joined(
      List<Map<String, HostArray>> batches, StepPrograms large) {
    Map<String, HostArray> joined = new LinkedHashMap<>();
    large
        .inputs()
        .shapes()
        .forEach(
            (name, shape) -> {
              float[] values = new float[shape.size()];
              int filled = 0;
              for (Map<String, HostArray> batch : batches) {
                float[] rows = values(batch, name);
                System.arraycopy(rows, 0, values, filled, rows.length);
                filled += rows.length;
              }
              assertThat(filled).as(name).isEqualTo(values.length);
              joined.put(name, new HostArray(shape, values));
            });
    return joined;
  }

  @Test
  void vectorsOfSpectralNormalisationKeepTheLengthOne() {
    Parameter vector =
        new Parameter("layer/u", Shape.of(1, 2), false, new Initializer.TruncatedNormal(1));
    Parameter mean = new Parameter("layer/mean", Shape.of(2), false, new Initializer.Constant(0));

    Map<String, HostArray> averaged =
        new Averaging(List.of(vector, mean)).mean(List.of(values(1, 0), values(0, 1)));

    assertThat(values(averaged, "layer/mean")).containsExactly(0.5f, 0.5f);
    assertThat(values(averaged, "layer/u"))
        .containsExactly((float) Math.sqrt(0.5), (float) Math.sqrt(0.5));
  }

  private static Map<String, HostArray> values(float... both) {
    return Map.of(
        "layer/u", new HostArray(Shape.of(1, 2), both),
        "layer/mean", new HostArray(Shape.of(2), both));
  }
}
