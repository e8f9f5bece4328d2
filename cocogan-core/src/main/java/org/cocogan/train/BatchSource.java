package org.cocogan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cocogan.dataset.Dataset;
import org.cocogan.experiment.Sampling;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Cropper;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * Makes the batch of a step from the seed and the step's number alone; safe for several threads.
 *
 * <p>Pixels p in 0..255 become p / 127.5 - 1; latent entries are uniform in [-1, 1).
 */
public final class BatchSource {
  private final CoordinateSystem coordinates;
  private final Map<String, Shape> shapes;
  private final Sampling sampling;
  private final long seed;
  private final RealPatches discriminatorPatches;
  private final RealPatches generatorPatches;

  /**
   * Prepares batches.
   *
   * @param shapes the inputs of the steps, from {@link StepPrograms#inputs()}
   * @param roll whether real images are shifted at random along the cyclic axes
   * @throws IllegalArgumentException if the data set has no images, or they do not fit the layout
   */
  public BatchSource(
      Dataset dataset,
      CoordinateSystem coordinates,
      Cropper cropper,
      Map<String, Shape> shapes,
      Sampling sampling,
      boolean roll,
      long seed) {
    Size full = coordinates.layout().full();
    int channels = input(shapes, "real").dimension(1);
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
    this.coordinates = coordinates;
    this.shapes = Map.copyOf(shapes);
    this.sampling = sampling;
    this.seed = seed;
    this.discriminatorPatches = new RealPatches(dataset, coordinates, cropper, roll, seed, "");
    this.generatorPatches =
        new RealPatches(dataset, coordinates, cropper, roll, seed, " in the generator's step");
  }

  /** The batch of a step, counted from zero. */
  public StepBatch batch(long step) {
    int batch = input(shapes, "real").dimension(0);
    double[][] positions = positions(step, batch);
    Map<String, HostArray> common = new LinkedHashMap<>();
    common.put("latent", uniform("latent", step, -1, 1));
    common.put("mixing", uniform("mixing", step, 0, 1));
    common.put("macro_coordinate", macroCoordinates(positions));
    common.put("micro_coordinate", microCoordinates(positions));
    Shape shape = input(shapes, "real");
    return new StepBatch(
        with(common, discriminatorPatches.at(step, positions, shape)),
        with(common, generatorPatches.at(step, positions, shape)));
  }

  private static Map<String, HostArray> with(Map<String, HostArray> common, HostArray real) {
    Map<String, HostArray> inputs = new LinkedHashMap<>(common);
    inputs.put("real", real);
    return inputs;
  }

  private HostArray uniform(String name, long step, float low, float high) {
    CountedRandom random = CountedRandom.of(seed, name, step);
    Shape shape = input(shapes, name);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(low, high);
    }
    return new HostArray(shape, values);
  }

  private double[][] positions(long step, int batch) {
    CountedRandom random = CountedRandom.of(seed, "positions", step);
    Grid grid = coordinates.macroPositions();
    double[][] positions = new double[batch][];
    for (int i = 0; i < batch; i++) {
      positions[i] =
          new double[] {
            position(random, grid.rows(), coordinates.verticallyCyclic()),
            position(random, grid.columns(), coordinates.horizontallyCyclic())
          };
    }
    return positions;
  }

  private double position(CountedRandom random, int count, boolean cyclic) {
    return sampling == Sampling.DISCRETE
        ? random.nextInt(count)
        : random.nextDouble() * (cyclic ? count : count - 1);
  }

  private HostArray macroCoordinates(double[][] positions) {
    Shape shape = input(shapes, "macro_coordinate");
    float[] values = new float[shape.size()];
    int at = 0;
    for (double[] position : positions) {
      for (double entry : coordinates.macroCoordinate(position[0], position[1])) {
        values[at++] = (float) entry;
      }
    }
    return new HostArray(shape, values);
  }

  private HostArray microCoordinates(double[][] positions) {
    Shape shape = input(shapes, "micro_coordinate");
    Grid grid = coordinates.layout().microInMacro();
    float[] values = new float[shape.size()];
    int at = 0;
    for (double[] position : positions) {
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          for (double entry :
              coordinates.microCoordinate(position[0] + row, position[1] + column)) {
            values[at++] = (float) entry;
          }
        }
      }
    }
    return new HostArray(shape, values);
  }

  private static Shape input(Map<String, Shape> shapes, String name) {
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("the steps have no input " + name);
    }
    return shape;
  }
}
