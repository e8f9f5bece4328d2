package org.cocogan.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.StepScope;

/**
 * Draws images, or single micro patches of them, from a trained generator.
 *
 * <p>Image number i has the latent vector that (seed, i) gives. The micro patches of all images are
 * numbered on, row-major, image after image, and patch k is always computed in row k modulo the
 * size of a batch: so a patch drawn alone has, bit for bit, the pixels it has in its image.
 */
public final class PatchRenderer implements AutoCloseable {
  private static final int MOST_PATCHES = 64;
  private static final int MOST_PIXELS = 1 << 18;

  private final ModelSettings settings;
  private final CoordinateSystem coordinates;
  private final String purpose;
  private final long seed;
  private final Program program;
  private final int batch;

  /**
   * Compiles the generator for drawing; uses the moving average of its weights where there is one.
   *
   * @param purpose what the images are for; different purposes draw different latent vectors
   * @param seed of the latent vectors
   */
  public PatchRenderer(
      Generator generator,
      ModelSettings settings,
      CoordinateSystem coordinates,
      Backend backend,
      Variables variables,
      String purpose,
      long seed) {
    this.settings = settings;
    this.coordinates = coordinates;
    this.purpose = purpose;
    this.seed = seed;
    Size micro = settings.layout().micro();
    this.batch =
        Math.max(1, Math.min(MOST_PATCHES, MOST_PIXELS / (micro.height() * micro.width())));
    this.program =
        backend.compile(definition(generator, settings, batch, averaged(variables)), variables);
  }

  /**
   * The program that makes a batch of patches: {@code latent} [batch, latent dimension] and {@code
   * coordinate} [batch, coordinate dimension] to {@code micro_patch} [batch, channels, h, w].
   *
   * @param weightNames from a weight's name to the variable to read
   */
  public static ProgramDefinition definition(
      Generator generator, ModelSettings settings, int batch, UnaryOperator<String> weightNames) {
    Map<String, Shape> inputs = new LinkedHashMap<>();
    inputs.put("latent", Shape.of(batch, settings.latentDimension()));
    inputs.put("coordinate", Shape.of(batch, settings.coordinateDimension()));
    return new ProgramDefinition(
        "generation",
        inputs,
        Set.of(),
        program -> {
          Tensor patch =
              generator.generate(
                  program.input("latent"),
                  program.input("coordinate"),
                  StepScope.inference(program, weightNames));
          return ProgramResult.of(Map.of("micro_patch", patch));
        });
  }

  private static UnaryOperator<String> averaged(Variables variables) {
    return MovingAverage.isKept(variables) ? MovingAverage::variable : UnaryOperator.identity();
  }

  /** The size of a whole image. */
  public Size imageSize() {
    Grid grid = coordinates.microGrid();
    Size micro = settings.layout().micro();
    return new Size(grid.rows() * micro.height(), grid.columns() * micro.width());
  }

  /**
   * Draws whole images.
   *
   * @param first number of the first, not negative
   * @param count how many
   * @return for each image [height, width, channels] bytes
   */
  public byte[][] images(long first, int count) {
    Size size = imageSize();
    Size micro = settings.layout().micro();
    Grid grid = coordinates.microGrid();
    int channels = settings.channels();
    byte[][] images = new byte[count][size.height() * size.width() * channels];
    long from = first * grid.size();
    draw(
        from,
        from + (long) count * grid.size(),
        (number, patches, row) -> {
          int cell = (int) (number % grid.size());
          int top = cell / grid.columns() * micro.height();
          int left = cell % grid.columns() * micro.width();
          byte[] image = images[(int) (number / grid.size() - first)];
          Pixels.toBytes(
              patches, row, image, (top * size.width() + left) * channels, size.width() * channels);
        });
    return images;
  }

  /**
   * Draws one micro patch of an image.
   *
   * @param image number of the image
   * @return [micro height, micro width, channels] bytes
   * @throws IllegalArgumentException if the image has no such patch
   */
  public byte[] patch(long image, int row, int column) {
    Grid grid = coordinates.microGrid();
    if (row < 0 || row >= grid.rows() || column < 0 || column >= grid.columns()) {
      throw new IllegalArgumentException(
          "there is no micro patch "
              + row
              + ","
              + column
              + "; rows run from 0 to "
              + (grid.rows() - 1)
              + ", columns from 0 to "
              + (grid.columns() - 1));
    }
    Size micro = settings.layout().micro();
    int channels = settings.channels();
    byte[] bytes = new byte[micro.height() * micro.width() * channels];
    long number = image * grid.size() + (long) row * grid.columns() + column;
    draw(
        number,
        number + 1,
        (patchNumber, patches, place) ->
            Pixels.toBytes(patches, place, bytes, 0, micro.width() * channels));
    return bytes;
  }

  /** Receives one drawn patch: its number, the batch it came in, and its row there. */
  private interface Drawn {
    void accept(long number, HostArray patches, int row);
  }

  private void draw(long from, long to, Drawn drawn) {
    for (long start = from - from % batch; start < to; start += batch) {
      long begin = Math.max(from, start);
      long end = Math.min(to, start + batch);
      HostArray patches = patches(start, begin, end);
      for (long number = begin; number < end; number++) {
        drawn.accept(number, patches, (int) (number - start));
      }
    }
  }

  private HostArray patches(long start, long begin, long end) {
    int z = settings.latentDimension();
    int c = settings.coordinateDimension();
    Grid grid = coordinates.microGrid();
    float[] latents = new float[batch * z];
    float[] places = new float[batch * c];
    for (long number = begin; number < end; number++) {
      int row = (int) (number - start);
      long image = number / grid.size();
      System.arraycopy(latent(image), 0, latents, row * z, z);
      int cell = (int) (number % grid.size());
      int gridRow = cell / grid.columns();
      double[] coordinate = coordinates.microCoordinate(gridRow, cell % grid.columns());
      for (int i = 0; i < c; i++) {
        places[row * c + i] = (float) coordinate[i];
      }
    }
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    inputs.put("latent", new HostArray(Shape.of(batch, z), latents));
    inputs.put("coordinate", new HostArray(Shape.of(batch, c), places));
    HostArray patches = program.run(inputs).get("micro_patch");
    if (patches == null) {
      throw new IllegalStateException("the generation program gave no micro patch");
    }
    return patches;
  }

  /** The latent vector of an image, uniform in [-1, 1). */
  private float[] latent(long image) {
    CountedRandom random = CountedRandom.of(seed, purpose, image);
    float[] latent = new float[settings.latentDimension()];
    for (int i = 0; i < latent.length; i++) {
      latent[i] = random.nextFloat(-1, 1);
    }
    return latent;
  }

  @Override
  public void close() {
    program.close();
  }
}
