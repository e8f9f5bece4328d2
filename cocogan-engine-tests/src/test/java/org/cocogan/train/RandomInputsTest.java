package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.augment.Augmentations;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.engine.WithEngine;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.merge.GridCropper;
import org.cocogan.merge.GridMerger;
import org.cocogan.model.Discriminator;
import org.cocogan.model.Generator;
import org.cocogan.model.Initializer;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.RandomInput;
import org.cocogan.model.RandomInput.Unit;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.random.Distribution;
import org.cocogan.render.PatchRenderer;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What networks get that ask for random numbers. */
class RandomInputsTest extends WithEngine {
  private static final int BATCH = 3;
  private static final ModelSettings SETTINGS =
      new ModelSettings(
          new PatchLayout(new Size(16, 16), new Size(8, 8), new Size(4, 4)),
          3,
          LatentSpace.uniform(4),
          2,
          2,
          2,
          0,
          0,
          3,
          Variant.PAPER);
  private static final Parameter SCALE =
      new Parameter("generator/scale", Shape.of(1), true, new Initializer.Constant(1));
  private static final Parameter SLOPE =
      new Parameter("discriminator/slope", Shape.of(1, 1), true, new Initializer.Constant(1));

  private final Networks networks =
      new Networks(SETTINGS, new Noise(), new Coin(1), new GridMerger());

  @BeforeEach
  void setVariables() {
    InitialValues.set(networks.parameters(), 7, variables);
  }

  @Test
  void dependOnTheStep() {
    float[] first = outputs(Player.GENERATOR, 0, "micro_patches");

    assertThat(first).doesNotHaveDuplicates();
    assertThat(outputs(Player.GENERATOR, 0, "micro_patches")).isEqualTo(first);
    assertThat(outputs(Player.GENERATOR, 1, "micro_patches")).doesNotContain(first);
  }

  @Test
  void areOthersForEachPlayerAndEachPass() {
    float[] real = outputs(Player.DISCRIMINATOR, 0, "realness_real");
    float[] fake = outputs(Player.DISCRIMINATOR, 0, "realness_fake");

    assertThat(real).hasSize(BATCH).doesNotHaveDuplicates();
    assertThat(fake).hasSize(BATCH).doesNotContain(real);
    assertThat(outputs(Player.GENERATOR, 0, "realness_fake")).doesNotContain(real);
    assertThat(outputs(Player.DISCRIMINATOR, 0, "micro_patches"))
        .doesNotContain(outputs(Player.GENERATOR, 0, "micro_patches"));
  }

  @Test
  void runOutRatherThanRepeat() {
    Networks greedy = new Networks(SETTINGS, new Noise(), new Coin(2), new GridMerger());

    assertThatIllegalStateException()
        .isThrownBy(() -> outputs(greedy, Player.DISCRIMINATOR, 0, "realness_real"))
        .withMessage("a step asks more than 3 times for the random numbers discriminator/coin");
  }

  @Test
  void areNotThereForDrawing() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new PatchRenderer(
                        new Noise(),
                        SETTINGS,
                        new EuclideanCoordinateSystem(SETTINGS.layout()),
                        backend,
                        variables,
                        "test",
                        1)
                    .images(0, 1))
        .withMessage("the random numbers generator/noise are there for training passes only");
  }

  private float[] outputs(Player player, long step, String name) {
    return outputs(networks, player, step, name);
  }

  private float[] outputs(Networks networks, Player player, long step, String name) {
    Objective objective = new Objective(AdversarialLoss.WASSERSTEIN, Optional.empty(), 0, 0);
    StepPrograms programs = new StepPrograms(networks, objective, BATCH, true);
    BatchSource batches =
        new BatchSource(
            new TinyExperiment.RandomImages(),
            new EuclideanCoordinateSystem(SETTINGS.layout()),
            Optional.empty(),
            new GridCropper(),
            programs.inputs(),
            Sampling.DISCRETE,
            Augmentations.none(),
            7);
    try (Program program = backend.compile(programs.of(player), variables)) {
      Map<String, HostArray> outputs = program.run(batches.batch(step).of(player));
      assertThat(outputs).containsKey(name);
      return outputs.getOrDefault(name, HostArray.scalar(0)).values();
    }
  }

  /** Makes patches of nothing but noise. */
  private static final class Noise implements Generator {
    @Override
    public List<Parameter> parameters() {
      return List.of(SCALE);
    }

    @Override
    public List<RandomInput> random() {
      return List.of(
          new RandomInput(
              "generator/noise", Unit.MICRO_PATCH, Shape.of(3, 4, 4), Distribution.NORMAL));
    }

    @Override
    public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
      return scope.random("generator/noise").multiply(scope.weight(SCALE.name()));
    }
  }

  /** Judges by tossing a coin, so many times for a pass. */
  private record Coin(int tosses) implements Discriminator {
    private static final String NAME = "discriminator/coin";

    @Override
    public List<Parameter> parameters() {
      return List.of(SLOPE);
    }

    @Override
    public boolean predictsCoordinate() {
      return false;
    }

    @Override
    public boolean predictsLatent() {
      return false;
    }

    @Override
    public List<RandomInput> random() {
      return List.of(new RandomInput(NAME, Unit.MACRO_PATCH, Shape.of(1), Distribution.UNIFORM));
    }

    @Override
    public Tensor features(Tensor macroPatch, NetworkScope scope) {
      Tensor features = macroPatch.mean(1, 2, 3).reshape(-1, 1).multiply(0);
      for (int i = 0; i < tosses; i++) {
        features = features.add(scope.random(NAME));
      }
      return features;
    }

    @Override
    public Tensor realness(Tensor features, NetworkScope scope) {
      return features.matMul(scope.weight(SLOPE.name()));
    }

    @Override
    public Tensor realness(Tensor features, Tensor macroCoordinate, NetworkScope scope) {
      return realness(features, scope);
    }

    @Override
    public Tensor coordinate(Tensor features, NetworkScope scope) {
      throw new UnsupportedOperationException("tossing a coin predicts no coordinate");
    }

    @Override
    public Tensor latent(Tensor features, NetworkScope scope) {
      throw new UnsupportedOperationException("tossing a coin predicts no latent vector");
    }
  }
}
