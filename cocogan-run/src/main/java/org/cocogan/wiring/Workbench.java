package org.cocogan.wiring;

import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cocogan.exact.TooLargeException;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.experiment.KnownNames;
import org.cocogan.experiment.LossSettings;
import org.cocogan.experiment.Problem;
import org.cocogan.experiment.SettingsException;
import org.cocogan.experiment.SettingsReader;
import org.cocogan.experiment.Stage;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.plugin.Plugins;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.train.Sampling;

/**
 * The workbench that experiments are built on: plugins, engines and providers, and the way from a
 * configuration file to an experiment.
 */
public final class Workbench {
  private final Plugins plugins;
  private final Engines engines;
  private final Map<String, CoordinateSystemProvider> coordinateSystems;
  private final Map<String, DiscriminatorProvider> discriminators;
  private final Map<String, GeneratorProvider> generators;
  private final KnownNames names;
  private final Injector injector;
  private Module bindings = Modules.EMPTY_MODULE;

  @Inject
  Workbench(
      Plugins plugins,
      Engines engines,
      Map<String, GeneratorProvider> generators,
      Map<String, DiscriminatorProvider> discriminators,
      Map<String, CoordinateSystemProvider> coordinateSystems,
      Catalogue catalogue,
      Injector injector) {
    this.injector = injector;
    this.plugins = plugins;
    this.engines = engines;
    this.coordinateSystems = coordinateSystems;
    this.generators = generators;
    this.discriminators = discriminators;
    Map<String, SortedMap<String, List<ParameterDefinition<?>>>> known = catalogue.parameters();
    known
        .computeIfAbsent("data set", kind -> new TreeMap<>())
        .putAll(
            NamedFolders.NAMES.stream().collect(Collectors.toMap(name -> name, name -> List.of())));
    this.names = new KnownNames(known, broughtBy(engines), plugins.elsewhere());
  }

  private static Map<String, String> broughtBy(Engines engines) {
    return engines.missing().entrySet().stream()
        .collect(Collectors.toMap(engine -> "backend " + engine.getKey(), Map.Entry::getValue));
  }

  /** Opens a workbench with everything that the class path and the plugins offer. */
  public static Workbench create(Plugins plugins) {
    return create(plugins, Modules.EMPTY_MODULE);
  }

  /**
   * The same, with what does the work of several experiments or of none, such as evaluating.
   *
   * @param workers bindings beside those of the providers
   */
  public static Workbench create(Plugins plugins, Module workers) {
    return Guice.createInjector(new ProvidersModule(plugins), workers).getInstance(Workbench.class);
  }

  /**
   * The same with other bindings in the place of those that experiments are wired with.
   *
   * @param replacing what is to replace them
   */
  public Workbench overriding(Module replacing) {
    Workbench workbench = create(plugins);
    workbench.bindings = replacing;
    return workbench;
  }

  /** The engines to choose from. */
  public Engines engines() {
    return engines;
  }

  /**
   * Reads and validates a configuration file.
   *
   * @param given values from the command line, by key, which stand for those of the file
   * @throws SettingsException with everything that is wrong
   */
  public ExperimentFile read(Path file, Map<String, String> given) {
    return checked(new SettingsReader(names).read(file, given), true);
  }

  /**
   * Reads a configuration for its coordinates alone: networks are not asked whether they can make
   * its patches.
   *
   * @param given values from the command line, by key, which stand for those of the file
   * @throws SettingsException with everything else that is wrong
   */
  public ExperimentFile readForCoordinates(Path file, Map<String, String> given) {
    return checked(new SettingsReader(names).read(file, given), false);
  }

  /**
   * Makes an experiment from settings alone.
   *
   * @param settings YAML values by section and key
   * @throws SettingsException with everything that is wrong
   */
  public ExperimentFile read(Map<String, String> settings) {
    return checked(new SettingsReader(names).read(settings), true);
  }

  /**
   * Reads and validates a configuration that is no file yet.
   *
   * @param name what to call it in messages
   * @throws SettingsException with everything that is wrong
   */
  public ExperimentFile readChecked(String name, String yaml) {
    return checked(new SettingsReader(names).read(name, yaml), true);
  }

  private ExperimentFile checked(ExperimentFile read, boolean withNetworks) {
    List<Problem> problems = problems(read, withNetworks);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return read;
  }

  /** What shows only once the coordinate system is made. */
  private List<Problem> problems(ExperimentFile read, boolean withNetworks) {
    Experiment experiment = read.experiment();
    Optional<CoordinateSystem> system;
    try {
      system = coordinateSystem(experiment);
    } catch (IllegalArgumentException e) {
      return List.of(read.error("data_params.coordinate_system", String.valueOf(e.getMessage())));
    }
    system.ifPresent(Rehearsal::of);
    List<Problem> problems = new ArrayList<>();
    system
        .flatMap(made -> experiment.coordinateDimensionProblem(made.dimension()))
        .ifPresent(problem -> problems.add(read.locate(problem)));
    system
        .flatMap(made -> Extrapolation.obstacle(experiment, made))
        .ifPresent(reason -> problems.add(read.error("train_params.num_extrap_steps", reason)));
    system
        .filter(made -> withNetworks)
        .map(made -> experiment.modelSettings(made.dimension()))
        .ifPresent(
            settings -> {
              problems.addAll(generatorProblems(read, settings));
              problems.addAll(discriminatorProblems(read, settings));
            });
    growthProblem(read).ifPresent(problems::add);
    problems.sort(Comparator.comparingInt(Problem::line));
    return problems;
  }

  /** A generator that does not suit the settings, or makes full images where parts are needed. */
  private List<Problem> generatorProblems(ExperimentFile read, ModelSettings settings) {
    String name = read.experiment().network().generator();
    GeneratorProvider provider = generators.get(name);
    if (provider == null) {
      return List.of();
    }
    Generator generator;
    try {
      generator =
          provider.create(
              settings.withParameters(
                  Catalogue.parameters(
                      "generator", provider, read.experiment().network().generatorParameters())));
      requireCountable(generator.parameters());
    } catch (TooLargeException e) {
      return List.of(tooLarge(read, "generator", "ngf_base", e));
    } catch (IllegalArgumentException e) {
      return List.of(read.error("model_params.generator", String.valueOf(e.getMessage())));
    }
    Rehearsal.of(generator, name, settings);
    if (!generator.makesFullImages()) {
      return List.of();
    }
    TrainingSettings training = read.experiment().training();
    List<Problem> problems = new ArrayList<>();
    if (training.sampling() == Sampling.CONTINUOUS) {
      problems.add(
          read.error(
              "train_params.sampling",
              "the generator %s makes full images, which macro patches are cut from where micro"
                      .formatted(name)
                  + " patches begin; write discrete"));
    }
    if (training.extrapolation()) {
      problems.add(
          read.error(
              "train_params.train_extrap",
              "the generator %s makes full images and nothing beyond them; write False"
                  .formatted(name)));
    }
    return problems;
  }

  /**
   * Asks each parameter how many numbers it has.
   *
   * @throws TooLargeException if one has more than can be counted
   */
  private static void requireCountable(List<Parameter> parameters) {
    parameters.forEach(parameter -> parameter.shape().size());
  }

  private static Problem tooLarge(
      ExperimentFile read, String network, String width, TooLargeException size) {
    return read.error(
        "model_params." + width,
        "the %s has too large an array: %s; choose smaller widths or patches"
            .formatted(network, size.getMessage()));
  }

  /** A network that is to grow and cannot. */
  private Optional<Problem> growthProblem(ExperimentFile read) {
    Experiment experiment = read.experiment();
    if (experiment.training().growth().from().isEmpty()) {
      return Optional.empty();
    }
    GeneratorProvider generator = generators.get(experiment.network().generator());
    DiscriminatorProvider discriminator = discriminators.get(experiment.network().discriminator());
    if (generator != null && !generator.grows()) {
      return Optional.of(cannotGrow(read, "generator " + generator.name()));
    }
    return discriminator != null && !discriminator.grows()
        ? Optional.of(cannotGrow(read, "discriminator " + discriminator.name()))
        : Optional.empty();
  }

  private static Problem cannotGrow(ExperimentFile read, String network) {
    return read.error(
        "train_params.grow_from",
        "the %s does not grow; write False, or choose generator style and discriminator"
                .formatted(network)
            + " style-conditional");
  }

  /** A discriminator that does not suit the settings, or lacks a prediction that has a loss. */
  private List<Problem> discriminatorProblems(ExperimentFile read, ModelSettings settings) {
    String name = read.experiment().network().discriminator();
    DiscriminatorProvider provider = discriminators.get(name);
    if (provider == null) {
      return List.of();
    }
    Discriminator discriminator;
    try {
      discriminator =
          provider.create(
              settings.withParameters(
                  Catalogue.parameters(
                      "discriminator",
                      provider,
                      read.experiment().network().discriminatorParameters())));
      requireCountable(discriminator.parameters());
    } catch (TooLargeException e) {
      return List.of(tooLarge(read, "discriminator", "ndf_base", e));
    } catch (IllegalArgumentException e) {
      return List.of(read.error("model_params.discriminator", String.valueOf(e.getMessage())));
    }
    Rehearsal.of(discriminator, name, settings);
    LossSettings loss = read.experiment().loss();
    List<Problem> problems = new ArrayList<>();
    if (loss.coordinateWeight() > 0 && !discriminator.predictsCoordinate()) {
      problems.add(
          read.error(
              "loss_params.coord_loss_w",
              "the discriminator %s predicts no coordinates; write 0".formatted(name)));
    }
    if (read.experiment().data().classes().isPresent() && !discriminator.judgesClasses()) {
      problems.add(
          read.error(
              "data_params.classes",
              "the discriminator %s does not judge by classes; write False, or choose cocogan or"
                      .formatted(name)
                  + " style-conditional"));
    }
    if (loss.contentWeight() > 0 && !discriminator.predictsLatent()) {
      problems.add(
          read.error(
              "loss_params.code_loss_w",
              "the discriminator %s predicts no latent vectors; write 0".formatted(name)));
    }
    return problems;
  }

  /**
   * Reads the configuration that a run has kept, from its text.
   *
   * @param name where the text is from, for messages
   */
  public Experiment read(String name, String yaml) {
    return new SettingsReader(names).read(name, yaml).experiment();
  }

  private Optional<CoordinateSystem> coordinateSystem(Experiment experiment) {
    return Optional.ofNullable(coordinateSystems.get(experiment.data().coordinateSystem()))
        .map(
            provider ->
                provider.create(
                    experiment.data().layout(),
                    Catalogue.parameters(
                        "coordinate system",
                        provider,
                        experiment.network().coordinateParameters())));
  }

  /** Something that no experiment is needed for. */
  public <T> T instance(Class<T> type) {
    return injector.getInstance(type);
  }

  /**
   * An injector for one experiment, in its last stage if it grows; it makes only what is asked of
   * it.
   */
  public Injector assemble(Experiment experiment) {
    return assemble(Stage.last(experiment));
  }

  /** An injector for one stage of an experiment; it makes only what is asked of it. */
  public Injector assemble(Stage stage) {
    return Guice.createInjector(
        Modules.override(new ProvidersModule(plugins), new ExperimentModule(stage)).with(bindings));
  }
}
