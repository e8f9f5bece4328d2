package org.cocogan.run;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.cocogan.CocoGanException;
import org.cocogan.dataset.Dataset;
import org.cocogan.eval.FeatureProgress;
import org.cocogan.eval.Reference;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.network.FeatureNetworkOptions;
import org.cocogan.eval.network.FeaturePreprocessing;
import org.cocogan.eval.network.NetworkCache;
import org.cocogan.eval.network.OnnxFeatureNetwork;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.Stage;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.render.PatchRenderer;
import org.cocogan.tensor.Variables;
import org.cocogan.training.Notice;
import org.cocogan.wiring.Datasets;

/** Prepares the measurements of FID that an experiment asks for. */
final class FidSetup {
  private final Stage stage;
  private final Experiment experiment;
  private final Evaluation evaluation;
  private final Datasets datasets;
  private final CoordinateSystem coordinates;
  private final Variables variables;

  @Inject
  FidSetup(
      Stage stage,
      Evaluation evaluation,
      Datasets datasets,
      CoordinateSystem coordinates,
      Variables variables) {
    this.stage = stage;
    this.experiment = stage.now();
    this.evaluation = evaluation;
    this.datasets = datasets;
    this.coordinates = coordinates;
    this.variables = variables;
  }

  /** Whether the experiment asks for it. */
  boolean isWanted() {
    return !experiment.log().fid().isNever() && experiment.data().evaluationImages() > 0;
  }

  /**
   * Makes ready to measure, after a look at whether the network can be opened.
   *
   * @param renderer draws what is measured
   * @param dataset what is learned from
   * @return empty if it cannot be measured, which is told in one line
   */
  Optional<FidDuringTraining> prepare(
      PatchRenderer renderer,
      Dataset dataset,
      RunDirectory run,
      TrainingListeners listeners,
      BooleanSupplier stop) {
    Supplier<FeatureSource> features = () -> features(dataset, listeners, stop);
    EvaluatedImages images =
        new GeneratedImages(
            Optional.empty(),
            renderer,
            experiment.data().channels(),
            experiment.data().evaluationImages(),
            coordinates,
            () -> dataset,
            data -> open(data, listeners, stop));
    try (References references = new References(hearing(listeners, stop), listeners::say);
        FeatureNetwork network = network()) {
      Optional<Path> reference = experiment.log().fidReference();
      if (reference.filter(path -> References.isStatistics(path.toString())).isPresent()) {
        reference(references, network, dataset, images);
      }
      return Optional.of(
          new FidDuringTraining(
              stage,
              variables,
              evaluation,
              features,
              images,
              run,
              BestCheckpoint.in(run, listeners::say),
              listeners,
              stop));
    } catch (RuntimeException | LinkageError e) {
      listeners.noticed(new Notice("no FID in this training: " + Reasons.of(e), Optional.of(e)));
      return Optional.empty();
    }
  }

  private FeatureSource features(
      Dataset dataset, TrainingListeners listeners, BooleanSupplier stop) {
    References references = new References(hearing(listeners, stop), listeners::say);
    return new FeatureSource(
        this::network,
        Optional.of((network, images) -> reference(references, network, dataset, images)),
        references,
        hearing(listeners, stop));
  }

  private FeatureNetwork network() {
    TrainingSettings training = experiment.training();
    FeatureNetworkOptions usual = FeatureNetworkOptions.defaults();
    NetworkCache imported = new NetworkCache(Datasets.cache().resolve("networks"));
    return OnnxFeatureNetwork.open(
        experiment.log().fidNetwork().orElseGet(() -> inception(imported)),
        new FeatureNetworkOptions(
            preprocessing(experiment.log().fidPreprocessing()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            // The engine's GPU may come without one for ONNX Runtime.
            training.backendOptions().isGpu() && OnnxFeatureNetwork.hasCuda(),
            training.threads() > 0 ? training.threads() : usual.threads()),
        imported);
  }

  private static Path inception(NetworkCache cache) {
    return cache
        .inception()
        .orElseThrow(
            () ->
                new CocoGanException(
                    cache.folder()
                        + " holds no FID network; './cocogan inception fetch', or 'inception import"
                        + " FILE', gets it, and log_params.fid_network names another"));
  }

  /** Empty for the network's usual one. */
  private static Optional<FeaturePreprocessing> preprocessing(String name) {
    return Arrays.stream(FeaturePreprocessing.values())
        .filter(way -> way.toString().equals(name))
        .findFirst();
  }

  private Reference reference(
      References references, FeatureNetwork network, Dataset dataset, EvaluatedImages images) {
    int most = experiment.data().evaluationImages();
    return experiment
        .log()
        .fidReference()
        .map(path -> references.open(path.toString(), images, most, network))
        .orElseGet(() -> references.images(dataset, most, network));
  }

  private Dataset open(String path, TrainingListeners listeners, BooleanSupplier stop) {
    return datasets.open(experiment.data().withDataset(path), false, stop, listeners::say);
  }

  private static FeatureProgress hearing(TrainingListeners listeners, BooleanSupplier stop) {
    return new FeatureProgress() {
      @Override
      public void advanced(String what, int done, int total) {
        listeners.working(String.format(Locale.ROOT, "%s: %d of %d", what, done, total));
      }

      @Override
      public boolean stops() {
        return stop.getAsBoolean();
      }
    };
  }
}
