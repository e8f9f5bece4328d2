package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.cocogan.augment.Augmentations;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.dataset.Dataset;
import org.cocogan.merge.GridCropper;
import org.cocogan.merge.GridMerger;
import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Variant;
import org.cocogan.network.CocoDiscriminatorProvider;
import org.cocogan.network.CocoGeneratorProvider;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Variables;

/**
 * An experiment that takes milliseconds a step: images of 16x16 pixels, macro patches of 8x8, micro
 * patches of 4x4, networks of width two; three residual blocks in the generator.
 *
 * @param variant of the networks
 * @param objective what the players minimise
 * @param augmentations what happens to images and macro patches
 */
public record TinyExperiment(Variant variant, Objective objective, Augmentations augmentations) {
  /** Macro patches in a batch. */
  public static final int BATCH = 3;

  private static final GeneratorProvider GENERATORS = new CocoGeneratorProvider();
  private static final DiscriminatorProvider DISCRIMINATORS = new CocoDiscriminatorProvider();

  /** Without augmentation. */
  public TinyExperiment(Variant variant, Objective objective) {
    this(variant, objective, Augmentations.none());
  }

  /** What its networks are built from. */
  public ModelSettings settings() {
    PatchLayout layout = new PatchLayout(new Size(16, 16), new Size(8, 8), new Size(4, 4));
    return new ModelSettings(layout, 3, LatentSpace.uniform(4), 2, 2, 2, 2, 0, 3, variant);
  }

  /** Both networks. */
  public Networks networks() {
    return new Networks(settings(), generator(), discriminator(), new GridMerger());
  }

  /** The generator alone. */
  public Generator generator() {
    return GENERATORS.create(settings());
  }

  /** The discriminator alone. */
  public Discriminator discriminator() {
    return DISCRIMINATORS.create(settings());
  }

  /** The steps of its players. */
  public StepPrograms programs() {
    return programs(false);
  }

  /** The steps of its players, with everything among their outputs if wanted. */
  public StepPrograms programs(boolean everything) {
    return new StepPrograms(networks(), objective, augmentations.macroPatches(), BATCH, everything);
  }

  /** First values, with biases that are not zero, so that no two paths are alike. */
  public void initialize(Variables variables) {
    InitialValues.set(networks().parameters(), 7, variables);
    for (String name : variables.names()) {
      if (name.endsWith("/bias")) {
        variables.set(name, random(name, variables.get(name)));
      }
    }
  }

  private static HostArray random(String name, HostArray like) {
    CountedRandom random = CountedRandom.of(7, "tiny " + name, 0);
    float[] values = new float[like.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(-0.3f, 0.3f);
    }
    return new HostArray(like.shape(), values);
  }

  /** Batches of ten random images. */
  public BatchSource batches() {
    CoordinateSystem coordinates = new EuclideanCoordinateSystem(settings().layout());
    return new BatchSource(
        new RandomImages(),
        coordinates,
        Optional.of(new ExtrapolatedCoordinateSystem(coordinates, 1)),
        new GridCropper(),
        programs().inputs(),
        Sampling.DISCRETE,
        augmentations,
        7);
  }

  /** The inputs of one player's step. */
  public Map<String, HostArray> inputs(Player player, long step) {
    return batches().batch(step).of(player);
  }

  /** All learn at every step at one rate, within the image. */
  public static TrainerSettings settings(int contentPeriod, Optional<Double> averageDecay) {
    return settings(contentPeriod, averageDecay, false);
  }

  /** The same, beyond the image's edges too. */
  public static TrainerSettings extrapolating(int contentPeriod, Optional<Double> averageDecay) {
    return settings(contentPeriod, averageDecay, true);
  }

  private static TrainerSettings settings(
      int contentPeriod, Optional<Double> averageDecay, boolean extrapolated) {
    Map<Player, Schedule> rates = new LinkedHashMap<>();
    Map<Player, Integer> periods = new LinkedHashMap<>();
    for (Player player : Player.values()) {
      rates.put(player, Schedule.constant(2e-3));
      boolean plays = extrapolated || !player.extrapolates();
      periods.put(player, player == Player.CONTENT ? contentPeriod : plays ? 1 : 0);
    }
    return new TrainerSettings(
        rates,
        periods,
        0.5,
        Schedule.constant(0.999),
        1e-8,
        averageDecay.map(decay -> step -> decay));
  }

  /** Every bit of every variable. */
  public static Map<String, String> bits(Variables variables) {
    Map<String, String> bits = new TreeMap<>();
    for (String name : variables.names()) {
      HostArray array = variables.get(name);
      StringBuilder text = new StringBuilder(array.shape().toString());
      for (float value : array.values()) {
        text.append(' ').append(Integer.toHexString(Float.floatToRawIntBits(value)));
      }
      bits.put(name, text.toString());
    }
    assertThat(bits).isNotEmpty();
    return bits;
  }

  /** Ten images of noise. */
  static final class RandomImages implements Dataset {
    @Override
    public String name() {
      return "noise";
    }

    @Override
    public int count() {
      return 10;
    }

    @Override
    public Size imageSize() {
      return new Size(16, 16);
    }

    @Override
    public int channels() {
      return 3;
    }

    @Override
    public void read(
        int image,
        int top,
        int left,
        int height,
        int width,
        byte[] target,
        int offset,
        int stride) {
      Objects.checkIndex(image, count());
      for (int row = 0; row < height; row++) {
        CountedRandom random = CountedRandom.of(image, "noise", top + row);
        for (int i = 0; i < (left + width) * 3; i++) {
          byte value = (byte) random.nextInt(256);
          if (i >= left * 3) {
            target[offset + row * stride + i - left * 3] = value;
          }
        }
      }
    }

    @Override
    public void close() {}
  }
}
