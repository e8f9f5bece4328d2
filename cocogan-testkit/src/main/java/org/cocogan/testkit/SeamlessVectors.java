package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.cocogan.exact.Product;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.CoordinateSystemProvider;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.cocogan.train.InitialValues;
import org.cocogan.train.StepScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that a backend computes the generator without seams as plain PyTorch does, in its output
 * and gradients, and that a rectangle of patches is the cut of a larger one, in every coordinate
 * system.
 */
public abstract class SeamlessVectors {
  private static final float ROUNDING = 2e-5f;
  private static final float[] LATENT = {0.3f, -0.8f, 0.5f, 0.1f};

  /** Starts the backend under test. */
  protected abstract Backend start();

  @Test
  void reproducesThePlainWriting() throws IOException {
    GoldenTensors golden = GoldenTensors.bundled("seamless");
    PatchLayout layout =
        new PatchLayout(
            square(golden.number("full")),
            square(golden.number("macro")),
            square(golden.number("micro")));
    Generator generator =
        generator(settings(layout, golden.number("spatial_dim"), golden.number("z_dim")));
    try (Backend backend = start();
        Variables variables = backend.newVariables()) {
      golden.under("weight/").forEach(variables::set);
      assertThat(generator.parameters().stream().map(Parameter::name))
          .containsExactlyInAnyOrderElementsOf(variables.names());
      Map<String, HostArray> batch = golden.under("batch/");
      Map<String, Shape> shapes = new LinkedHashMap<>();
      batch.forEach((name, value) -> shapes.put(name, value.shape()));
      ProgramDefinition weighed =
          new ProgramDefinition(
              "weighed sum",
              shapes,
              Set.copyOf(variables.names()),
              program -> {
                Tensor made =
                    generator.generate(
                        program.input("latent"),
                        program.input("coordinate"),
                        StepScope.training(program));
                return new ProgramResult(
                    Map.of("rectangle", made),
                    Optional.of(made.multiply(program.input("share")).sum()),
                    Map.of());
              });
      try (Program program = backend.compile(weighed, variables)) {
        golden.checkValues("out/", program.run(batch));
        golden.checkGradients("grad/", program.gradients(batch));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"euclidean", "cylindrical", "toroidal", "spherical"})
  void aRectangleIsTheCutOfTheWhole(String name) {
    PatchLayout layout = new PatchLayout(new Size(24, 40), new Size(16, 16), new Size(8, 8));
    CoordinateSystem system = coordinates(name, layout);
    Generator generator = generator(settings(layout, system.dimension(), 4));
    try (Backend backend = start();
        Variables variables = backend.newVariables()) {
      InitialValues.set(generator.parameters(), 3, variables);
      Drawer drawer = new Drawer(backend, variables, generator, system);
      // Beyond all edges, too.
      HostArray whole = drawer.draw(new Grid(5, 7), -1, -1);
      CountedRandom random = CountedRandom.of(1, name, 0);
      for (int i = 0; i < 4; i++) {
        Grid part = new Grid(1 + random.nextInt(3), 1 + random.nextInt(3));
        int row = random.nextInt(6 - part.rows());
        int column = random.nextInt(8 - part.columns());

        HostArray alone = drawer.draw(part, row - 1, column - 1);

        assertThat(apart(alone, whole, 8 * row, 8 * column))
            .as("%s at %d,%d", part, row, column)
            .isLessThanOrEqualTo(ROUNDING);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cylindrical", "toroidal", "spherical"})
  void aCyclicAxisClosesByConstruction(String name) {
    PatchLayout layout = new PatchLayout(new Size(24, 40), new Size(16, 16), new Size(8, 8));
    CoordinateSystem system = coordinates(name, layout);
    Generator generator = generator(settings(layout, system.dimension(), 4));
    try (Backend backend = start();
        Variables variables = backend.newVariables()) {
      InitialValues.set(generator.parameters(), 3, variables);
      Drawer drawer = new Drawer(backend, variables, generator, system);

      HostArray around = drawer.draw(new Grid(3, 6), 0, 4);
      HostArray whole = drawer.draw(new Grid(3, 5), 0, 0);

      assertThat(apart(part(around, 8, 40), whole, 0, 0)).isLessThanOrEqualTo(ROUNDING);
    }
  }

  /** Blended latent vectors of a field are those of its nodes where they are all the same. */
  @Test
  void aLatentVectorOfEachPointIsThatOfAllWhereTheyAreTheSame() {
    PatchLayout layout = new PatchLayout(new Size(24, 40), new Size(16, 16), new Size(8, 8));
    CoordinateSystem system = coordinates("toroidal", layout);
    Generator generator = generator(settings(layout, system.dimension(), 4));
    try (Backend backend = start();
        Variables variables = backend.newVariables()) {
      InitialValues.set(generator.parameters(), 3, variables);
      Grid points = generator.points(new Grid(2, 3)).points();
      float[] each = new float[Product.of(points.size(), LATENT.length)];
      for (int i = 0; i < each.length; i++) {
        each[i] = LATENT[i % LATENT.length];
      }
      Drawer drawer = new Drawer(backend, variables, generator, system);
      HostArray one = drawer.draw(new Grid(2, 3), 1, 2);

      HostArray many =
          drawer.draw(
              new Grid(2, 3),
              1,
              2,
              new HostArray(Shape.of(1, points.rows(), points.columns(), LATENT.length), each));

      assertThat(apart(many, one, 0, 0)).isLessThanOrEqualTo(ROUNDING);
    }
  }

  private record Drawer(
      Backend backend, Variables variables, Generator generator, CoordinateSystem system) {
    /** One rectangle, [1, channels, height, width]. */
    HostArray draw(Grid patches, double row, double column) {
      return draw(patches, row, column, new HostArray(Shape.of(1, LATENT.length), LATENT.clone()));
    }

    HostArray draw(Grid patches, double row, double column, HostArray latent) {
      PointGrid points = generator.points(patches);
      Grid grid = points.points();
      HostArray places =
          new HostArray(
              Shape.of(1, grid.rows(), grid.columns(), system.dimension()),
              points.coordinates(system, row, column));
      ProgramDefinition definition =
          new ProgramDefinition(
              "drawing",
              Map.of("latent", latent.shape(), "coordinate", places.shape()),
              Set.of(),
              program ->
                  ProgramResult.of(
                      Map.of(
                          "rectangle",
                          generator.generate(
                              program.input("latent"),
                              program.input("coordinate"),
                              StepScope.inference(program, name -> name)))));
      try (Program program = backend.compile(definition, variables)) {
        return program
            .run(Map.of("latent", latent, "coordinate", places))
            .values()
            .iterator()
            .next();
      }
    }
  }

  /** Some columns of a picture. */
  private static HostArray part(HostArray picture, int left, int width) {
    int[] sizes = picture.shape().dimensions();
    float[] values = new float[Product.of(sizes[1], sizes[2], width)];
    for (int row = 0; row < Product.of(sizes[1], sizes[2]); row++) {
      System.arraycopy(picture.values(), row * sizes[3] + left, values, row * width, width);
    }
    return new HostArray(Shape.of(1, sizes[1], sizes[2], width), values);
  }

  /** The largest difference between a picture and the same place in a larger one. */
  private static float apart(HostArray part, HostArray whole, int top, int left) {
    int[] small = part.shape().dimensions();
    int[] large = whole.shape().dimensions();
    float most = 0;
    for (int channel = 0; channel < small[1]; channel++) {
      for (int y = 0; y < small[2]; y++) {
        for (int x = 0; x < small[3]; x++) {
          float one = part.values()[(channel * small[2] + y) * small[3] + x];
          float other = whole.values()[(channel * large[2] + top + y) * large[3] + left + x];
          most = Math.max(most, Math.abs(one - other));
        }
      }
    }
    return most;
  }

  private static ModelSettings settings(PatchLayout layout, int dimension, int latent) {
    return new ModelSettings(
        layout, 3, LatentSpace.uniform(latent), dimension, 1, 1, 0, 0, 4, Variant.PAPER);
  }

  private static CoordinateSystem coordinates(String name, PatchLayout layout) {
    return ServiceLoader.load(CoordinateSystemProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow()
        .create(layout, Parameters.none());
  }

  private static Generator generator(ModelSettings settings) {
    return ServiceLoader.load(GeneratorProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("seamless"))
        .findFirst()
        .orElseThrow()
        .create(settings);
  }

  private static Size square(int side) {
    return new Size(side, side);
  }
}
