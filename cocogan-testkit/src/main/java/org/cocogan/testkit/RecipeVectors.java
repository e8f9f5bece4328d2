package org.cocogan.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.augment.Augmentation;
import org.cocogan.augment.DiffAugment;
import org.cocogan.loss.R1R2Penalty;
import org.cocogan.loss.RelativisticLoss;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Variant;
import org.cocogan.network.CocoDiscriminatorProvider;
import org.cocogan.network.CocoGeneratorProvider;
import org.cocogan.patch.Merger;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.StepPrograms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether a step with the relativistic pairing loss, R1 and R2 has, with a backend, the outputs and
 * gradients of a plain PyTorch writing: macro patches have a part cut out, the penalty does not see
 * that.
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
    try (Backend backend = start();
        Variables variables = backend.newVariables()) {
      networks
          .parameters()
          .forEach(
              parameter -> variables.set(parameter.name(), HostArray.filled(parameter.shape(), 0)));
      golden.under("weight/").forEach(variables::set);
      golden.under("state/").forEach(variables::set);
      try (Program program = backend.compile(programs(golden, networks).of(player), variables)) {
        Map<String, HostArray> inputs = golden.under("batch/");
        inputs.put("mixing", new HostArray(Shape.of(0), new float[0]));
        golden.checkGradients(player.label() + "/grad/", program.gradients(inputs));
        golden.checkValues(player.label() + "/out/", program.run(inputs));
      }
    }
  }

  private static StepPrograms programs(GoldenTensors golden, Networks networks) {
    Objective objective =
        new Objective(
            new RelativisticLoss(),
            Optional.of(new R1R2Penalty(golden.real("r1_gamma"))),
            golden.real("coord_loss_w"),
            0);
    int batch = golden.of("batch/latent").shape().dimension(0);
    return new StepPrograms(
        networks, objective, new DiffAugment(Set.of(Augmentation.CUTOUT)), batch, true);
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
