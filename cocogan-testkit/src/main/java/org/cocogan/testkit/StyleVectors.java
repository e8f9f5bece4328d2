package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.R1Penalty;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.patch.Merger;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.cocogan.random.Distribution;
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
 * Checks that a backend computes the style-based networks as plain PyTorch does, in outputs and
 * gradients: in mid-growth, with mixed styles, logistic loss, R1 and coordinate loss.
 *
 * <p>The tolerances are those of {@link ReferenceVectors}.
 */
public abstract class StyleVectors {
  /** Starts the backend under test. */
  protected abstract Backend start();

  /** The merger of the project's coordinate module. */
  protected abstract Merger merger();

  @ParameterizedTest
  @EnumSource(names = {"DISCRIMINATOR", "GENERATOR"})
  void reproducesThePlainWriting(Player player) throws IOException {
    GoldenTensors golden = GoldenTensors.bundled("style");
    Networks networks = networks(golden);
    try (Backend backend = start();
        Variables variables = backend.newVariables()) {
      golden.under("weight/").forEach(variables::set);
      golden.under("state/").forEach(variables::set);
      assertThat(networks.parameters().stream().map(Parameter::name))
          .filteredOn(name -> !name.matches(".*/bn/(mean|var)"))
          .containsExactlyInAnyOrderElementsOf(variables.names());
      networks.parameters().stream()
          .filter(parameter -> parameter.name().matches(".*/bn/(mean|var)"))
          .forEach(
              parameter ->
                  variables.set(
                      parameter.name(),
                      new HostArray(parameter.shape(), new float[parameter.shape().size()])));
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
            AdversarialLoss.LOGISTIC,
            Optional.of(new R1Penalty(golden.real("r1_gamma"))),
            golden.real("coord_loss_w"),
            0);
    int batch = golden.of("batch/latent").shape().dimension(0);
    return new StepPrograms(networks, objective, batch, true);
  }

  private Networks networks(GoldenTensors golden) {
    ModelSettings settings =
        new ModelSettings(
            new PatchLayout(
                square(golden.number("full")),
                square(golden.number("macro")),
                square(golden.number("micro"))),
            golden.number("channels"),
            new LatentSpace(golden.number("z_dim"), Distribution.NORMAL),
            golden.number("spatial_dim"),
            golden.number("ngf_base"),
            golden.number("ndf_base"),
            0,
            0,
            golden.number("aux_dim"),
            Variant.PAPER);
    GeneratorProvider style =
        ServiceLoader.load(GeneratorProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("style"))
            .findFirst()
            .orElseThrow();
    Parameters parameters =
        Parameters.of(
            style.parameters(),
            Map.of(
                "mapping_layers",
                String.valueOf(golden.number("mapping_layers")),
                "style_mixing",
                String.valueOf(golden.real("style_mixing"))));
    return new Networks(
        settings,
        style.createGrown(settings.withParameters(parameters)),
        ServiceLoader.load(DiscriminatorProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("style-conditional"))
            .findFirst()
            .orElseThrow()
            .createGrown(settings),
        merger());
  }

  private static Size square(int side) {
    return new Size(side, side);
  }
}
