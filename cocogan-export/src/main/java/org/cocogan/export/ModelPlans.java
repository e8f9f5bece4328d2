package org.cocogan.export;

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
import org.cocogan.render.ImageGeometry;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.Networks;
import org.cocogan.train.StepScope;

/** The plans of all kinds of models: what each computes, in the networks' own terms. */
final class ModelPlans {
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
      case ENCODER -> new EncoderPlan(networks, coordinates).plan();
    };
  }

  private ModelPlan patch() {
    HostArray latents =
        ModelPlan.Example.noise(
            ModelValues.LATENT, ModelPlan.Example.ROWS, settings.latentDimension());
    HostArray places =
        new HostArray(Shape.of(ModelPlan.Example.ROWS, dimension()), cells(ModelPlan.Example.ROWS));
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
        new ModelPlan.Example(ModelPlan.Example.ROWS, inputs, inputs));
  }

  private ModelPlan image() {
    int z = settings.latentDimension();
    Map<String, HostArray> inputs =
        Map.of(ModelValues.LATENT, ModelPlan.Example.noise(ModelValues.LATENT, 1, z));
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
    HostArray latent = ModelPlan.Example.noise(ModelValues.LATENT, 1, z);
    HostArray places =
        new HostArray(Shape.of(ModelPlan.Example.ROWS, dimension()), cells(ModelPlan.Example.ROWS));
    float[] positions = new float[2 * ModelPlan.Example.ROWS];
    for (int i = 0; i < ModelPlan.Example.ROWS; i++) {
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
                    Locale.ROOT, "the latent vector of the image, [1, %d], %s", z, entries())),
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
            ModelPlan.Example.ROWS,
            Map.of(ModelValues.LATENT, latent, ModelValues.COORDINATE, places),
            Map.of(
                ModelValues.LATENT,
                latent,
                ModelValues.POSITION,
                new HostArray(Shape.of(ModelPlan.Example.ROWS, 2), positions))));
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
        Locale.ROOT, "latent vectors, [batch, %d], %s", settings.latentDimension(), entries());
  }

  private String entries() {
    List<String> classes = settings.latentSpace().classNames();
    String range = settings.latentSpace().range();
    return classes.isEmpty()
        ? range
        : String.format(
            Locale.ROOT,
            "%d %s, then one for each class, 1 for its own and 0 for others: %s",
            settings.latentSpace().independent(),
            range,
            String.join(", ", classes));
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
    return new ImageGeometry(coordinates).size();
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
}
