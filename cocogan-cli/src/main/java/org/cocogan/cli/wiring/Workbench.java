package org.cocogan.cli.wiring;

import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cocogan.cli.plugin.Plugins;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.experiment.KnownNames;
import org.cocogan.experiment.Problem;
import org.cocogan.experiment.SettingsException;
import org.cocogan.experiment.SettingsReader;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.tensor.BackendProvider;

/** What is there to build experiments from, and the way from a configuration file to one. */
public final class Workbench {
  private final Plugins plugins;
  private final Map<String, CoordinateSystemProvider> coordinateSystems;
  private final KnownNames names;
  private final Injector injector;

  @Inject
  Workbench(
      Plugins plugins,
      Map<String, BackendProvider> backends,
      Map<String, GeneratorProvider> generators,
      Map<String, DiscriminatorProvider> discriminators,
      Map<String, CoordinateSystemProvider> coordinateSystems,
      Map<String, DatasetProvider> datasets,
      Injector injector) {
    this.injector = injector;
    this.plugins = plugins;
    this.coordinateSystems = coordinateSystems;
    Set<String> datasetNames = new TreeSet<>(datasets.keySet());
    datasetNames.addAll(NamedFolders.NAMES);
    this.names =
        new KnownNames(
            backends.keySet(),
            generators.keySet(),
            discriminators.keySet(),
            coordinateSystems.keySet(),
            datasetNames,
            plugins.elsewhere());
  }

  /** With everything that the class path and the plugins offer. */
  public static Workbench create(Plugins plugins) {
    return Guice.createInjector(new ProvidersModule(plugins)).getInstance(Workbench.class);
  }

  /**
   * Reads and validates a configuration file.
   *
   * @param given values from the command line, by key, which stand for those of the file
   * @throws SettingsException with everything that is wrong
   */
  public ExperimentFile read(Path file, Map<String, String> given) {
    ExperimentFile read = new SettingsReader(names).read(file, given);
    List<Problem> problems = coordinateProblems(read);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return read;
  }

  /** What shows only once the coordinate system is made. */
  private List<Problem> coordinateProblems(ExperimentFile read) {
    Experiment experiment = read.experiment();
    Optional<CoordinateSystem> system;
    try {
      system = coordinateSystem(experiment);
    } catch (IllegalArgumentException e) {
      return List.of(read.error("data_params.coordinate_system", String.valueOf(e.getMessage())));
    }
    List<Problem> problems = new ArrayList<>();
    system
        .flatMap(made -> experiment.coordinateDimensionProblem(made.dimension()))
        .ifPresent(problem -> problems.add(read.locate(problem)));
    system
        .flatMap(made -> Extrapolation.obstacle(experiment, made))
        .ifPresent(reason -> problems.add(read.error("train_params.num_extrap_steps", reason)));
    problems.sort(Comparator.comparingInt(Problem::line));
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
                    experiment.data().layout(), experiment.network().coordinateParameters()));
  }

  /** Something that no experiment is needed for. */
  public <T> T instance(Class<T> type) {
    return injector.getInstance(type);
  }

  /** An injector for one experiment; it makes only what is asked of it. */
  public Injector assemble(Experiment experiment) {
    return Guice.createInjector(new ProvidersModule(plugins), new ExperimentModule(experiment));
  }
}
