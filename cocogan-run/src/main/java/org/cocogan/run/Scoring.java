package org.cocogan.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.dataset.Dataset;
import org.cocogan.eval.FeatureProgress;
import org.cocogan.eval.FidProvider;
import org.cocogan.eval.network.FeatureNetworkOptions;
import org.cocogan.eval.network.NetworkCache;
import org.cocogan.eval.network.OnnxFeatureNetwork;
import org.cocogan.metric.Score;
import org.cocogan.render.PatchRenderer;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Workbench;

/** Compares images with others by what a feature network sees in them. For one thread. */
public final class Scoring {
  private static final int COLOURS = 3;
  private static final FeatureProgress SILENT = (what, done, total) -> {};

  private final Workbench workbench;
  private final Path network;
  private Consumer<String> notices = notice -> {};

  Scoring(Workbench workbench, Path network) {
    this.workbench = workbench;
    this.network = network;
  }

  /**
   * Sets who is told of skipped images and the like; nobody, unless it is said.
   *
   * @return this
   */
  public Scoring notices(Consumer<String> told) {
    notices = told;
    return this;
  }

  /**
   * The Fréchet distance of the images of a folder to others.
   *
   * @param images a data set's name, or the path of a folder, zip or pack
   * @param against the same, or a file of statistics
   * @throws org.cocogan.CocoGanException if something cannot be read or compared
   */
  public Score fid(String images, String against) {
    Datasets datasets = workbench.instance(Datasets.class);
    try (Dataset dataset = datasets.open(images, Optional.empty(), COLOURS, notices)) {
      return fid(
          new StoredImages(
              dataset,
              dataset.count(),
              data -> datasets.open(data, Optional.of(dataset.imageSize()), COLOURS, notices)),
          against);
    }
  }

  /**
   * The Fréchet distance of images of a run to others.
   *
   * @param count how many images are drawn, the first ones of seed 0
   * @param against a data set's name, the path of a folder, zip or pack, or a file of statistics
   * @throws org.cocogan.CocoGanException if something cannot be read or compared
   */
  public Score fid(TrainedRun run, int count, String against) {
    try (PatchRenderer renderer = run.renderer(TrainedRun.USUAL_SEED)) {
      return fid(GeneratedImages.of(workbench, run, renderer, count, notices), against);
    }
  }

  private Score fid(EvaluatedImages images, String against) {
    References references = new References(SILENT, notices);
    try (FeatureSource source =
        new FeatureSource(
            () ->
                OnnxFeatureNetwork.open(
                    network,
                    FeatureNetworkOptions.defaults(),
                    new NetworkCache(Datasets.cache().resolve("networks"))),
            Optional.of(
                (opened, compared) ->
                    references.open(against, compared, Integer.MAX_VALUE, opened)),
            references,
            SILENT)) {
      List<Score> scores =
          workbench
              .instance(Evaluation.class)
              .measure(
                  images,
                  Map.of(FidProvider.NAME, Map.of()),
                  source.of(images),
                  notices,
                  done -> {})
              .values()
              .iterator()
              .next()
              .scores();
      return scores.get(0);
    }
  }
}
