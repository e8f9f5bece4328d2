package org.cocogan.run;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cocogan.dataset.Dataset;
import org.cocogan.experiment.DataSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Size;
import org.cocogan.render.PatchRenderer;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Workbench;

/**
 * Images that a generator draws when they are asked for.
 *
 * @param renderer draws them
 * @param learned opens the images that were learned from
 * @param opener opens others as those are
 */
public record GeneratedImages(
    PatchRenderer renderer,
    int channels,
    int count,
    CoordinateSystem coordinates,
    Supplier<Dataset> learned,
    Function<String, Dataset> opener)
    implements EvaluatedImages {
  /**
   * Images of a trained run.
   *
   * @param renderer the run's
   * @param count how many images
   * @param notices takes lines for people while data is opened
   */
  public static GeneratedImages of(
      Workbench workbench,
      TrainedRun trained,
      PatchRenderer renderer,
      int count,
      Consumer<String> notices) {
    DataSettings learned = trained.experiment().data();
    Datasets datasets = workbench.instance(Datasets.class);
    return new GeneratedImages(
        renderer,
        learned.channels(),
        count,
        trained.macroCoordinates(),
        () -> datasets.open(learned, false, () -> false, notices),
        data -> datasets.open(learned.withDataset(data), false, () -> false, notices));
  }

  @Override
  public Size size() {
    return renderer.imageSize();
  }

  @Override
  public Dataset real() {
    return learned.get();
  }

  @Override
  public Dataset alike(String data) {
    return opener.apply(data);
  }

  @Override
  public byte[][] pixels(int first, int count) {
    return renderer.images(first, count);
  }
}
