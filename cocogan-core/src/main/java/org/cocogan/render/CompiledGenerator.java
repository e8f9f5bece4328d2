package org.cocogan.render;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PointGrid;
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

/** A generator as a program of an engine; for several threads, it computes one after another. */
public final class CompiledGenerator implements PatchSource {
  private static final String LATENT = "latent";
  private static final String COORDINATE = "coordinate";
  private static final String PATCH = "micro_patch";

  private final Generator generator;
  private final Backend backend;
  private final Variables variables;
  private final Map<Shapes, Program> programs = new HashMap<>();

  /** The shapes of the inputs that a program is made for. */
  private record Shapes(Shape latents, Shape coordinates) {}

  /**
   * Prepares a generator, which is compiled for each shape of what it is given when the first of it
   * is computed; the moving average of its weights is used where there is one.
   */
  CompiledGenerator(Generator generator, Backend backend, Variables variables) {
    this.generator = generator;
    this.backend = backend;
    this.variables = variables;
  }

  /**
   * The program that makes a batch of patches: {@code latent} [batch, latent dimension] and {@code
   * coordinate} [batch, coordinate dimension] to {@code micro_patch} [batch, channels, h, w].
   *
   * @param names from a parameter's name to the variable to read
   */
  public static ProgramDefinition definition(
      Generator generator, ModelSettings settings, int batch, UnaryOperator<String> names) {
    return definition(generator, settings, new Grid(1, 1), batch, names);
  }

  /**
   * The program that makes a batch of rectangles of patches: the same, but of a generator that
   * makes them {@code coordinate} is [batch, rows of points, columns of points, coordinate
   * dimension].
   *
   * @param patches of a rectangle
   * @param names from a parameter's name to the variable to read
   */
  public static ProgramDefinition definition(
      Generator generator,
      ModelSettings settings,
      Grid patches,
      int batch,
      UnaryOperator<String> names) {
    Grid points = generator.points(patches).points();
    int dimension = settings.coordinateDimension();
    Shape coordinates =
        generator.makesRectangles()
            ? Shape.of(batch, points.rows(), points.columns(), dimension)
            : Shape.of(batch, dimension);
    return definition(
        generator, new Shapes(Shape.of(batch, settings.latentDimension()), coordinates), names);
  }

  private static ProgramDefinition definition(
      Generator generator, Shapes shapes, UnaryOperator<String> names) {
    Map<String, Shape> inputs = new LinkedHashMap<>();
    inputs.put(LATENT, shapes.latents());
    inputs.put(COORDINATE, shapes.coordinates());
    return new ProgramDefinition(
        "generation",
        inputs,
        Set.of(),
        program -> {
          Tensor patch =
              generator.generate(
                  program.input(LATENT),
                  program.input(COORDINATE),
                  StepScope.inference(program, names));
          return ProgramResult.of(Map.of(PATCH, patch));
        });
  }

  @Override
  public boolean makesRectangles() {
    return generator.makesRectangles();
  }

  @Override
  public PointGrid points(Grid patches) {
    return generator.points(patches);
  }

  @Override
  public synchronized HostArray patches(HostArray latents, HostArray coordinates) {
    Program program =
        programs.computeIfAbsent(
            new Shapes(latents.shape(), coordinates.shape()),
            shapes ->
                backend.compile(
                    definition(generator, shapes, MovingAverage.names(variables)), variables));
    HostArray patches = program.run(Map.of(LATENT, latents, COORDINATE, coordinates)).get(PATCH);
    if (patches == null) {
      throw new IllegalStateException("the generation program gave no micro patch");
    }
    return patches;
  }

  @Override
  public void close() {
    programs.values().forEach(Program::close);
  }
}
