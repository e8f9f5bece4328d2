package org.cocogan.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.augment.Augmentation;
import org.cocogan.augment.DiffAugment;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.R1R2Penalty;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Variant;
import org.cocogan.network.CocoDiscriminatorProvider;
import org.cocogan.network.CocoGeneratorProvider;
import org.cocogan.patch.Merger;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.schedule.Schedule;
import org.cocogan.schedule.Schedule.Shape;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.StepBatch;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.Trainer;
import org.cocogan.train.TrainerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that a backend computes a step with the relativistic pairing loss, R1 and R2 as plain
 * PyTorch does, in its outputs and gradients, and some steps with schedules, in weights and
 * averages. Macro patches have a part cut out, which the penalty does not see.
 *
 * <p>The tolerances are those of {@link ReferenceVectors}.
 */
public abstract class RecipeVectors {
  /** Starts the backend under test. */
  protected abstract Backend start();

  /** The merger of the project's coordinate module. */
  protected abstract Merger merger();

  @ParameterizedTest
  @EnumSource(names = {"DISCRIMINATOR", "GENERATOR"})
  void reproducesThePlainWriting(Player player) throws IOException {
    GoldenTensors golden = GoldenTensors.bundled("recipe");
    Networks networks = networks(golden);
    Schedule gamma = Schedule.constant(golden.real("r1_gamma"));
    try (Backend backend = start();
        Variables variables = variables(backend, golden, networks);
        Program program =
            backend.compile(programs(golden, networks, gamma, true).of(player), variables)) {
      Map<String, HostArray> inputs = inputs(golden);
      golden.checkGradients(player.label() + "/grad/", program.gradients(inputs));
      golden.checkValues(player.label() + "/out/", program.run(inputs));
    }
  }

  @Test
  void followsItsSchedules() throws IOException {
    GoldenTensors golden = GoldenTensors.bundled("recipe");
    Networks networks = networks(golden);
    JsonNode numbers = golden.config().path("scheduled");
    Schedule gamma = schedule(numbers.path("gamma"));
    StepPrograms programs = programs(golden, networks, gamma, false);
    Schedule halfLife = schedule(numbers.path("half_life"));
    int batch = golden.of("batch/latent").shape().dimension(0);
    TrainerSettings settings =
        new TrainerSettings(
            Map.of(
                Player.DISCRIMINATOR, schedule(numbers.path("dlr")),
                Player.GENERATOR, schedule(numbers.path("glr"))),
            Map.of(Player.DISCRIMINATOR, 1, Player.GENERATOR, 1),
            numbers.path("beta1").asDouble(),
            schedule(numbers.path("beta2")),
            numbers.path("epsilon").asDouble(),
            Optional.of(step -> Math.pow(0.5, batch / halfLife.at(step))));
    try (Backend backend = start();
        Variables variables = variables(backend, golden, networks);
        Trainer trainer = new Trainer(networks, programs, settings, backend, variables)) {
      Map<String, HostArray> inputs = inputs(golden);
      for (long step = 0; step < numbers.path("steps").asLong(); step++) {
        inputs.put("penalty_weight", HostArray.scalar((float) gamma.at(step)));
        trainer.step(step, new StepBatch(inputs, inputs));
      }
      Map<String, HostArray> after = new LinkedHashMap<>();
      variables.names().forEach(name -> after.put(name, variables.get(name)));
      golden.checkValues("after/", after);
    }
  }

  private static Schedule schedule(JsonNode written) {
    return new Schedule(
        Shape.valueOf(written.path(0).asText().toUpperCase(Locale.ROOT)),
        written.path(1).asDouble(),
        written.path(2).asDouble(),
        written.path(3).asLong());
  }

  private static Variables variables(Backend backend, GoldenTensors golden, Networks networks) {
    Variables variables = backend.newVariables();
    networks
        .parameters()
        .forEach(
            parameter -> variables.set(parameter.name(), HostArray.filled(parameter.shape(), 0)));
    golden.under("weight/").forEach(variables::set);
    golden.under("state/").forEach(variables::set);
    return variables;
  }

  private static Map<String, HostArray> inputs(GoldenTensors golden) {
    Map<String, HostArray> inputs = golden.under("batch/");
    inputs.put("mixing", HostArray.filled(org.cocogan.tensor.Shape.of(0), 0));
    return inputs;
  }

  private static StepPrograms programs(
      GoldenTensors golden, Networks networks, Schedule gamma, boolean everything) {
    Objective objective =
        new Objective(
            AdversarialLoss.RELATIVISTIC,
            Optional.of(new R1R2Penalty(gamma)),
            golden.real("coord_loss_w"),
            0);
    int batch = golden.of("batch/latent").shape().dimension(0);
    return new StepPrograms(
        networks, objective, new DiffAugment(Set.of(Augmentation.CUTOUT)), batch, everything);
  }

  private Networks networks(GoldenTensors golden) {
    ModelSettings settings =
        new ModelSettings(
            new PatchLayout(
                square(golden.number("full")),
                square(golden.number("macro")),
                square(golden.number("micro"))),
            golden.number("channels"),
            LatentSpace.uniform(golden.number("z_dim")),
            golden.number("spatial_dim"),
            golden.number("ngf_base"),
            golden.number("ndf_base"),
            0,
            0,
            golden.number("aux_dim"),
            Variant.PAPER);
    return new Networks(
        settings,
        new CocoGeneratorProvider().create(settings),
        new CocoDiscriminatorProvider().create(settings),
        merger());
  }

  private static Size square(int side) {
    return new Size(side, side);
  }
}
