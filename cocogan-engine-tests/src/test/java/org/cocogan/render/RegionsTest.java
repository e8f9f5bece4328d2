package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.cocogan.CocoGanException;
import org.cocogan.coords.CylindricalCoordinateSystem;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.engine.WithEngine;
import org.cocogan.model.Generator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.network.CocoGeneratorProvider;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.cocogan.train.InitialValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regions of images of 12x20 pixels in micro patches of 4x4. */
class RegionsTest extends WithEngine {
  private static final PatchLayout LAYOUT =
      new PatchLayout(new Size(12, 20), new Size(8, 8), new Size(4, 4));
  private static final CoordinateSystem FLAT = new EuclideanCoordinateSystem(LAYOUT);
  private static final CoordinateSystem ROUND = new CylindricalCoordinateSystem(LAYOUT);

  private PatchRenderer renderer(Generator generator, CoordinateSystem coordinates) {
    return renderer(generator, coordinates, backend);
  }

  private PatchRenderer renderer(
      Generator generator, CoordinateSystem coordinates, Backend engine) {
    return new PatchRenderer(
        generator, settings(coordinates), coordinates, engine, variables, "sample", 3);
  }

  private PatchRenderer renderer(CoordinateSystem coordinates) {
    Generator generator = new CocoGeneratorProvider().create(settings(coordinates));
    InitialValues.set(generator.parameters(), 9, variables);
    return renderer(generator, coordinates);
  }

  private static ModelSettings settings(CoordinateSystem coordinates) {
    return new ModelSettings(
        LAYOUT,
        3,
        LatentSpace.uniform(4),
        coordinates.dimension(),
        2,
        2,
        0,
        0,
        3,
        Variant.OFFICIAL);
  }

  /** The pixels of a region, taken one by one from the whole image, around its edges if need be. */
  private static byte[] cut(byte[] image, Size size, PixelRegion region) {
    byte[] cut = new byte[region.height() * region.width() * 3];
    int to = 0;
    for (int y = region.top(); y < region.top() + region.height(); y++) {
      for (int x = region.left(); x < region.left() + region.width(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          cut[to++] = image[(y % size.height() * size.width() + x % size.width()) * 3 + channel];
        }
      }
    }
    return cut;
  }

  @ParameterizedTest
  @CsvSource({"0,0,12,20", "0,0,1,1", "11,19,1,1", "3,3,2,2", "4,8,4,4", "1,2,9,17", "5,0,3,20"})
  void haveThePixelsOfTheWholeImage(int top, int left, int height, int width) {
    PixelRegion region = new PixelRegion(top, left, height, width);
    try (PatchRenderer renderer = renderer(FLAT)) {
      byte[][] images = renderer.images(2, 6);
      byte[][] regions = renderer.regions(2, 6, region);

      for (int i = 0; i < 6; i++) {
        assertThat(regions[i]).isEqualTo(cut(images[i], LAYOUT.full(), region));
        assertThat(renderer.regions(2 + i, 1, region)[0]).isEqualTo(regions[i]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0,18,12,4", "3,19,2,2", "0,7,12,20", "0,0,12,40", "2,13,7,50", "1,39,3,5"})
  void goOnAcrossTheSeam(int top, int left, int height, int width) {
    PixelRegion region = new PixelRegion(top, left, height, width);
    try (PatchRenderer renderer = renderer(ROUND)) {
      byte[] image = renderer.images(4, 1)[0];

      assertThat(renderer.regions(4, 1, region)[0]).isEqualTo(cut(image, LAYOUT.full(), region));
    }
  }

  @Test
  void countFromTheTopLeftOfALargerImage() {
    CoordinateSystem larger = new ExtrapolatedCoordinateSystem(FLAT, 1);
    PixelRegion region = new PixelRegion(1, 20, 18, 8);
    try (PatchRenderer renderer = renderer(larger)) {
      assertThat(renderer.imageSize()).isEqualTo(new Size(20, 28));
      assertThat(renderer.geometry().real()).isEqualTo(new PixelRegion(4, 4, 12, 20));
      assertThat(renderer.regions(1, 1, region)[0])
          .isEqualTo(cut(renderer.images(1, 1)[0], new Size(20, 28), region));
    }
  }

  @Test
  void areDrawnFromTheTouchedPatchesAlone() {
    RecordingCoordinates flat = new RecordingCoordinates(FLAT);
    try (PatchRenderer renderer = renderer(flat)) {
      renderer.regions(7, 1, new PixelRegion(5, 7, 2, 6));
      assertThat(flat.asked).containsExactly("1.0,1.0", "1.0,2.0", "1.0,3.0");
      flat.asked.clear();
      renderer.regions(7, 1, new PixelRegion(4, 8, 4, 4));
      assertThat(flat.asked).containsExactly("1.0,2.0");
    }
  }

  @Test
  void drawEveryPatchOnceHoweverOftenItShows() {
    RecordingCoordinates round = new RecordingCoordinates(ROUND);
    try (PatchRenderer renderer = renderer(round)) {
      renderer.regions(0, 1, new PixelRegion(9, 18, 2, 43));
      assertThat(round.asked)
          .containsExactly("2.0,0.0", "2.0,1.0", "2.0,2.0", "2.0,3.0", "2.0,4.0");
      round.asked.clear();
      renderer.regions(0, 1, new PixelRegion(0, 18, 4, 4));
      assertThat(round.asked).containsExactly("0.0,0.0", "0.0,4.0");
    }
  }

  /** An image has 15 patches, a batch 64: the last of image 4 is in the second batch. */
  @Test
  void runTheGeneratorForTheTouchedBatchesAlone() {
    AtomicInteger batches = new AtomicInteger();
    try (PatchRenderer renderer =
        renderer(new FlatGenerator(), FLAT, new CountingBackend(backend, batches))) {
      renderer.regions(0, 5, new PixelRegion(0, 0, 4, 4));
      assertThat(batches).hasValue(1);
      renderer.regions(4, 1, new PixelRegion(8, 16, 4, 4));
      assertThat(batches).hasValue(2);
      renderer.images(0, 5);
      assertThat(batches).hasValue(4);
    }
  }

  @Test
  void repeatAnImageAlongItsCyclicAxes() {
    try (PatchRenderer round = renderer(new FlatGenerator(), ROUND)) {
      assertThat(round.geometry().repeated(2)).isEqualTo(new PixelRegion(0, 0, 12, 40));
    }
    try (PatchRenderer flat = renderer(new FlatGenerator(), FLAT)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flat.geometry().repeated(2))
          .withMessage(
              "an image in euclidean coordinates has no edges that meet, so it does not repeat;"
                  + " those of a coordinate system with a cyclic axis do, such as cylindrical");
    }
  }

  @Test
  void endAtAnEdgeThatMeetsNoOther() {
    try (PatchRenderer renderer = renderer(new FlatGenerator(), ROUND)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> renderer.regions(0, 1, new PixelRegion(8, 0, 5, 4)))
          .withMessage(
              "the region of 5x4 pixels at 8,0 ends after 13 rows, but an image has 12 of them and"
                  + " does not go on at its other edge");
    }
    try (PatchRenderer renderer = renderer(new FlatGenerator(), FLAT)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> renderer.regions(0, 1, new PixelRegion(0, 19, 4, Integer.MAX_VALUE)))
          .withMessageContaining("ends after 2147483666 columns, but an image has 20 of them");
    }
  }

  @Test
  void areNotLargerThanAnArray() {
    try (PatchRenderer renderer = renderer(new FlatGenerator(), ROUND)) {
      assertThatExceptionOfType(CocoGanException.class)
          .isThrownBy(() -> renderer.regions(0, 1, new PixelRegion(0, 0, 12, Integer.MAX_VALUE)))
          .withMessage(
              "a picture of 12x2147483647 pixels is too large to hold; draw it region by region");
    }
  }

  @Test
  void picturesOfAnImagesLatentVectorShowTheImage() {
    try (PatchRenderer renderer = renderer(ROUND)) {
      Picture picture = new Picture(renderer.latent(0), Position.ORIGIN);

      assertThat(renderer.pictures(List.of(picture), ROUND.microGrid())[0])
          .isEqualTo(renderer.images(0, 1)[0]);
    }
  }

  @Test
  void picturesShowTheirWindow() {
    RecordingCoordinates flat = new RecordingCoordinates(FLAT);
    try (PatchRenderer renderer = renderer(flat)) {
      Picture here = new Picture(renderer.latent(0), new Position(0.5, 1.25));
      Picture there = new Picture(renderer.latent(1), new Position(-1, 7));

      byte[][] pictures = renderer.pictures(List.of(here, there), new Grid(2, 1));

      assertThat(flat.asked).containsExactly("-1.0,7.0", "0.0,7.0", "0.5,1.25", "1.5,1.25");
      assertThat(pictures[0]).hasSize(8 * 4 * 3).isNotEqualTo(pictures[1]);
    }
  }

  /** Remembers which micro patches it was asked for. */
  private static final class RecordingCoordinates implements CoordinateSystem {
    private final CoordinateSystem inner;
    final Set<String> asked = new TreeSet<>();

    RecordingCoordinates(CoordinateSystem inner) {
      this.inner = inner;
    }

    @Override
    public double[] microCoordinate(double row, double column) {
      asked.add(row + "," + column);
      return inner.microCoordinate(row, column);
    }

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public PatchLayout layout() {
      return inner.layout();
    }

    @Override
    public int dimension() {
      return inner.dimension();
    }

    @Override
    public Grid microGrid() {
      return inner.microGrid();
    }

    @Override
    public Grid macroPositions() {
      return inner.macroPositions();
    }

    @Override
    public boolean verticallyCyclic() {
      return inner.verticallyCyclic();
    }

    @Override
    public boolean horizontallyCyclic() {
      return inner.horizontallyCyclic();
    }

    @Override
    public double[] macroCoordinate(double row, double column) {
      return inner.macroCoordinate(row, column);
    }

    @Override
    public PixelRegion macroRegion(double row, double column) {
      return inner.macroRegion(row, column);
    }
  }

  /** Counts the runs of its programs. */
  private record CountingBackend(Backend inner, AtomicInteger runs) implements Backend {
    @Override
    public Program compile(ProgramDefinition definition, Variables variables) {
      Program program = inner.compile(definition, variables);
      return (Program)
          Proxy.newProxyInstance(
              Program.class.getClassLoader(),
              new Class<?>[] {Program.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("run")) {
                  runs.incrementAndGet();
                }
                return method.invoke(program, arguments);
              });
    }

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public String description() {
      return inner.description();
    }

    @Override
    public Variables newVariables() {
      return inner.newVariables();
    }

    @Override
    public void close() {}
  }

  /** Makes patches of the first entry of the latent vector. */
  private static final class FlatGenerator implements Generator {
    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
      int batch = latent.shape().dimension(0);
      return latent.slice(1, 0, 1).reshape(-1, 1, 1, 1).broadcastTo(batch, 3, 4, 4);
    }
  }
}
