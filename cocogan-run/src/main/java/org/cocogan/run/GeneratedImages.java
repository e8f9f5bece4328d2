package org.cocogan.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cocogan.dataset.Dataset;
import org.cocogan.experiment.DataSettings;
import org.cocogan.metric.LatentSteps;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Size;
import org.cocogan.render.Interpolation;
import org.cocogan.render.PatchRenderer;
import org.cocogan.render.Picture;
import org.cocogan.render.Position;
import org.cocogan.tensor.HostArray;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.Workbench;

/**
 * Images that a generator draws when they are asked for.
 *
 * @param checkpoint the folder of what they are drawn from; empty in a training
 * @param renderer draws them
 * @param learned opens the images that were learned from
 * @param opener opens others as those are
 */
public record GeneratedImages(
    Optional<Path> checkpoint,
    PatchRenderer renderer,
    int channels,
    int count,
    CoordinateSystem coordinates,
    Supplier<Dataset> learned,
    Function<String, Dataset> opener)
    implements EvaluatedImages {
  /** Its multiples, without their whole parts, fill the way from 0 to 1 evenly. */
  private static final double GOLDEN_RATIO = 0.618033988749895;

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
        Optional.of(trained.checkpoint()),
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

  @Override
  public Optional<LatentSteps> latentSteps() {
    return Optional.of(this::step);
  }

  /** Ways lead from each even number's latent vector to the next; places are spread evenly. */
  private byte[][] step(int number, double step) {
    HostArray from = renderer.latent(2L * number);
    HostArray to = renderer.latent(2L * number + 1);
    double part = (number + 1) * GOLDEN_RATIO % 1 * (1 - step);
    List<Picture> ends =
        Stream.of(part, part + step)
            .map(place -> Interpolation.SPHERICAL.between(from, to, place, renderer.latentSpace()))
            .map(latent -> new Picture(latent, Position.ORIGIN))
            .toList();
    return renderer.pictures(ends, coordinates.microGrid());
  }
}
