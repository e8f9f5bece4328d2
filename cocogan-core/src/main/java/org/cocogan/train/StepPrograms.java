package org.cocogan.train;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cocogan.augment.DiffAugment;
import org.cocogan.exact.Product;
import org.cocogan.loss.Critic;
import org.cocogan.loss.CriticPenalty;
import org.cocogan.loss.CriticPenalty.Penalty;
import org.cocogan.loss.PlacedPatches;
import org.cocogan.model.Discriminator;
import org.cocogan.model.Generator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PointGrid;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * The program of each player's step, for batches of one size.
 *
 * <p>Inputs: {@code latent} [batch, latent dimension]; {@code real} [batch, channels, macro height,
 * macro width] in [-1, 1]; {@code micro_coordinate} [batch · points, coordinate dimension], where
 * the generator is told the coordinates of one macro patch, mostly at its micro patches, those of a
 * macro patch consecutive, row-major; {@code macro_coordinate} [batch, coordinate dimension];
 * {@code mixing}, as the penalty asks; {@code penalty_weight}, a scalar, if the penalty's weight
 * changes over training; and those of {@link DiffAugment} and {@link RandomInputs}. A generator
 * that makes full images has, instead of {@code micro_coordinate}, those of {@link MacroWindows}.
 *
 * <p>Where images have classes, the latent vector's entries for them tell those of fakes and of
 * real patches alike: they follow the coordinate that the discriminator judges with.
 *
 * <p>With extrapolation these coordinates are those of the fakes alone, and there are two more
 * inputs: {@code real_coordinate} [batch, coordinate dimension], where the real patches are from;
 * {@code inside} [batch, 1], 1 for a fake inside real images and 0 for one that reaches beyond.
 *
 * <p>Discriminator and generator learn from augmented patches alone, the penalty included where it
 * {@link CriticPenalty#seesAugmented}; the content head's own step has patches as they are.
 *
 * <p>Outputs: {@code loss} and its terms {@code adversarial}, {@code coordinate_loss}, {@code
 * penalty} and {@code code_loss}, as far as the player has them, weighted; of the discriminator's
 * step also {@link #OBSERVED}; with {@code everything} all that the networks gave.
 */
public final class StepPrograms {
  /**
   * What a training is watched by, in the discriminator's step, as far as there is such a thing:
   * the norms of the gradient that a penalty has looked at ({@code slopes}), the judgement of real
   * and of generated macro patches, the coordinates predicted for them and the mean squared errors
   * of these.
   */
  public static final Set<String> OBSERVED =
      Set.of(
          "slopes",
          "realness_real",
          "realness_fake",
          "coordinate_real",
          "coordinate_fake",
          "coordinate_error_real",
          "coordinate_error_fake");

  private static final String PENALTY_WEIGHT = "penalty_weight";

  private final Networks networks;
  private final Objective objective;
  private final DiffAugment augment;
  private final int batch;
  private final boolean everything;
  private final RandomInputs random;
  private final MacroWindows windows;

  /** Prepares the programs of players that see macro patches as they are. */
  public StepPrograms(Networks networks, Objective objective, int batch, boolean everything) {
    this(networks, objective, new DiffAugment(Set.of()), batch, everything);
  }

  /**
   * Prepares the programs.
   *
   * @param augment how macro patches are changed before the discriminator sees them
   * @param batch macro patches in a batch
   * @param everything whether the outputs include what the networks gave, for tests and diagnosis
   */
  public StepPrograms(
      Networks networks, Objective objective, DiffAugment augment, int batch, boolean everything) {
    this.networks = networks;
    this.objective = objective;
    this.augment = augment;
    this.batch = batch;
    this.everything = everything;
    this.random = RandomInputs.of(networks, batch);
    this.windows = new MacroWindows(networks.settings().layout());
  }

  /**
   * The program of a player.
   *
   * @throws IllegalArgumentException if extrapolation finds nothing to train in the generator
   */
  public ProgramDefinition of(Player player) {
    Set<String> trained = new LinkedHashSet<>(player.trained(networks.parameters()));
    if (player == Player.EXTRAPOLATED_GENERATOR && trained.isEmpty()) {
      throw new IllegalArgumentException(
          "extrapolation trains the parameters of the generator that are named"
              + " generator/block0/... and generator/block1/..., but it has none");
    }
    return new ProgramDefinition(
        player.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " step",
        inputs(player),
        trained,
        program -> new Pass(program, player, StepScope.training(program, random)).step());
  }

  /**
   * The program of a training pass of the generator with other values, which only advances them.
   *
   * @param names from a parameter's name to that of the variable to read and to advance
   */
  ProgramDefinition averageStatistics(UnaryOperator<String> names) {
    return new ProgramDefinition(
        "statistics of the moving average",
        inputs().shapes(),
        Set.of(),
        program -> {
          StepScope scope = StepScope.training(program, names, random);
          new Pass(program, Player.GENERATOR, scope).fakes();
          Map<String, Tensor> state = new LinkedHashMap<>();
          scope
              .advanced(name -> true)
              .forEach((name, value) -> state.put(names.apply(name), value));
          return new ProgramResult(Map.of(), Optional.empty(), state);
        });
  }

  private Map<String, Shape> inputs(Player player) {
    Map<String, Shape> inputs = new LinkedHashMap<>(inputs().shapes());
    if (player.extrapolates()) {
      inputs.put("real_coordinate", macroCoordinates());
      inputs.put("inside", Shape.of(batch, 1));
    }
    return inputs;
  }

  private Shape macroCoordinates() {
    return Shape.of(batch, networks.settings().coordinateDimension());
  }

  /** The inputs of a player that does not extrapolate. */
  public StepInputs inputs() {
    ModelSettings settings = networks.settings();
    Shape macroPatches =
        Shape.of(
            batch,
            settings.channels(),
            settings.layout().macro().height(),
            settings.layout().macro().width());
    Map<String, Shape> inputs = new LinkedHashMap<>();
    inputs.put("latent", Shape.of(batch, settings.latentDimension()));
    inputs.put("real", macroPatches);
    if (networks.generator().makesFullImages()) {
      inputs.putAll(windows.inputs(batch));
    } else {
      int points = points().points().size();
      inputs.put(
          "micro_coordinate", Shape.of(Product.of(batch, points), settings.coordinateDimension()));
    }
    inputs.put("macro_coordinate", macroCoordinates());
    inputs.put("mixing", objective.penalty().map(p -> p.mixing(macroPatches)).orElse(Shape.of(0)));
    inputs.putAll(augment.inputs(macroPatches));
    inputs.putAll(random.shapes());
    Map<String, Schedule> scheduled = new LinkedHashMap<>();
    objective
        .penalty()
        .map(CriticPenalty::weight)
        .filter(weight -> !weight.isConstant())
        .ifPresent(weight -> scheduled.put(PENALTY_WEIGHT, weight));
    scheduled.keySet().forEach(name -> inputs.put(name, Shape.of()));
    return new StepInputs(inputs, points(), settings.latentSpace(), random, scheduled);
  }

  /** Where the generator is told the coordinates of a macro patch. */
  private PointGrid points() {
    return networks.generator().points(networks.settings().layout().microInMacro());
  }

  /** The inputs that both players of a step get alike: all but real patches and augmentation. */
  Set<String> shared() {
    Set<String> shared = new LinkedHashSet<>(inputs().shapes().keySet());
    shared.remove("real");
    shared.removeAll(augment.inputs(inputs().shape("real")).keySet());
    return shared;
  }

  /** A pass through the networks, which collects outputs on the way. */
  private final class Pass {
    private final ProgramScope program;
    private final Player player;
    private final StepScope scope;
    private final Discriminator discriminator = networks.discriminator();
    private final Tensor latent;
    private final Tensor real;
    private final Tensor fakeCoordinate;
    private final Tensor realCoordinate;
    private final Map<String, Tensor> terms = new LinkedHashMap<>();
    private final Map<String, Tensor> details = new LinkedHashMap<>();

    Pass(ProgramScope program, Player player, StepScope scope) {
      this.program = program;
      this.player = player;
      this.scope = scope;
      this.latent = program.input("latent");
      this.real = program.input("real");
      this.fakeCoordinate = program.input("macro_coordinate");
      this.realCoordinate =
          player.extrapolates() ? program.input("real_coordinate") : fakeCoordinate;
    }

    ProgramResult step() {
      switch (player) {
        case DISCRIMINATOR, EXTRAPOLATED_DISCRIMINATOR -> discriminatorTerms();
        case GENERATOR, EXTRAPOLATED_GENERATOR -> generatorTerms();
        case CONTENT -> terms.put("code_loss", codeLoss(discriminator.features(fakes(), scope)));
      }
      Tensor loss = terms.values().stream().reduce(Tensor::add).orElseThrow();
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      outputs.put("loss", loss);
      outputs.putAll(terms);
      details.forEach(
          (name, value) -> {
            if (everything || (player == Player.DISCRIMINATOR && OBSERVED.contains(name))) {
              outputs.put(name, value);
            }
          });
      return new ProgramResult(outputs, Optional.of(loss), scope.advanced(player::keeps));
    }

    private void discriminatorTerms() {
      Tensor unchanged = fakes().stopGradient();
      Tensor real = augment.real(this.real, program);
      Tensor fake = augment.fake(unchanged, program);
      Critic critic = new Critic(discriminator, scope);
      Tensor realFeatures;
      Tensor fakeFeatures;
      if (critic.judgesApart()) {
        realFeatures = discriminator.features(real, scope);
        fakeFeatures = discriminator.features(fake, scope);
      } else {
        Tensor both = discriminator.features(Tensor.concat(0, real, fake), scope);
        realFeatures = both.slice(0, 0, batch);
        fakeFeatures = both.slice(0, batch, 2 * batch);
      }
      terms.put(
          "adversarial",
          objective.discriminatorLoss(
              realness("realness_real", realFeatures, judged(realCoordinate)),
              realness("realness_fake", fakeFeatures, judged(fakeCoordinate))));
      objective
          .penalty()
          .ifPresent(
              penalty -> {
                boolean augmented = penalty.seesAugmented();
                Penalty computed =
                    penalty.penalty(
                        critic,
                        new PlacedPatches(augmented ? real : this.real, judged(realCoordinate)),
                        new PlacedPatches(augmented ? fake : unchanged, judged(fakeCoordinate)),
                        program.input("mixing"));
                terms.put("penalty", weighted(computed.value(), penalty.weight()));
                details.putAll(computed.details());
              });
      if (objective.coordinateWeight() > 0) {
        terms.put("coordinate_loss", coordinateLoss(realFeatures, fakeFeatures));
      }
      if (objective.codeWeight() > 0) {
        terms.put("code_loss", codeLoss(fakeFeatures));
      }
    }

    /** A weight that stays is a constant of the program, which an engine may join with others. */
    private Tensor weighted(Tensor penalty, Schedule weight) {
      return weight.isConstant()
          ? penalty.multiply((float) weight.at(0))
          : penalty.multiply(program.input(PENALTY_WEIGHT));
    }

    private void generatorTerms() {
      Tensor fakeFeatures = discriminator.features(augment.fake(fakes(), program), scope);
      terms.put(
          "adversarial",
          objective
              .adversarial()
              .generator(
                  realness("realness_fake", fakeFeatures, judged(fakeCoordinate)),
                  () -> realness("realness_real", realFeatures(), judged(realCoordinate))));
      if (objective.coordinateWeight() > 0) {
        // Real patches train the spatial head here too.
        if (everything) {
          realness("realness_real", realFeatures(), judged(realCoordinate));
        }
        terms.put("coordinate_loss", coordinateLoss(realFeatures(), fakeFeatures));
      }
      if (objective.codeWeight() > 0) {
        terms.put("code_loss", codeLoss(fakeFeatures));
      }
    }

    /**
     * Features of real patches in a step that does not train the discriminator's body, so that they
     * pass it on their own, without a gradient.
     */
    private Tensor realFeatures() {
      return scope.shared(
          "features of real patches",
          () -> discriminator.features(augment.real(real, program), scope));
    }

    /** Macro patches of the batch's latent vectors, [batch, channels, macro height, width]. */
    private Tensor fakes() {
      Generator generator = networks.generator();
      Tensor macro;
      if (generator.makesFullImages()) {
        macro = windows.cut(generator.generate(latent, fakeCoordinate, scope), program);
      } else if (generator.makesRectangles()) {
        macro = generator.generate(latent, pointCoordinates(), scope);
      } else {
        macro = merged();
      }
      details.put("macro_patches", macro);
      return macro;
    }

    private Tensor pointCoordinates() {
      Grid points = points().points();
      return program.input("micro_coordinate").reshape(batch, points.rows(), points.columns(), -1);
    }

    private Tensor merged() {
      Grid grid = networks.settings().layout().microInMacro();
      int dimension = latent.shape().dimension(1);
      Tensor repeated =
          latent
              .reshape(-1, 1, dimension)
              .broadcastTo(batch, grid.size(), dimension)
              .reshape(-1, dimension);
      Tensor micro =
          networks.generator().generate(repeated, program.input("micro_coordinate"), scope);
      details.put("micro_patches", micro);
      return networks.merger().merge(micro, grid);
    }

    /** What the discriminator judges with: coordinates, and the classes if there are any. */
    private Tensor judged(Tensor coordinate) {
      LatentSpace space = networks.settings().latentSpace();
      return space.classes().isEmpty()
          ? coordinate
          : Tensor.concat(1, coordinate, latent.slice(1, space.independent(), space.dimension()));
    }

    private Tensor realness(String name, Tensor features, Tensor condition) {
      Tensor realness = discriminator.realness(features, condition, scope);
      details.put(name, realness);
      return realness;
    }

    /** w·(E|A(real) - c|² + E|A(fake) - c|²), each a mean over batch and entries. */
    private Tensor coordinateLoss(Tensor realFeatures, Tensor fakeFeatures) {
      Tensor onReal = discriminator.coordinate(realFeatures, scope);
      Tensor onFake = taughtInside(discriminator.coordinate(fakeFeatures, scope));
      details.put("coordinate_real", onReal);
      details.put("coordinate_fake", onFake);
      Tensor errorOnReal = squaredError(onReal, realCoordinate);
      Tensor errorOnFake = squaredError(onFake, fakeCoordinate);
      details.put("coordinate_error_real", errorOnReal);
      details.put("coordinate_error_fake", errorOnFake);
      return errorOnReal.add(errorOnFake).multiply((float) objective.coordinateWeight());
    }

    /**
     * The same numbers, without a gradient for fakes that reach beyond real images: the head ends
     * in tanh and cannot answer a coordinate outside [-1, 1].
     */
    private Tensor taughtInside(Tensor onFake) {
      if (!player.extrapolates()) {
        return onFake;
      }
      Tensor stopped = onFake.stopGradient();
      return stopped.add(program.input("inside").multiply(onFake.subtract(stopped)));
    }

    private static Tensor squaredError(Tensor answer, Tensor coordinate) {
      return answer.subtract(coordinate).square().mean();
    }

    /** w·E|z - Q(fake)|, a mean over batch and entries. */
    private Tensor codeLoss(Tensor fakeFeatures) {
      Tensor estimated = discriminator.latent(fakeFeatures, scope);
      details.put("latent_fake", estimated);
      return latent.subtract(estimated).abs().mean().multiply((float) objective.codeWeight());
    }
  }
}
