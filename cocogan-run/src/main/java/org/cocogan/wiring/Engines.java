package org.cocogan.wiring;

import com.google.inject.Inject;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cocogan.CocoGanException;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.BackendProvider;
import org.cocogan.tensor.Capability;
import org.cocogan.tensor.Precision;

/** The engines there are, and what brings those of the project that are missing. */
public final class Engines {
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "djl", "org.cocogan:cocogan-backend-djl",
          "dl4j", "org.cocogan:cocogan-backend-dl4j",
          "onnx", "org.cocogan:cocogan-backend-onnx");

  private final SortedMap<String, BackendProvider> providers;

  @Inject
  Engines(Map<String, BackendProvider> providers) {
    this.providers = new TreeMap<>(providers);
  }

  /** Their names, sorted. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(providers.keySet()));
  }

  /**
   * What an engine can do beyond running programs.
   *
   * @throws CocoGanException if there is none of that name
   */
  public Set<Capability> capabilities(String name) {
    return provider(name).capabilities();
  }

  /**
   * Makes sure that an engine can train.
   *
   * @throws CocoGanException if it cannot, or there is none of that name
   */
  public void requireTraining(String name) {
    if (!capabilities(name).contains(Capability.TRAINING)) {
      throw new CocoGanException(
          "the backend "
              + name
              + " draws and does not train; ./cocogan backends tells which engines train");
    }
  }

  /**
   * Starts an engine.
   *
   * @throws CocoGanException if there is none of that name, or it cannot run on this machine; the
   *     message says what brings it, or why
   */
  public Backend start(String name, BackendOptions options) {
    BackendProvider provider = provider(name);
    try {
      Backend backend = provider.start(options);
      if (options.precision() == Precision.BFLOAT16 && backend.precision() != Precision.BFLOAT16) {
        backend.close();
        throw new IllegalStateException(
            "the engine " + name + " computes in float32 alone; set precision: float32, or auto");
      }
      return backend;
    } catch (IllegalStateException e) {
      throw new CocoGanException(String.valueOf(e.getMessage()), e);
    } catch (LinkageError e) {
      throw new CocoGanException(
          "the backend %s does not start: %s; its classes or natives are not on the class path, or"
                  .formatted(name, e)
              + " do not fit this machine",
          e);
    }
  }

  /**
   * The experiment with the precision that its engine takes, in the place of {@code auto}.
   *
   * @throws CocoGanException if there is no such engine, or it cannot run on this machine
   */
  public Experiment withPrecisionChosen(Experiment experiment) {
    TrainingSettings training = experiment.training();
    if (training.precision() != Precision.AUTO) {
      return experiment;
    }
    try (Backend backend = start(training.backend(), training.backendOptions())) {
      return experiment.withPrecision(backend.precision());
    }
  }

  private BackendProvider provider(String name) {
    BackendProvider provider = providers.get(name);
    if (provider == null) {
      throw new CocoGanException(
          "there is no backend "
              + name
              + "; there are "
              + names()
              + artifactHint(name).map(text -> "; " + text).orElse(""));
    }
    return provider;
  }

  /** What brings each engine of the project that is missing, in words for people, by name. */
  public SortedMap<String, String> missing() {
    return ARTIFACTS.keySet().stream()
        .filter(name -> !providers.containsKey(name))
        .collect(
            Collectors.toMap(
                name -> name, name -> artifactHint(name).orElseThrow(), (a, b) -> a, TreeMap::new));
  }

  private static Optional<String> artifactHint(String name) {
    return Optional.ofNullable(ARTIFACTS.get(name))
        .map(
            artifact ->
                "the artifact "
                    + artifact
                    + " brings it: put it on the class path with what it depends on");
  }
}
