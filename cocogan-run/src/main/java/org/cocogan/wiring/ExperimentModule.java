package org.cocogan.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.cocogan.CocoGanException;
import org.cocogan.augment.Augmentations;
import org.cocogan.augment.DiffAugment;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.CropperProvider;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.LossSettings;
import org.cocogan.experiment.Period;
import org.cocogan.experiment.Stage;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.Merger;
import org.cocogan.patch.MergerProvider;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.schedule.Schedule;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.TrainerSettings;

/** Builds the parts of one experiment from its settings, choosing by name among the providers. */
final class ExperimentModule extends AbstractModule {
  private final Stage stage;
  private final Experiment experiment;

  ExperimentModule(Stage stage) {
    this.stage = stage;
    this.experiment = stage.now();
  }

  @Override
  protected void configure() {
    bind(Stage.class).toInstance(stage);
    bind(Experiment.class).toInstance(experiment);
  }

  @Provides
  Merger merger(Map<String, MergerProvider> providers) {
    MergerProvider provider = named(providers, experiment.network().merger(), "merger");
    return provider.create(
        Catalogue.parameters("merger", provider, experiment.network().mergerParameters()));
  }

  @Provides
  Cropper cropper(Map<String, CropperProvider> providers) {
    CropperProvider provider = named(providers, experiment.data().cropper(), "cropper");
    return provider.create(
        Catalogue.parameters("cropper", provider, experiment.data().cropperParameters()));
  }

  @Provides
  @Singleton
  CoordinateSystem coordinateSystem(Map<String, CoordinateSystemProvider> providers) {
    return coordinateSystem(providers, experiment.data().layout());
  }

  private CoordinateSystem coordinateSystem(
      Map<String, CoordinateSystemProvider> providers, PatchLayout layout) {
    CoordinateSystemProvider provider =
        named(providers, experiment.data().coordinateSystem(), "coordinate system");
    return provider.create(
        layout,
        Catalogue.parameters(
            "coordinate system", provider, experiment.network().coordinateParameters()));
  }

  @Provides
  ModelSettings modelSettings(CoordinateSystem coordinates) {
    return experiment.modelSettings(coordinates.dimension());
  }

  @Provides
  @Singleton
  Generator generator(Map<String, GeneratorProvider> providers, ModelSettings settings) {
    GeneratorProvider provider = named(providers, experiment.network().generator(), "generator");
    ModelSettings own =
        settings.withParameters(
            Catalogue.parameters(
                "generator", provider, experiment.network().generatorParameters()));
    return stage.grown() ? provider.createGrown(own) : provider.create(own);
  }

  @Provides
  @Singleton
  DrawnParts drawnParts(
      Map<String, CoordinateSystemProvider> providers,
      CoordinateSystem coordinates,
      ModelSettings settings,
      Generator generator) {
    if (!generator.makesFullImages()) {
      return new DrawnParts(settings, coordinates);
    }
    Size full = settings.layout().full();
    PatchLayout undivided = new PatchLayout(full, full, full);
    return new DrawnParts(settings.withLayout(undivided), coordinateSystem(providers, undivided));
  }

  @Provides
  @Singleton
  Discriminator discriminator(
      Map<String, DiscriminatorProvider> providers, ModelSettings settings) {
    DiscriminatorProvider provider =
        named(providers, experiment.network().discriminator(), "discriminator");
    ModelSettings own =
        settings.withParameters(
            Catalogue.parameters(
                "discriminator", provider, experiment.network().discriminatorParameters()));
    return stage.grown() ? provider.createGrown(own) : provider.create(own);
  }

  @Provides
  Networks networks(
      ModelSettings settings, Generator generator, Discriminator discriminator, Merger merger) {
    return new Networks(settings, generator, discriminator, merger);
  }

  @Provides
  Objective objective() {
    LossSettings loss = experiment.loss();
    return new Objective(
        loss.adversarial(),
        loss.regularizer()
            .penalty(loss.gradientPenaltyWeight(), loss.r1Gamma(), experiment.network().variant()),
        loss.coordinateWeight(),
        loss.contentWeight(),
        loss.drift());
  }

  @Provides
  Augmentations augmentations() {
    return new Augmentations(
        experiment.data().roll(),
        experiment.data().horizontalFlip(),
        new DiffAugment(experiment.training().diffAugment()));
  }

  @Provides
  StepPrograms stepPrograms(Networks networks, Objective objective, Augmentations augmentations) {
    return new StepPrograms(
        networks,
        objective,
        augmentations.macroPatches(),
        experiment.training().batchSize(),
        false);
  }

  @Provides
  TrainerSettings trainerSettings() {
    TrainingSettings training = experiment.training();
    Map<Player, Schedule> rates = new EnumMap<>(Player.class);
    rates.put(Player.DISCRIMINATOR, training.discriminatorRate());
    rates.put(Player.GENERATOR, training.generatorRate());
    rates.put(Player.CONTENT, training.contentRate());
    Map<Player, Integer> periods = new EnumMap<>(Player.class);
    periods.put(Player.DISCRIMINATOR, period(training.discriminatorPeriod()));
    periods.put(Player.GENERATOR, period(training.generatorPeriod()));
    periods.put(Player.CONTENT, period(training.contentPeriod()));
    if (training.extrapolation()) {
      rates.put(Player.EXTRAPOLATED_DISCRIMINATOR, training.discriminatorRate());
      rates.put(Player.EXTRAPOLATED_GENERATOR, training.generatorRate());
      periods.put(Player.EXTRAPOLATED_DISCRIMINATOR, period(training.discriminatorPeriod()));
      periods.put(Player.EXTRAPOLATED_GENERATOR, period(training.generatorPeriod()));
    }
    return new TrainerSettings(
        rates,
        periods,
        training.beta1(),
        training.beta2(),
        training.adamEpsilon(),
        averageDecay(training),
        stage.first());
  }

  /**
   * The decay of the average; with a half-life, d = ½^(images / half-life) for the images from one
   * update to the next.
   */
  private static Optional<LongToDoubleFunction> averageDecay(TrainingSettings training) {
    double images = (double) training.batchSize() * training.generatorPeriod().steps();
    Optional<LongToDoubleFunction> byHalfLife =
        training.emaHalfLife().map(life -> step -> Math.pow(0.5, images / life.at(step)));
    return byHalfLife.isEmpty() && training.emaDecay() > 0
        ? Optional.of(step -> training.emaDecay())
        : byHalfLife;
  }

  private static int period(Period period) {
    return Math.toIntExact(period.steps());
  }

  @Provides
  @Singleton
  Backend backend(Engines engines) {
    return engines.start(experiment.training().backend(), experiment.training().backendOptions());
  }

  @Provides
  @Singleton
  Variables variables(Backend backend) {
    return backend.newVariables();
  }

  private static <P> P named(Map<String, P> providers, String name, String kind) {
    P provider = providers.get(name);
    if (provider == null) {
      throw new CocoGanException(
          "there is no " + kind + " " + name + "; there are " + providers.keySet());
    }
    return provider;
  }
}
