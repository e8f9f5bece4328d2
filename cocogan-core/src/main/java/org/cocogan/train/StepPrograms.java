package org.cocogan.train;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cocogan.loss.Critic;
import org.cocogan.loss.Regularizer.Penalty;
import org.cocogan.model.Discriminator;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.Grid;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * The program of each player's step, for batches of one size.
 *
 * <p>Inputs: {@code latent} [batch, latent dimension]; {@code real} [batch, channels, macro height,
 * macro width] in [-1, 1]; {@code micro_coordinate} [batch · rows · columns, coordinate dimension],
 * those of one macro patch consecutive, row-major; {@code macro_coordinate} [batch, coordinate
 * dimension]; {@code mixing}, as the regularizer asks.
 *
 * <p>Outputs: {@code loss} and its terms {@code adversarial}, {@code coordinate_loss}, {@code
 * penalty} and {@code code_loss}, as far as the player has them, weighted; with {@code everything}
 * also what the networks gave.
 */
public final class StepPrograms {
  private final Networks networks;
  private final Objective objective;
  private final int batch;
  private final boolean everything;

  /**
   * Prepares the programs.
   *
   * @param batch macro patches in a batch
   * @param everything whether the outputs include what the networks gave, for tests and diagnosis
   */
  public StepPrograms(Networks networks, Objective objective, int batch, boolean everything) {
    this.networks = networks;
    this.objective = objective;
    this.batch = batch;
    this.everything = everything;
  }

  /** The program of a player. */
  public ProgramDefinition of(Player player) {
    return new ProgramDefinition(
        player.name().toLowerCase(Locale.ROOT) + " step",
        inputs(),
        new LinkedHashSet<>(player.trained(networks.parameters())),
        program -> new Pass(program).step(player));
  }

  /** The shape of each input. */
  public Map<String, Shape> inputs() {
    ModelSettings settings = networks.settings();
    Shape macroPatches =
        Shape.of(
            batch,
            settings.channels(),
            settings.layout().macro().height(),
            settings.layout().macro().width());
    int micro = settings.layout().microInMacro().size();
    Map<String, Shape> inputs = new LinkedHashMap<>();
    inputs.put("latent", Shape.of(batch, settings.latentDimension()));
    inputs.put("real", macroPatches);
    inputs.put("micro_coordinate", Shape.of(batch * micro, settings.coordinateDimension()));
    inputs.put("macro_coordinate", Shape.of(batch, settings.coordinateDimension()));
    inputs.put(
        "mixing", objective.regularizer().map(r -> r.mixing(macroPatches)).orElse(Shape.of(0)));
    return inputs;
  }

  /** One pass through the networks, collecting outputs on the way. */
  private final class Pass {
    private final ProgramScope program;
    private final StepScope scope;
    private final Discriminator discriminator = networks.discriminator();
    private final Tensor latent;
    private final Tensor real;
    private final Tensor macroCoordinate;
    private final Map<String, Tensor> terms = new LinkedHashMap<>();
    private final Map<String, Tensor> details = new LinkedHashMap<>();

    Pass(ProgramScope program) {
      this.program = program;
      this.scope = StepScope.training(program);
      this.latent = program.input("latent");
      this.real = program.input("real");
      this.macroCoordinate = program.input("macro_coordinate");
    }

    ProgramResult step(Player player) {
      switch (player) {
        case DISCRIMINATOR -> discriminatorTerms();
        case GENERATOR -> generatorTerms();
        case CONTENT -> terms.put("code_loss", codeLoss(discriminator.features(fakes(), scope)));
      }
      Tensor loss = terms.values().stream().reduce(Tensor::add).orElseThrow();
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      outputs.put("loss", loss);
      outputs.putAll(terms);
      if (everything) {
        outputs.putAll(details);
      }
      return new ProgramResult(outputs, Optional.of(loss), scope.advanced(player::moves));
    }

    private void discriminatorTerms() {
      Tensor fake = fakes().stopGradient();
      Tensor both = discriminator.features(Tensor.concat(0, real, fake), scope);
      Tensor realFeatures = both.slice(0, 0, batch);
      Tensor fakeFeatures = both.slice(0, batch, 2 * batch);
      terms.put(
          "adversarial",
          objective
              .adversarial()
              .discriminator(
                  realness("realness_real", realFeatures),
                  realness("realness_fake", fakeFeatures)));
      objective
          .regularizer()
          .ifPresent(
              regularizer -> {
                Penalty penalty =
                    regularizer.penalty(
                        new Critic(discriminator, scope),
                        real,
                        fake,
                        macroCoordinate,
                        program.input("mixing"));
                terms.put("penalty", penalty.weighted());
                details.putAll(penalty.details());
              });
      terms.put("coordinate_loss", coordinateLoss(realFeatures, fakeFeatures));
      if (objective.codeWeight() > 0) {
        terms.put("code_loss", codeLoss(fakeFeatures));
      }
    }

    private void generatorTerms() {
      Tensor fakeFeatures = discriminator.features(fakes(), scope);
      terms.put(
          "adversarial",
          objective.adversarial().generator(realness("realness_fake", fakeFeatures)));
      // Real patches train the spatial head here too; the body is not trained in this step, so
      // they pass it on their own, without a gradient.
      Tensor realFeatures = discriminator.features(real, scope);
      if (everything) {
        realness("realness_real", realFeatures);
      }
      terms.put("coordinate_loss", coordinateLoss(realFeatures, fakeFeatures));
      if (objective.codeWeight() > 0) {
        terms.put("code_loss", codeLoss(fakeFeatures));
      }
    }

    /** Macro patches of the batch's latent vectors, [batch, channels, macro height, width]. */
    private Tensor fakes() {
      Grid grid = networks.settings().layout().microInMacro();
      int dimension = latent.shape().dimension(1);
      Tensor repeated =
          latent
              .reshape(-1, 1, dimension)
              .broadcastTo(batch, grid.size(), dimension)
              .reshape(-1, dimension);
      Tensor micro =
          networks.generator().generate(repeated, program.input("micro_coordinate"), scope);
      Tensor macro = networks.merger().merge(micro, grid);
      details.put("micro_patches", micro);
      details.put("macro_patches", macro);
      return macro;
    }

    private Tensor realness(String name, Tensor features) {
      Tensor realness = discriminator.realness(features, macroCoordinate, scope);
      details.put(name, realness);
      return realness;
    }

    /** w·(E|A(real) - c|² + E|A(fake) - c|²), each a mean over batch and entries. */
    private Tensor coordinateLoss(Tensor realFeatures, Tensor fakeFeatures) {
      Tensor onReal = discriminator.coordinate(realFeatures, scope);
      Tensor onFake = discriminator.coordinate(fakeFeatures, scope);
      details.put("coordinate_real", onReal);
      details.put("coordinate_fake", onFake);
      return squaredError(onReal)
          .add(squaredError(onFake))
          .multiply((float) objective.coordinateWeight());
    }

    private Tensor squaredError(Tensor coordinate) {
      return coordinate.subtract(macroCoordinate).square().mean();
    }

    /** w·E|z - Q(fake)|, a mean over batch and entries. */
    private Tensor codeLoss(Tensor fakeFeatures) {
      Tensor estimated = discriminator.latent(fakeFeatures, scope);
      details.put("latent_fake", estimated);
      return latent.subtract(estimated).abs().mean().multiply((float) objective.codeWeight());
    }
  }
}
