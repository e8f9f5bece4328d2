package org.cocogan.render;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.cocogan.exact.Product;
import org.cocogan.model.Generator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;

/**
 * Draws images, regions of them, or pictures of latent vectors and positions of one's own, from a
 * trained generator.
 *
 * <p>Image number i has the latent vector that (seed, i) gives. The {@link PictureParts parts} of
 * all images, mostly micro patches, are numbered on, row-major, image after image, and part k is
 * always computed in row k modulo the size of a batch: so a patch drawn alone has, bit for bit, the
 * pixels it has in its image. What is not asked for is not drawn: its batches are not run, and its
 * rows in others hold nothing.
 *
 * <p>Several threads may draw at the same time if the source of patches lets them; a compiled
 * generator computes for one after another.
 */
public final class PatchRenderer implements AutoCloseable {
  /** The purpose of the latent vectors of images that are drawn from a trained generator. */
  public static final String GENERATED = "generated image";

  private final CoordinateSystem coordinates;
  private final int channels;
  private final LatentSpace latentSpace;
  private final String purpose;
  private final long seed;
  private final PatchSource source;

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
    this(
        coordinates,
        settings.channels(),
        settings.latentSpace(),
        new CompiledGenerator(generator, backend, variables),
        purpose,
        seed);
  }

  /**
   * Draws with what computes patches already, and closes it in the end.
   *
   * @param channels of a picture
   * @param latentSpace where latent vectors are drawn from
   * @param purpose what the images are for; different purposes draw different latent vectors
   * @param seed of the latent vectors
   */
  public PatchRenderer(
      CoordinateSystem coordinates,
      int channels,
      LatentSpace latentSpace,
      PatchSource source,
      String purpose,
      long seed) {
    this.coordinates = coordinates;
    this.channels = channels;
    this.latentSpace = latentSpace;
    this.source = source;
    this.purpose = purpose;
    this.seed = seed;
  }

  /** A renderer that draws other images with the same network; closing either closes both. */
  public PatchRenderer withSeed(long other) {
    return new PatchRenderer(coordinates, channels, latentSpace, source, purpose, other);
  }

  /**
   * A renderer that draws with the same network in other coordinates; closing either closes both.
   */
  public PatchRenderer withCoordinates(CoordinateSystem others) {
    return new PatchRenderer(others, channels, latentSpace, source, purpose, seed);
  }

  /**
   * A renderer that draws latent vectors of another space of as many entries with the same network,
   * such as of one class alone; closing either closes both.
   */
  public PatchRenderer withLatents(LatentSpace others) {
    return new PatchRenderer(coordinates, channels, others, source, purpose, seed);
  }

  /** Where its latent vectors are drawn from. */
  public LatentSpace latentSpace() {
    return latentSpace;
  }

  /** The seed of its latent vectors. */
  public long seed() {
    return seed;
  }

  /** Whether its network makes rectangles of micro patches, as {@link #field} needs them. */
  public boolean makesRectangles() {
    return source.makesRectangles();
  }

  /** Where an image, its micro patches and regions lie. */
  public ImageGeometry geometry() {
    return new ImageGeometry(coordinates);
  }

  /** The size of a whole image. */
  public Size imageSize() {
    return geometry().size();
  }

  /**
   * Draws whole images.
   *
   * @param first number of the first, not negative
   * @param count how many
   * @return for each image [height, width, channels] bytes
   */
  public byte[][] images(long first, int count) {
    return regions(first, count, geometry().whole());
  }

  /**
   * Draws whole images of the classes in turn, one after the other, where images have classes.
   *
   * @param first number of the first, not negative
   * @param count how many
   * @return for each image [height, width, channels] bytes
   */
  public byte[][] imagesOfClassesInTurn(long first, int count) {
    List<String> names = latentSpace.classNames();
    return names.isEmpty()
        ? images(first, count)
        : regions(
            image -> {
              String name = names.get((int) (image % names.size()));
              return latent(seed, purpose, image, latentSpace.only(name));
            },
            first,
            count,
            geometry().whole());
  }

  /**
   * Draws one micro patch of an image.
   *
   * @param image number of the image
   * @return [micro height, micro width, channels] bytes
   * @throws IllegalArgumentException if the image has no such patch
   */
  public byte[] patch(long image, int row, int column) {
    return regions(image, 1, geometry().patch(row, column))[0];
  }

  /**
   * Draws a region of images from the micro patches that it touches. Along a cyclic axis it may
   * reach past the edge, and as far beyond as is wished.
   *
   * @param first number of the first image, not negative
   * @param count how many
   * @return for each image [region height, region width, channels] bytes
   * @throws IllegalArgumentException if there is no such region
   */
  public byte[][] regions(long first, int count, PixelRegion region) {
    return regions(this::latent, first, count, region);
  }

  /**
   * The same of latent vectors of one's own.
   *
   * @param latents the vector [latent dimension] of an image's number
   */
  public byte[][] regions(
      LongFunction<HostArray> latents, long first, int count, PixelRegion region) {
    geometry().requireThere(region);
    return draw(
        first,
        count,
        number -> new Picture(latents.apply(number), Position.ORIGIN),
        coordinates.microGrid(),
        region);
  }

  /**
   * Draws pictures of latent vectors and positions of one's own. From a source that makes
   * rectangles a picture between whole positions is cut out of the image that goes on around it,
   * and between pixels it is interpolated; another source makes each micro patch at its position.
   *
   * @param window rows and columns of micro patches in a picture
   * @return for each picture [height, width, channels] bytes
   */
  public byte[][] pictures(List<Picture> pictures, Grid window) {
    if (source.makesRectangles() && !pictures.stream().allMatch(Picture::isAtWholePosition)) {
      return cutPictures(pictures, window);
    }
    return draw(
        0,
        pictures.size(),
        number -> pictures.get((int) number),
        window,
        ImageGeometry.all(geometry().sizeOf(window)));
  }

  /**
   * A picture as large as an image whose parts are drawn one by one.
   *
   * @throws IllegalArgumentException if it is between whole positions, and the source makes
   *     rectangles
   */
  public PartedPicture parted(Picture picture) {
    if (source.makesRectangles() && !picture.isAtWholePosition()) {
      throw new IllegalArgumentException(
          "a generator that makes rectangles of micro patches draws them at whole positions, not at"
              + " "
              + picture.topLeft());
    }
    PictureParts parts =
        PictureParts.of(source, coordinates.layout().micro(), coordinates.microGrid());
    HostArray latent = picture.latent();
    HostArray row = new HostArray(Shape.of(1, latent.values().length), latent.values());
    return new PartedPicture(
        imageSize(),
        parts.size(),
        channels,
        (y, x) ->
            new PartInputs(
                row, new HostArray(placesShape(1, parts), places(picture, parts, y, x))));
  }

  /**
   * What computes the parts of pictures for many who ask at the same time.
   *
   * @param mostWaiting parts that may wait, at least one
   * @param mostBytesKept of parts that are kept for whoever asks again, with what they are computed
   *     from
   * @return to be closed before this is
   */
  public SharedParts shared(int mostWaiting, long mostBytesKept) {
    return SharedParts.of(source, coordinates.microGrid().size(), mostWaiting, mostBytesKept);
  }

  private byte[][] cutPictures(List<Picture> pictures, Grid window) {
    Grid around = new Grid(window.rows() + 1, window.columns() + 1);
    byte[][] drawn = pictures(pictures.stream().map(Picture::towardsOrigin).toList(), around);
    Size micro = coordinates.layout().micro();
    for (int i = 0; i < drawn.length; i++) {
      Position at = pictures.get(i).topLeft();
      drawn[i] =
          Pixels.window(
              drawn[i],
              geometry().sizeOf(around),
              channels,
              (at.row() - Math.floor(at.row())) * micro.height(),
              (at.column() - Math.floor(at.column())) * micro.width(),
              geometry().sizeOf(window));
    }
    return drawn;
  }

  private byte[][] draw(
      long first, int count, LongFunction<Picture> pictures, Grid window, PixelRegion region) {
    PictureParts parts = PictureParts.of(source, coordinates.layout().micro(), window);
    RegionCanvas[] canvases = new RegionCanvas[count];
    for (int i = 0; i < count; i++) {
      canvases[i] = new RegionCanvas(region, geometry().sizeOf(window), parts.size(), channels);
    }
    Size size = parts.size();
    byte[] part = new byte[Product.of(size.height(), size.width(), channels)];
    Grid grid = parts.grid();
    long[] numbers = touched(first, count, grid, canvases);
    int next = 0;
    while (next < numbers.length) {
      long start = numbers[next] - numbers[next] % parts.batch();
      int begin = next;
      while (next < numbers.length && numbers[next] < start + parts.batch()) {
        next++;
      }
      long[] together = Arrays.copyOfRange(numbers, begin, next);
      HostArray drawn = compute(start, together, pictures, parts);
      for (long number : together) {
        Pixels.toBytes(drawn, (int) (number - start), part, 0, Product.of(size.width(), channels));
        int cell = (int) (number % grid.size());
        canvases[(int) (number / grid.size() - first)].paste(
            cell / grid.columns(), cell % grid.columns(), part);
      }
    }
    return Arrays.stream(canvases).map(RegionCanvas::pixels).toArray(byte[][]::new);
  }

  /** The numbers of the parts that a region of each image touches, ascending. */
  private static long[] touched(long first, int count, Grid grid, RegionCanvas[] canvases) {
    if (count == 0) {
      return new long[0];
    }
    int[] cells =
        canvases[0]
            .touchedRows()
            .flatMap(
                row ->
                    canvases[0]
                        .touchedColumns()
                        .map(column -> Product.of(row, grid.columns()) + column))
            .toArray();
    return LongStream.range(first, first + count)
        .flatMap(image -> Arrays.stream(cells).mapToLong(cell -> image * grid.size() + cell))
        .toArray();
  }

  private HostArray compute(
      long start, long[] numbers, LongFunction<Picture> pictures, PictureParts parts) {
    int z = latentSpace.dimension();
    Grid points = parts.points().points();
    int c = Product.of(points.size(), coordinates.dimension());
    float[] latents = new float[Product.of(parts.batch(), z)];
    float[] places = new float[Product.of(parts.batch(), c)];
    Grid grid = parts.grid();
    for (long number : numbers) {
      int row = (int) (number - start);
      int cell = (int) (number % grid.size());
      Picture picture = pictures.apply(number / grid.size());
      System.arraycopy(picture.latent().values(), 0, latents, row * z, z);
      float[] place = places(picture, parts, cell / grid.columns(), cell % grid.columns());
      System.arraycopy(place, 0, places, row * c, c);
    }
    return source.patches(
        new HostArray(Shape.of(parts.batch(), z), latents),
        new HostArray(placesShape(parts.batch(), parts), places));
  }

  /** The coordinates of the part in a row and column of a picture. */
  private float[] places(Picture picture, PictureParts parts, int row, int column) {
    return parts
        .points()
        .coordinates(
            coordinates,
            picture.topLeft().row() + Product.of(row, parts.part().rows()),
            picture.topLeft().column() + Product.of(column, parts.part().columns()));
  }

  private Shape placesShape(int batch, PictureParts parts) {
    Grid points = parts.points().points();
    return source.makesRectangles()
        ? Shape.of(batch, points.rows(), points.columns(), coordinates.dimension())
        : Shape.of(batch, Product.of(points.size(), coordinates.dimension()));
  }

  /**
   * An image without end, whose latent vectors change from place to place; closing either closes
   * both.
   *
   * @param image number of the field; each has other latent vectors
   * @param spacing micro patches from one independent latent vector to the next, positive
   * @throws IllegalArgumentException if the source makes no rectangles, or no axis is cyclic
   */
  public LatentField field(long image, double spacing) {
    if (!source.makesRectangles()) {
      throw new IllegalArgumentException(
          "a latent field needs a generator that takes a latent vector for each place, such as"
              + " seamless");
    }
    LatentLattice lattice =
        new LatentLattice(latentSpace, CountedRandom.of(seed, purpose, image).nextLong(), spacing);
    return new LatentField(source, coordinates, channels, lattice);
  }

  /** The latent vector of an image, [latent dimension]. */
  public HostArray latent(long image) {
    return latent(seed, purpose, image, latentSpace);
  }

  /**
   * The latent vector that a renderer of that seed and purpose draws an image from.
   *
   * @return [latent dimension]
   */
  public static HostArray latent(long seed, String purpose, long image, LatentSpace space) {
    HostArray drawn = space.draw(1, CountedRandom.of(seed, purpose, image));
    return new HostArray(Shape.of(space.dimension()), drawn.values());
  }

  @Override
  public void close() {
    source.close();
  }
}
