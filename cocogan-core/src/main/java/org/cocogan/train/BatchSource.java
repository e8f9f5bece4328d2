package org.cocogan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cocogan.CocoGanException;
import org.cocogan.augment.Augmentations;
import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.Dataset;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * Makes the batch of a step from the seed and the step's number alone; safe for several threads.
 *
 * <p>Pixels p in 0..255 become p / 127.5 - 1.
 */
public final class BatchSource {
  private final StepInputs inputs;
  private final long seed;
  private final MacroPositions positions;
  private final MacroWindows windows;
  private final RealPatches discriminatorPatches;
  private final RealPatches generatorPatches;
  private final Optional<Extrapolation> extrapolation;

  /** The positions of fakes beyond the image's edges, and the real patches beside them. */
  private record Extrapolation(
      MacroPositions positions, RealPatches discriminatorPatches, RealPatches generatorPatches) {}

  /**
   * Prepares batches.
   *
   * @param coordinates of the real images
   * @param extrapolated the same, continued beyond the images' edges, if that is trained
   * @param inputs of the steps, from {@link StepPrograms#inputs()}
   * @param augmentations what happens to real images, and the draws that the steps need
   * @throws IllegalArgumentException if the data set has no images, or they do not fit the layout
   * @throws CocoGanException if the data set has other classes than latent vectors have
   */
  public BatchSource(
      Dataset dataset,
      CoordinateSystem coordinates,
      Optional<CoordinateSystem> extrapolated,
      Cropper cropper,
      StepInputs inputs,
      Sampling sampling,
      Augmentations augmentations,
      long seed) {
    Size full = coordinates.layout().full();
    int channels = inputs.shape("real").dimension(1);
    if (!dataset.imageSize().equals(full) || dataset.channels() != channels) {
      throw new IllegalArgumentException(
          "the images of "
              + dataset.name()
              + " are "
              + dataset.imageSize()
              + " with "
              + dataset.channels()
              + " channels; the experiment needs "
              + full
              + " with "
              + channels);
    }
    if (dataset.count() < 1) {
      throw new IllegalArgumentException(dataset.name() + " has no images");
    }
    this.inputs = inputs;
    this.seed = seed;
    this.positions = new MacroPositions(coordinates, sampling, seed, "positions");
    this.windows = new MacroWindows(coordinates.layout());
    Optional<ImageClasses> classes = ImageClasses.of(dataset, inputs.latentSpace());
    Function<String, RealPatches> patches =
        player ->
            new RealPatches(
                dataset,
                classes,
                coordinates,
                cropper,
                augmentations,
                inputs.random(),
                seed,
                player);
    this.discriminatorPatches = patches.apply("");
    this.generatorPatches = patches.apply(" in the generator's step");
    this.extrapolation =
        extrapolated.map(
            system ->
                new Extrapolation(
                    new MacroPositions(system, sampling, seed, "extrapolated positions"),
                    patches.apply(" in the discriminator's extrapolated step"),
                    patches.apply(" in the generator's extrapolated step")));
  }

  /** The batch of a step, counted from zero. */
  public StepBatch batch(long step) {
    Shape real = inputs.shape("real");
    double[][] drawn = positions.draw(step, real.dimension(0));
    Map<String, HostArray> common = new LinkedHashMap<>();
    Optional<int[]> classes = discriminatorPatches.classes(step, drawn.length);
    common.put("latent", latents(step, drawn.length, classes));
    common.put("mixing", mixing(step));
    inputs
        .scheduled()
        .forEach((name, schedule) -> common.put(name, HostArray.scalar((float) schedule.at(step))));
    common.putAll(coordinates(positions, drawn));
    return new StepBatch(
        with(common, discriminatorPatches.at(step, drawn, real)),
        with(common, paired(generatorPatches, classes, step, drawn)),
        extrapolation.map(beyond -> extrapolated(beyond, step, common, drawn, classes)));
  }

  /** Those of the discriminator's real images, where these have classes: so often each is drawn. */
  private HostArray latents(long step, int batch, Optional<int[]> classes) {
    CountedRandom random = CountedRandom.of(seed, "latent", step);
    LatentSpace space = inputs.latentSpace();
    return classes.map(its -> space.draw(its, random)).orElseGet(() -> space.draw(batch, random));
  }

  /** A player's own inputs, whose real images have the classes of the fakes beside them. */
  private Map<String, HostArray> paired(
      RealPatches patches, Optional<int[]> classes, long step, double[][] positions) {
    Shape real = inputs.shape("real");
    return classes
        .map(its -> patches.of(its, step, positions, real))
        .orElseGet(() -> patches.at(step, positions, real));
  }

  /** The same with fakes from all positions; real patches are where the others were. */
  private StepBatch extrapolated(
      Extrapolation beyond,
      long step,
      Map<String, HostArray> usual,
      double[][] inside,
      Optional<int[]> classes) {
    double[][] drawn = beyond.positions.draw(step, inside.length);
    Map<String, HostArray> common = new LinkedHashMap<>(usual);
    common.putAll(coordinates(beyond.positions, drawn));
    common.put("inside", beyond.positions.inside(drawn));
    common.put(
        "real_coordinate", positions.macroCoordinates(inside, inputs.shape("macro_coordinate")));
    return new StepBatch(
        with(common, paired(beyond.discriminatorPatches, classes, step, inside)),
        with(common, paired(beyond.generatorPatches, classes, step, inside)));
  }

  private Map<String, HostArray> coordinates(MacroPositions of, double[][] drawn) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    values.put("macro_coordinate", of.macroCoordinates(drawn, inputs.shape("macro_coordinate")));
    if (inputs.shapes().containsKey("micro_coordinate")) {
      values.put(
          "micro_coordinate",
          of.microCoordinates(drawn, inputs.points(), inputs.shape("micro_coordinate")));
    } else {
      values.putAll(windows.at(drawn));
    }
    return values;
  }

  private static Map<String, HostArray> with(
      Map<String, HostArray> common, Map<String, HostArray> own) {
    Map<String, HostArray> values = new LinkedHashMap<>(common);
    values.putAll(own);
    return values;
  }

  private HostArray mixing(long step) {
    CountedRandom random = CountedRandom.of(seed, "mixing", step);
    Shape shape = inputs.shape("mixing");
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return new HostArray(shape, values);
  }
}
