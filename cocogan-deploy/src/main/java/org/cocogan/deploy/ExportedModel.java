package org.cocogan.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.backend.onnx.OnnxModel;
import org.cocogan.exact.Product;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.random.Distribution;
import org.cocogan.render.Drawing;
import org.cocogan.render.ImageGeometry;
import org.cocogan.render.PatchRenderer;
import org.cocogan.render.PatchSource;
import org.cocogan.render.Pixels;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** A model that export wrote, opened for drawing; it needs neither the run nor its plugins. */
public final class ExportedModel implements Drawing {
  private static final int MOST_PATCHES = 64;

  private final String name;
  private final OnnxModel model;
  private final ModelProperties properties;

  private ExportedModel(String name, OnnxModel model, ModelProperties properties) {
    this.name = name;
    this.model = model;
    this.properties = properties;
  }

  /**
   * Opens a file, to draw with all processor threads.
   *
   * @throws IOException if it cannot be read
   * @throws CocoGanException if it is no model of export's, or one that draws nothing
   */
  public static ExportedModel open(Path file) throws IOException {
    return open(file, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Opens a file.
   *
   * @param threads processor threads
   * @throws IOException if it cannot be read
   * @throws CocoGanException if it is no model of export's, or one that draws nothing
   */
  public static ExportedModel open(Path file, int threads) throws IOException {
    OnnxModel model = OnnxModel.open(file, threads);
    try {
      ModelProperties properties = ModelProperties.read(file.toString(), model.metadata());
      if (properties.kind() == ModelKind.ENCODER) {
        throw new CocoGanException(
            file + " is an encoder, which draws nothing; export with --kind image or patch");
      }
      ExportedModel exported = new ExportedModel(file.toString(), model, properties);
      exported.requireWhatPropertiesSay();
      return exported;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private void requireWhatPropertiesSay() {
    long z = latentDimension();
    long entries = properties.coordinates().dimension();
    Map<String, List<Long>> inputs =
        switch (kind()) {
          case PATCH ->
              Map.of(
                  ModelValues.LATENT, List.of(OnnxModel.ANY, z),
                  ModelValues.COORDINATE, List.of(OnnxModel.ANY, entries));
          case REGION ->
              Map.of(
                  ModelValues.LATENT, List.of(1L, z),
                  ModelValues.POSITION, List.of(OnnxModel.ANY, 2L));
          case IMAGE -> Map.of(ModelValues.LATENT, List.of(OnnxModel.ANY, z));
          case ENCODER -> Map.of();
        };
    boolean whole = kind() == ModelKind.IMAGE;
    long height = (whole ? imageSize() : patchSize()).height();
    long width = (whole ? imageSize() : patchSize()).width();
    long channels = channels();
    List<Long> picture =
        properties.bytes()
            ? List.of(OnnxModel.ANY, height, width, channels)
            : List.of(OnnxModel.ANY, channels, height, width);
    requireSame("inputs", inputs, model.inputs());
    requireSame(
        "outputs", Map.of(whole ? ModelValues.IMAGE : ModelValues.PATCH, picture), model.outputs());
  }

  private void requireSame(
      String what, Map<String, List<Long>> said, Map<String, List<Long>> actual) {
    if (!said.equals(actual)) {
      throw new CocoGanException(
          "%s is damaged: by its properties the %s are %s, and they are %s"
              .formatted(name, what, new TreeMap<>(said), new TreeMap<>(actual)));
    }
  }

  /** What it computes. */
  public ModelKind kind() {
    return properties.kind();
  }

  /** Training steps behind its weights. */
  public long step() {
    return properties.step();
  }

  @Override
  public Size imageSize() {
    return properties.imageSize();
  }

  /** The size of a micro patch. */
  public Size patchSize() {
    return properties.coordinates().layout().micro();
  }

  /** The coordinates of the micro patches of a whole image. */
  public CoordinateSystem coordinates() {
    return properties.coordinates();
  }

  /** The micro patches of a whole image. */
  public Grid grid() {
    return properties.coordinates().microGrid();
  }

  @Override
  public int channels() {
    return properties.channels();
  }

  /** Whether the right edge of an image meets its left edge. */
  public boolean horizontallyCyclic() {
    return properties.coordinates().horizontallyCyclic();
  }

  /** Whether any part of an image can be drawn by {@link #renderer}. */
  public boolean drawsParts() {
    return kind() == ModelKind.PATCH;
  }

  /**
   * Draws images and parts of them as a run does, image i of a seed being the same.
   *
   * @param seed of the latent vectors
   * @return closing it leaves the model open
   * @throws IllegalStateException if the model does not draw parts
   */
  public PatchRenderer renderer(long seed) {
    if (!drawsParts()) {
      throw new IllegalStateException(name + " does not draw parts; it is of kind " + kind());
    }
    return new PatchRenderer(
        properties.coordinates(),
        channels(),
        latentSpace(),
        new Patches(),
        PatchRenderer.GENERATED,
        seed);
  }

  @Override
  public PixelRegion patchRegion(int row, int column) {
    return new ImageGeometry(properties.coordinates()).patch(row, column);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A model that draws no parts draws the whole image for any region, which may not reach past
   * an edge.
   */
  @Override
  public byte[] pixels(LatentSpace from, long seed, long number, PixelRegion region) {
    if (drawsParts()) {
      return renderer(seed).withLatents(from).regions(number, 1, region)[0];
    }
    Size size = imageSize();
    if ((long) region.top() + region.height() > size.height()
        || (long) region.left() + region.width() > size.width()) {
      throw new IllegalArgumentException(
          region
              + " reaches past an image of "
              + size
              + "; around edges that meet, models of kind patch draw, and "
              + name
              + " is of kind "
              + kind());
    }
    byte[] image =
        image(PatchRenderer.latent(seed, PatchRenderer.GENERATED, number, from).values());
    return Pixels.cut(image, size, channels(), region);
  }

  /** The micro patches of a model that draws those. */
  private final class Patches implements PatchSource {
    @Override
    public HostArray patches(HostArray latents, HostArray coordinates) {
      return run(
          Map.of(ModelValues.LATENT, latents, ModelValues.COORDINATE, coordinates),
          latents.shape().dimension(0));
    }

    @Override
    public void close() {}
  }

  @Override
  public LatentSpace latentSpace() {
    return properties.latentSpace();
  }

  /** Entries of a latent vector. */
  public int latentDimension() {
    return latentSpace().dimension();
  }

  /**
   * Draws the whole image of a latent vector.
   *
   * @param latent as drawn from {@link #latentSpace}
   * @return [height, width, channels] bytes
   * @throws IllegalArgumentException if the vector does not fit the model
   */
  public byte[] image(float[] latent) {
    check(latent);
    Size size = imageSize();
    byte[] image = new byte[Product.of(size.height(), size.width(), channels())];
    if (kind() == ModelKind.IMAGE) {
      copy(run(Map.of(ModelValues.LATENT, row(latent)), 1), 0, image, 0, size.width());
      return image;
    }
    for (int first = 0; first < grid().size(); first += MOST_PATCHES) {
      int count = Math.min(MOST_PATCHES, grid().size() - first);
      HostArray patches = patches(latent, first, count);
      for (int i = 0; i < count; i++) {
        int cell = first + i;
        int top = Product.of(cell / grid().columns(), patchSize().height());
        int left = Product.of(cell % grid().columns(), patchSize().width());
        copy(patches, i, image, Product.of(top, size.width()) + left, size.width());
      }
    }
    return image;
  }

  /**
   * Draws one micro patch of the image of a latent vector.
   *
   * @param latent as drawn from {@link #latentSpace}
   * @return [height, width, channels] bytes
   * @throws IllegalArgumentException if there is no such patch, the vector does not fit the model,
   *     or the model draws whole images only
   */
  public byte[] patch(float[] latent, int row, int column) {
    check(latent);
    if (kind() == ModelKind.IMAGE) {
      throw new IllegalArgumentException(
          name + " draws whole images only; export with --kind patch or region");
    }
    int cell = grid().cell(row, column);
    byte[] patch = new byte[Product.of(patchSize().height(), patchSize().width(), channels())];
    HostArray drawn = patches(latent, cell, 1);
    copy(drawn, 0, patch, 0, patchSize().width());
    return patch;
  }

  private void check(float[] latent) {
    if (latent.length != latentDimension()) {
      throw new IllegalArgumentException(
          "a latent vector of "
              + name
              + " has "
              + latentDimension()
              + " entries, not "
              + latent.length);
    }
    boolean bounded = latentSpace().distribution() == Distribution.UNIFORM;
    for (float entry : latent) {
      if (!Float.isFinite(entry)) {
        throw new IllegalArgumentException(
            "entries of a latent vector are finite, and one is " + entry);
      }
      if (bounded && Math.abs(entry) > 1) {
        throw new IllegalArgumentException(
            "entries of a latent vector lie in [-1, 1], and one is " + entry);
      }
    }
  }

  private HostArray patches(float[] latent, int first, int count) {
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    if (kind() == ModelKind.REGION) {
      float[] positions = new float[Product.of(2, count)];
      for (int i = 0; i < count; i++) {
        int row = (first + i) / grid().columns();
        positions[2 * i] = row;
        positions[2 * i + 1] = (first + i) % grid().columns();
      }
      inputs.put(ModelValues.LATENT, row(latent));
      inputs.put(ModelValues.POSITION, new HostArray(Shape.of(count, 2), positions));
    } else {
      List<float[]> coordinates = properties.coordinates().table().subList(first, first + count);
      inputs.put(
          ModelValues.LATENT, stacked(Collections.nCopies(count, latent), latentDimension()));
      inputs.put(ModelValues.COORDINATE, stacked(coordinates, coordinates.get(0).length));
    }
    return run(inputs, count);
  }

  private static HostArray stacked(List<float[]> vectors, int entries) {
    float[] values = new float[Product.of(vectors.size(), entries)];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(vectors.get(i), 0, values, i * entries, entries);
    }
    return new HostArray(Shape.of(vectors.size(), entries), values);
  }

  private static HostArray row(float[] latent) {
    return new HostArray(Shape.of(1, latent.length), Arrays.copyOf(latent, latent.length));
  }

  /** Pictures as floats [rows, channels, height, width], whatever the model gives. */
  private HostArray run(Map<String, HostArray> inputs, int rows) {
    HostArray drawn = model.run(inputs).values().iterator().next();
    if (drawn.shape().dimension(0) != rows) {
      throw new CocoGanException(
          name + " is damaged: it draws " + drawn.shape().dimension(0) + " pictures for " + rows);
    }
    return properties.bytes() ? floats(drawn) : drawn;
  }

  /** Converts [batch, height, width, channels] bytes to [batch, channels, height, width] floats. */
  private static HostArray floats(HostArray bytes) {
    int height = bytes.shape().dimension(1);
    int width = bytes.shape().dimension(2);
    int channels = bytes.shape().dimension(3);
    int pixels = Product.of(height, width);
    float[] values = new float[bytes.values().length];
    for (int i = 0; i < values.length; i++) {
      int picture = i / channels / pixels;
      int pixel = i / channels % pixels;
      values[(picture * channels + i % channels) * pixels + pixel] = bytes.values()[i] / 127.5f - 1;
    }
    return new HostArray(Shape.of(bytes.shape().dimension(0), channels, height, width), values);
  }

  /** Copies one picture of a batch into another that is so many pixels wide. */
  private void copy(HostArray pictures, int row, byte[] target, int offset, int width) {
    int channels = channels();
    Pixels.toBytes(
        pictures, row, target, Product.of(offset, channels), Product.of(width, channels));
  }

  @Override
  public void close() {
    model.close();
  }
}
