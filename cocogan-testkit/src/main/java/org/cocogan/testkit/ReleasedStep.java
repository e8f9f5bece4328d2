package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.GradientPenalty;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.patch.Merger;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.released.ReleasedVariable;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.StepPrograms;
import org.junit.jupiter.api.Test;

/**
 * Checks that a backend takes, from the same values, the training step that the authors' released
 * code takes: losses, the penalty's slopes, every gradient, and what the update leaves. {@code
 * tools/fixtures/released_step.py} says where the numbers are from.
 */
public abstract class ReleasedStep {
  private static final double LOSS = 1e-5;
  private static final double SLOPE = 1e-7;
  private static final double GRADIENT = 1e-3;
  private static final double STATE = 1e-5;

  /**
   * Zero on paper, because a batch norm follows or only a difference of scores counts: what is
   * stored is the sign of rounding noise.
   */
  private static final String WITHOUT_GRADIENT =
      "discriminator/(adversarial|spatial/fc1)/bias|generator/block\\d+/(conv[12]|shortcut)/bias";

  /** Starts the backend under test. */
  protected abstract Backend start();

  /** The merger of the project's coordinate module. */
  protected abstract Merger merger();

  @Test
  void takesTheStepsOfTheReleasedCode() throws IOException {
    GoldenTensors golden = GoldenTensors.bundled("released-step");
    try (Backend backend = start();
        Variables variables = backend.newVariables()) {
      Steps steps = new Steps(golden, networks(golden), backend, variables);
      steps.start();
      steps.discriminator();
      steps.generator();
    }
  }

  private Networks networks(GoldenTensors golden) {
    ModelSettings settings =
        new ModelSettings(
            new PatchLayout(
                square(golden, "full_image"), square(golden, "macro"), square(golden, "micro")),
            3,
            LatentSpace.uniform(golden.number("z_dim")),
            golden.number("coord_dim"),
            golden.number("generator_base_width"),
            golden.number("discriminator_base_width"),
            golden.number("generator_extra_blocks"),
            golden.number("discriminator_extra_blocks"),
            golden.number("head_hidden_width"),
            Variant.OFFICIAL);
    return new Networks(
        settings,
        ServiceLoader.load(GeneratorProvider.class).findFirst().orElseThrow().create(settings),
        ServiceLoader.load(DiscriminatorProvider.class).findFirst().orElseThrow().create(settings),
        merger());
  }

  private static Size square(GoldenTensors golden, String key) {
    int side = golden.config().path(key).path(0).asInt();
    return new Size(side, side);
  }

  /** The two steps, one after the other, in the released code's values. */
  private static final class Steps {
    private final GoldenTensors golden;
    private final Networks networks;
    private final Backend backend;
    private final Variables variables;
    private final Map<String, HostArray> inputs;

    Steps(GoldenTensors golden, Networks networks, Backend backend, Variables variables) {
      this.golden = golden;
      this.networks = networks;
      this.backend = backend;
      this.variables = variables;
      this.inputs =
          Map.of(
              "latent", golden.of("in/z"),
              "micro_coordinate", rowByRow(golden.of("in/micro_coord")),
              "macro_coordinate", golden.of("in/macro_coord"),
              "real", channelsFirst(golden.of("in/real")),
              "mixing", channelsFirst(golden.of("in/alpha")));
    }

    void start() {
      Map<String, HostArray> start = ours("start/");
      assertThat(start).hasSameSizeAs(networks.parameters());
      start.forEach(variables::set);
    }

    void discriminator() {
      Player player = Player.DISCRIMINATOR;
      Map<String, HostArray> outputs = step(player, golden.real("lr_d"));
      close(outputs, "loss", scalar("d/d_loss"));
      close(outputs, "penalty", scalar("d/gp_loss"));
      close(outputs, "adversarial", scalar("d/adv_real") + scalar("d/adv_fake"));
      close(outputs, "coordinate_loss", scalar("d/coord_mse_real") + scalar("d/coord_mse_fake"));
      near("slopes", Closeness.find(outputs, "slopes"), slopes(), SLOPE);

      Map<String, HostArray> after = ours("d/after/");
      checkState(after);
      checkWeights(after, golden.real("lr_d"));
      // The next step is the released code's own from here, not from ours with its rounding.
      after.forEach(variables::set);
    }

    void generator() {
      Map<String, HostArray> outputs = step(Player.GENERATOR, golden.real("lr_g"));
      close(outputs, "loss", scalar("g/g_loss"));
      close(outputs, "adversarial", -scalar("g/adv_fake"));
      close(outputs, "coordinate_loss", scalar("g/coord_mse_real") + scalar("g/coord_mse_fake"));

      Map<String, HostArray> after = ours("g/after/");
      // Which of real and fake patches came last is a race there, and was the other one here.
      after
          .keySet()
          .removeAll(List.of("discriminator/spatial/bn/mean", "discriminator/spatial/bn/var"));
      checkState(after);
    }

    /** Takes the step, and checks its gradients. */
    private Map<String, HostArray> step(Player player, double rate) {
      AdamUpdate update =
          new AdamUpdate(
              player.moments(), 1, rate, golden.real("beta1"), golden.real("beta2"), 1e-8);
      Objective objective =
          new Objective(
              AdversarialLoss.WASSERSTEIN,
              Optional.of(new GradientPenalty(10, Variant.OFFICIAL)),
              100,
              0);
      int batch = golden.of("in/z").shape().dimension(0);
      StepPrograms programs = new StepPrograms(networks, objective, batch, true);
      try (Program program = backend.compile(programs.of(player), variables)) {
        checkGradients(program.gradients(inputs), ours(player.label() + "/grad/"));
        return program.train(inputs, update);
      }
    }

    private static void checkGradients(
        Map<String, HostArray> own, Map<String, HostArray> released) {
      assertThat(own.keySet()).isEqualTo(released.keySet());
      double largest =
          released.values().stream().mapToDouble(GoldenTensors::norm).max().orElseThrow();
      released.forEach(
          (name, gradient) -> {
            HostArray ours = Closeness.find(own, name);
            if (name.matches(WITHOUT_GRADIENT)) {
              assertThat(GoldenTensors.norm(ours))
                  .as("gradient of " + name)
                  .isLessThanOrEqualTo(1e-5 * largest);
            } else {
              assertThat(GoldenTensors.norm(difference(ours, gradient)))
                  .as("gradient of %s, of norm %g", name, GoldenTensors.norm(gradient))
                  .isLessThanOrEqualTo(GRADIENT * GoldenTensors.norm(gradient));
            }
          });
    }

    private void checkState(Map<String, HostArray> released) {
      networks.parameters().stream()
          .filter(parameter -> !parameter.trained() && released.containsKey(parameter.name()))
          .forEach(
              parameter ->
                  near(
                      parameter.name(),
                      variables.get(parameter.name()),
                      Closeness.find(released, parameter.name()),
                      STATE));
    }

    /**
     * A first step of Adam is about ± the rate, so that the rounding of a gradient near zero shows:
     * one weight in a thousand may be more than 2 % of a step off.
     */
    private void checkWeights(Map<String, HostArray> released, double rate) {
      int weights = 0;
      int off = 0;
      for (Parameter parameter : networks.parameters()) {
        HostArray value = released.get(parameter.name());
        if (value != null && parameter.trained() && !parameter.name().matches(WITHOUT_GRADIENT)) {
          for (float error : difference(variables.get(parameter.name()), value).values()) {
            weights++;
            off += Math.abs(error) > 0.02 * rate ? 1 : 0;
          }
        }
      }
      assertThat(off).as("of %d weights", weights).isLessThanOrEqualTo(weights / 1000);
    }

    /** What is stored under a prefix, under our names and in our layouts. */
    private Map<String, HostArray> ours(String prefix) {
      Map<String, HostArray> stored = golden.under(prefix);
      Map<String, HostArray> ours = new TreeMap<>();
      networks.parameters().stream()
          .map(parameter -> ReleasedVariable.of(parameter).orElseThrow())
          .forEach(
              variable -> {
                HostArray value = stored.remove(variable.name());
                if (value != null) {
                  ours.put(variable.parameter().name(), variable.read(value));
                }
              });
      assertThat(stored).as("tensors that no parameter of ours is").isEmpty();
      return ours;
    }

    private double scalar(String name) {
      return golden.of(name).scalar();
    }

    /** [batch, width, channels] to [batch, channels, width]. */
    private HostArray slopes() {
      HostArray slopes = golden.of("d/gp_slopes");
      int[] sizes = slopes.shape().dimensions();
      HostArray image = new HostArray(Shape.of(sizes[0], 1, sizes[1], sizes[2]), slopes.values());
      return new HostArray(Shape.of(sizes[0], sizes[2], sizes[1]), channelsFirst(image).values());
    }
  }

  private static void close(Map<String, HostArray> outputs, String name, double released) {
    assertThat((double) Closeness.find(outputs, name).scalar())
        .as(name)
        .isCloseTo(released, within(LOSS * Math.abs(released)));
  }

  private static void near(String name, HostArray ours, HostArray released, double tolerance) {
    assertThat(ours.shape()).as("shape of " + name).isEqualTo(released.shape());
    for (float error : difference(ours, released).values()) {
      assertThat((double) Math.abs(error)).as(name).isLessThanOrEqualTo(tolerance);
    }
  }

  private static HostArray difference(HostArray left, HostArray right) {
    assertThat(left.shape()).isEqualTo(right.shape());
    float[] difference = new float[left.values().length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = left.values()[i] - right.values()[i];
    }
    return new HostArray(left.shape(), difference);
  }

  /** [batch, height, width, channels] to [batch, channels, height, width]. */
  private static HostArray channelsFirst(HostArray image) {
    int[] sizes = image.shape().dimensions();
    int pixels = sizes[1] * sizes[2];
    int channels = sizes[3];
    float[] values = new float[image.values().length];
    for (int i = 0; i < values.length; i++) {
      int pixel = i / channels;
      int place = (pixel / pixels * channels + i % channels) * pixels + pixel % pixels;
      values[place] = image.values()[i];
    }
    return new HostArray(Shape.of(sizes[0], channels, sizes[1], sizes[2]), values);
  }

  /** The coordinates of each sample's 2x2 patches, column by column, in rows. */
  private static HostArray rowByRow(HostArray coordinates) {
    int size = coordinates.shape().dimension(1);
    float[] values = new float[coordinates.values().length];
    int[] order = {0, 2, 1, 3};
    for (int i = 0; i < values.length / size; i++) {
      System.arraycopy(
          coordinates.values(), (i / 4 * 4 + order[i % 4]) * size, values, i * size, size);
    }
    return new HostArray(coordinates.shape(), values);
  }
}
