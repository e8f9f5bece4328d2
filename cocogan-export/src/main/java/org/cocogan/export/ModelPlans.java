package org.cocogan.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.cocogan.backend.onnx.ModelInput;
import org.cocogan.backend.onnx.ModelOutput;
import org.cocogan.deploy.ModelKind;
import org.cocogan.deploy.ModelProperties;
import org.cocogan.deploy.ModelValues;
import org.cocogan.exact.Product;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.Networks;
import org.cocogan.train.StepScope;

/** Says for each kind of model what it computes, in the networks' own terms. */
final class ModelPlans {

  private static final int EXAMPLE_ROWS = 3;

  private final Networks networks;
  private final ModelSettings settings;
  private final CoordinateSystem coordinates;
  private final PointGrid points;
  private final UnaryOperator<String> weightNames;
  private final boolean bytes;

  /**
   * Prepares the plans.
   *
   * @param weightNames from a generator weight's name to the variable to read
   * @param bytes whether pictures are [height, width, channels] bytes rather than [channels,
   *     height, width] floats in [-1, 1]
   */
  ModelPlans(
      Networks networks,
      CoordinateSystem coordinates,
      UnaryOperator<String> weightNames,
      boolean bytes) {
    this.networks = networks;
    this.settings = networks.settings();
    this.coordinates = coordinates;
    this.points = networks.generator().points(new Grid(1, 1));
    this.weightNames = weightNames;
    this.bytes = bytes;
  }

  ModelPlan of(ModelKind kind) {
    return switch (kind) {
      case PATCH -> patch();
      case IMAGE -> image();
      case REGION -> region();
      case ENCODER -> encoder();
    };
  }

  private ModelPlan patch() {
    HostArray latents = noise(ModelValues.LATENT, EXAMPLE_ROWS, settings.latentDimension());
    HostArray places = new HostArray(Shape.of(EXAMPLE_ROWS, dimension()), cells(EXAMPLE_ROWS));
    Map<String, HostArray> inputs =
        Map.of(ModelValues.LATENT, latents, ModelValues.COORDINATE, places);
    return new ModelPlan(
        ModelKind.PATCH,
        "batch",
        rows ->
            picture(
                ModelValues.PATCH,
                Map.of(
                    ModelValues.LATENT,
                    Shape.of(rows, settings.latentDimension()),
                    ModelValues.COORDINATE,
                    Shape.of(rows, dimension())),
                scope ->
                    generate(
                        scope.input(ModelValues.LATENT),
                        scope.input(ModelValues.COORDINATE),
                        points,
                        scope)),
        List.of(
            new ModelInput.Values(ModelValues.LATENT, latentMeaning()),
            new ModelInput.Values(ModelValues.COORDINATE, coordinateMeaning())),
        List.of(
            pictureOutput(ModelValues.PATCH, "micro patches", "batch", settings.layout().micro())),
        "Micro patches from latent vectors and micro coordinates.",
        new ModelPlan.Example(EXAMPLE_ROWS, inputs, inputs));
  }

  private ModelPlan image() {
    int z = settings.latentDimension();
    Map<String, HostArray> inputs = Map.of(ModelValues.LATENT, noise(ModelValues.LATENT, 1, z));
    return new ModelPlan(
        ModelKind.IMAGE,
        "batch",
        rows ->
            picture(
                ModelValues.IMAGE,
                Map.of(ModelValues.LATENT, Shape.of(rows, z)),
                scope -> image(scope.input(ModelValues.LATENT), rows, scope)),
        List.of(new ModelInput.Values(ModelValues.LATENT, latentMeaning())),
        List.of(pictureOutput(ModelValues.IMAGE, "whole images", "batch", imageSize())),
        "Whole images from latent vectors.",
        new ModelPlan.Example(1, inputs, inputs));
  }

  /** Whole images: in one pass from a generator that can, otherwise merged. */
  private Tensor image(Tensor latent, int rows, ProgramScope scope) {
    Grid grid = coordinates.microGrid();
    if (networks.generator().makesRectangles()) {
      PointGrid all = networks.generator().points(grid);
      float[] places = all.coordinates(coordinates, 0, 0);
      Tensor coordinate =
          scope
              .constant(new HostArray(Shape.of(1, places.length), places))
              .broadcastTo(rows, places.length);
      return generate(latent, coordinate, all, scope);
    }
    int z = settings.latentDimension();
    HostArray places = new HostArray(Shape.of(1, grid.size(), dimension()), cells(grid.size()));
    Tensor latents = latent.reshape(rows, 1, z).broadcastTo(rows, grid.size(), z).reshape(-1, z);
    Tensor coordinate =
        scope.constant(places).broadcastTo(rows, grid.size(), dimension()).reshape(-1, dimension());
    return networks.merger().merge(generate(latents, coordinate, points, scope), grid);
  }

  private ModelPlan region() {
    Grid grid = coordinates.microGrid();
    int z = settings.latentDimension();
    HostArray table =
        new HostArray(Shape.of(grid.rows(), grid.columns(), dimension()), cells(grid.size()));
    HostArray latent = noise(ModelValues.LATENT, 1, z);
    HostArray places = new HostArray(Shape.of(EXAMPLE_ROWS, dimension()), cells(EXAMPLE_ROWS));
    float[] positions = new float[2 * EXAMPLE_ROWS];
    for (int i = 0; i < EXAMPLE_ROWS; i++) {
      int cell = i % grid.size();
      int row = cell / grid.columns();
      positions[2 * i] = row;
      positions[2 * i + 1] = cell % grid.columns();
    }
    return new ModelPlan(
        ModelKind.REGION,
        "positions",
        rows ->
            picture(
                ModelValues.PATCH,
                Map.of(
                    ModelValues.LATENT,
                    Shape.of(1, z),
                    ModelValues.COORDINATE,
                    Shape.of(rows, dimension())),
                scope ->
                    generate(
                        scope.input(ModelValues.LATENT).broadcastTo(rows, z),
                        scope.input(ModelValues.COORDINATE),
                        points,
                        scope)),
        List.of(
            new ModelInput.Values(
                ModelValues.LATENT,
                String.format(
                    Locale.ROOT, "the latent vector of the image, [1, %d], entries in [-1, 1)", z)),
            new ModelInput.Lookup(
                ModelValues.POSITION,
                String.format(
                    Locale.ROOT,
                    "micro patches to draw, [positions, 2]: row from 0 to %d and column from 0 to"
                        + " %d",
                    grid.rows() - 1,
                    grid.columns() - 1),
                ModelValues.COORDINATE,
                table)),
        List.of(
            pictureOutput(
                ModelValues.PATCH, "micro patches", "positions", settings.layout().micro())),
        "Micro patches of one image from its latent vector and their positions.",
        new ModelPlan.Example(
            EXAMPLE_ROWS,
            Map.of(ModelValues.LATENT, latent, ModelValues.COORDINATE, places),
            Map.of(
                ModelValues.LATENT,
                latent,
                ModelValues.POSITION,
                new HostArray(Shape.of(EXAMPLE_ROWS, 2), positions))));
  }

  private ModelPlan encoder() {
    Size macro = settings.layout().macro();
    int channels = settings.channels();
    Map<String, HostArray> inputs =
        Map.of(
            ModelValues.MACRO_PATCH,
            noise(ModelValues.MACRO_PATCH, EXAMPLE_ROWS, channels, macro.height(), macro.width()));
    return new ModelPlan(
        ModelKind.ENCODER,
        "batch",
        rows ->
            new ProgramDefinition(
                "encoder",
                Map.of(
                    ModelValues.MACRO_PATCH,
                    Shape.of(rows, channels, macro.height(), macro.width())),
                Set.of(),
                this::judgements),
        List.of(
            new ModelInput.Values(
                ModelValues.MACRO_PATCH,
                String.format(
                    Locale.ROOT,
                    "macro patches, [batch, %d, %d, %d], in [-1, 1]",
                    channels,
                    macro.height(),
                    macro.width()))),
        List.of(
            new ModelOutput.Values(
                ModelValues.LATENT,
                String.format(
                    Locale.ROOT,
                    "predicted latent vectors, [batch, %d], in [-1, 1]",
                    settings.latentDimension()),
                false),
            new ModelOutput.Values(
                ModelValues.COORDINATE,
                String.format(
                    Locale.ROOT,
                    "predicted macro coordinates of the system %s, [batch, %d], in [-1, 1]",
                    coordinates.name(),
                    coordinates.dimension()),
                false),
            nearestPosition(),
            new ModelOutput.Values(
                ModelValues.REALNESS,
                "how real they look wherever they belong, [batch, 1], larger is more real",
                false)),
        "Latent vectors and places that the discriminator reads off macro patches.",
        new ModelPlan.Example(EXAMPLE_ROWS, inputs, inputs));
  }

  /** The macro position inside the real image that a predicted coordinate means. */
  private ModelOutput nearestPosition() {
    List<double[]> vectors = new ArrayList<>();
    List<double[]> places = new ArrayList<>();
    Grid grid = coordinates.macroPositions();
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        if (coordinates.insideImage(row, column)) {
          vectors.add(coordinates.macroCoordinate(row, column));
          places.add(new double[] {row, column});
        }
      }
    }
    return new ModelOutput.Nearest(
        ModelValues.POSITION,
        "row and column of the micro patch at the top left of the macro patch, [batch, 2]: the"
            + " place whose macro coordinate is nearest to the predicted one",
        ModelValues.COORDINATE,
        stacked(vectors),
        stacked(places));
  }

  private static HostArray stacked(List<double[]> rows) {
    int entries = rows.get(0).length;
    float[] values = new float[Product.of(rows.size(), entries)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows.get(i / entries)[i % entries];
    }
    return new HostArray(Shape.of(rows.size(), entries), values);
  }

  private ProgramResult judgements(ProgramScope program) {
    StepScope scope = StepScope.inference(program, UnaryOperator.identity());
    Tensor features =
        networks.discriminator().features(program.input(ModelValues.MACRO_PATCH), scope);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(ModelValues.LATENT, networks.discriminator().latent(features, scope));
    outputs.put(ModelValues.COORDINATE, networks.discriminator().coordinate(features, scope));
    outputs.put(ModelValues.REALNESS, networks.discriminator().realness(features, scope));
    return ProgramResult.of(outputs);
  }

  /**
   * Patches, or rectangles of them.
   *
   * @param coordinate [patches, entries at all points]
   */
  private Tensor generate(
      Tensor latent, Tensor coordinate, PointGrid points, ProgramScope program) {
    Generator generator = networks.generator();
    Grid grid = points.points();
    return generator.generate(
        latent,
        generator.makesRectangles()
            ? coordinate.reshape(-1, grid.rows(), grid.columns(), coordinates.dimension())
            : coordinate,
        StepScope.inference(program, weightNames));
  }

  private ProgramDefinition picture(
      String output, Map<String, Shape> inputs, Function<ProgramScope, Tensor> function) {
    return new ProgramDefinition(
        output,
        inputs,
        Set.of(),
        scope -> {
          Tensor picture = function.apply(scope);
          return ProgramResult.of(
              Map.of(
                  output, bytes ? picture.permute(0, 2, 3, 1).add(1).multiply(127.5f) : picture));
        });
  }

  private ModelOutput pictureOutput(String name, String what, String rows, Size size) {
    String meaning =
        bytes
            ? String.format(
                Locale.ROOT,
                "%s, [%s, %d, %d, %d] bytes",
                what,
                rows,
                size.height(),
                size.width(),
                settings.channels())
            : String.format(
                Locale.ROOT,
                "%s, [%s, %d, %d, %d], in [-1, 1]",
                what,
                rows,
                settings.channels(),
                size.height(),
                size.width());
    return new ModelOutput.Values(name, meaning, bytes);
  }

  private String latentMeaning() {
    return String.format(
        Locale.ROOT,
        "latent vectors, [batch, %d], %s",
        settings.latentDimension(),
        settings.latentSpace().range());
  }

  private String coordinateMeaning() {
    Grid grid = points.points();
    String places =
        grid.size() == 1
            ? ""
            : String.format(
                Locale.ROOT,
                " at %dx%d points in and around the micro patch, row-major",
                grid.rows(),
                grid.columns());
    return String.format(
            Locale.ROOT,
            "micro coordinates of the system %s%s, [batch, %d]; those of a whole image stand in"
                + " the",
            coordinates.name(),
            places,
            dimension())
        + " property "
        + ModelProperties.COORDINATES;
  }

  Size imageSize() {
    Grid grid = coordinates.microGrid();
    Size micro = settings.layout().micro();
    return new Size(
        Product.of(grid.rows(), micro.height()), Product.of(grid.columns(), micro.width()));
  }

  /** Entries that the generator is told of a micro patch. */
  private int dimension() {
    return Product.of(points.points().size(), coordinates.dimension());
  }

  /**
   * The coordinates of the first micro patches of an image, row-major, starting over at its end.
   */
  private float[] cells(int count) {
    List<float[]> cells = ModelProperties.coordinates(coordinates, points);
    float[] values = new float[Product.of(count, dimension())];
    for (int i = 0; i < count; i++) {
      System.arraycopy(cells.get(i % cells.size()), 0, values, i * dimension(), dimension());
    }
    return values;
  }

  /** Uniform in [-1, 1), the same at every call. */
  private static HostArray noise(String purpose, int... sizes) {
    Shape shape = Shape.of(sizes);
    CountedRandom random = CountedRandom.of(0, "export " + purpose, 0);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(-1, 1);
    }
    return new HostArray(shape, values);
  }
}
