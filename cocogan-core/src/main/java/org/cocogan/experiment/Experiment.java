package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.model.ModelSettings;
import org.cocogan.tensor.Precision;

/**
 * An experiment: all that determines a training run, as the values of a settings file with every
 * default filled in.
 *
 * @param data what is learned from and how an image is divided
 * @param training how the networks learn
 * @param loss what they minimise
 * @param network what they are built like
 * @param log what the run writes down
 */
public record Experiment(
    DataSettings data,
    TrainingSettings training,
    LossSettings loss,
    NetworkSettings network,
    LogSettings log) {
  static Experiment of(Values values) {
    return new Experiment(
        DataSettings.of(values),
        TrainingSettings.of(values),
        LossSettings.of(values),
        NetworkSettings.of(values),
        LogSettings.of(values));
  }

  /**
   * What networks are built from, beside the parameters of their own.
   *
   * @param coordinateDimension entries of a coordinate vector, as the coordinate system has it
   */
  public ModelSettings modelSettings(int coordinateDimension) {
    return new ModelSettings(
        data.layout(),
        data.channels(),
        network.latentSpace(),
        coordinateDimension,
        network.generatorWidth(),
        network.discriminatorWidth(),
        network.generatorExtraLayers(),
        network.discriminatorExtraLayers(),
        network.auxiliaryDimension(),
        network.variant());
  }

  /**
   * What is wrong when a coordinate system has another dimension than {@code spatial_dim} says.
   *
   * @param coordinateDimension entries of a coordinate vector, as the coordinate system has it
   */
  public Optional<Problem> coordinateDimensionProblem(int coordinateDimension) {
    int wanted = network.coordinateDimension().orElse(coordinateDimension);
    if (wanted == coordinateDimension) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.error(
            NetworkKeys.SPATIAL_DIM.id(),
            "is %s, but coordinates of %s have %s entries; write %s or leave the key out"
                .formatted(
                    wanted, data.coordinateSystem(), coordinateDimension, coordinateDimension)));
  }

  /**
   * The settings that keep a checkpoint of the other experiment from being resumed in this one;
   * those that may change from one start to the next are no differences.
   */
  public List<Difference> differences(Experiment other) {
    List<Difference> differences = new ArrayList<>(networkDifferences(other));
    if (training.averages() != other.training.averages()) {
      TrainingKeys.EMA_DECAY.difference(this, other).ifPresent(differences::add);
      TrainingKeys.EMA_HALF_LIFE.difference(this, other).ifPresent(differences::add);
    }
    if (training.extrapolation() || other.training.extrapolation()) {
      TrainingKeys.TRAIN_EXTRAP.difference(this, other).ifPresent(differences::add);
      TrainingKeys.NUM_EXTRAP_STEPS.difference(this, other).ifPresent(differences::add);
    }
    if (training.growth().from().isPresent() || other.training.growth().from().isPresent()) {
      GrowthKeys.GROW_FROM.difference(this, other).ifPresent(differences::add);
      GrowthKeys.GROW_PHASE.difference(this, other).ifPresent(differences::add);
      GrowthKeys.GROW_BATCHES.difference(this, other).ifPresent(differences::add);
      TrainingKeys.BATCH_SIZE.difference(this, other).ifPresent(differences::add);
    }
    return List.copyOf(differences);
  }

  /** The settings that keep networks of the other experiment from being used in this one. */
  public List<Difference> networkDifferences(Experiment other) {
    List<Difference> differences = new ArrayList<>();
    for (Setting<?> setting : Settings.ALL) {
      if (setting.boundToCheckpoint()) {
        setting.difference(this, other).ifPresent(differences::add);
      }
    }
    if (!network.latentSpace().classNames().equals(other.network.latentSpace().classNames())) {
      NetworkKeys.CLASS_COUNTS.difference(this, other).ifPresent(differences::add);
    }
    return List.copyOf(differences);
  }

  /**
   * The same experiment with classes that its data have.
   *
   * @param counts the images of each
   */
  public Experiment withClasses(SortedMap<String, Integer> counts) {
    Values values = Values.of(this);
    values.put(NetworkKeys.CLASS_COUNTS, counts);
    return Experiment.of(values);
  }

  /** The same experiment with another seed, in a run of another name. */
  public Experiment withRun(String name, long seed) {
    Values values = Values.of(this);
    values.put(LogKeys.EXP_NAME, name);
    values.put(TrainingKeys.SEED, seed);
    return Experiment.of(values);
  }

  /** The same experiment on another engine. */
  public Experiment withBackend(String backend) {
    return new Experiment(data, training.withBackend(backend), loss, network, log);
  }

  /** The same experiment in another precision. */
  public Experiment withPrecision(Precision precision) {
    return new Experiment(data, training.withPrecision(precision), loss, network, log);
  }

  /**
   * The settings as a file would have them, by section and key, such as {@code log_params.seed}.
   */
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    for (Setting<?> setting : Settings.ALL) {
      setting.write(this).ifPresent(value -> settings.put(setting.id(), value));
    }
    return settings;
  }

  /** The settings as a file that reads back to an equal experiment. */
  public String toYaml() {
    StringBuilder yaml = new StringBuilder();
    for (Section section : Section.values()) {
      yaml.append(section.key()).append(":\n");
      for (Setting<?> setting : Settings.in(section)) {
        setting
            .write(this)
            .ifPresent(
                value ->
                    yaml.append("  ")
                        .append(setting.key())
                        .append(": ")
                        .append(value)
                        .append("\n"));
      }
    }
    return yaml.toString();
  }
}
