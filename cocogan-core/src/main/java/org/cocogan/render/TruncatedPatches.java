package org.cocogan.render;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.cocogan.exact.Product;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.StyledGenerator;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.StepScope;

/**
 * Micro patches in styles that were moved towards their mean: w' = mean + ψ·(w - mean), where the
 * mean is that of 1,024 latent vectors at the same coordinate (truncation, Karras et al. 2019).
 *
 * <p>Each latent vector is followed by a ψ of its own: {@code latents} of {@link #patches} are
 * [batch, latent dimension + 1].
 */
public final class TruncatedPatches implements PatchSource {
  private static final int LATENTS = 1024;
  private static final int MEANS_KEPT = 1 << 16;

  private final StyledGenerator generator;
  private final ModelSettings settings;
  private final Backend backend;
  private final Variables variables;
  private final HostArray latents;
  private final Program mean;
  private final Map<Integer, Program> drawing = new HashMap<>();
  private final Map<List<Float>, float[]> means = new HashMap<>();

  /**
   * Compiles what computes the mean; the generator is compiled for each size of a batch when the
   * first of it is computed. The moving average of its weights is used where there is one.
   */
  public TruncatedPatches(
      StyledGenerator generator, ModelSettings settings, Backend backend, Variables variables) {
    this.generator = generator;
    this.settings = settings;
    this.backend = backend;
    this.variables = variables;
    latents = settings.latentSpace().draw(LATENTS, CountedRandom.of(0, "mean style", 0));
    mean =
        backend.compile(
            new ProgramDefinition(
                "mean style",
                Map.of(
                    "latent",
                    latents.shape(),
                    "coordinate",
                    Shape.of(1, settings.coordinateDimension())),
                Set.of(),
                program -> {
                  Tensor places =
                      program
                          .input("coordinate")
                          .broadcastTo(LATENTS, settings.coordinateDimension());
                  Tensor styles = generator.style(program.input("latent"), places, scope(program));
                  return ProgramResult.of(Map.of("mean", styles.mean(0)));
                }),
            variables);
  }

  /**
   * Latent vectors with their ψ, as {@link #patches} takes them.
   *
   * @param latents [..., latent dimension]
   * @param truncation ψ: 1 leaves styles as they are, 0 makes them all the mean
   * @return [..., latent dimension + 1]
   */
  public static HostArray with(double truncation, HostArray latents) {
    int last = latents.shape().rank() - 1;
    int z = latents.shape().dimension(last);
    int rows = latents.values().length / z;
    float[] entries = new float[Product.of(rows, z + 1)];
    Arrays.fill(entries, (float) truncation);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(latents.values(), row * z, entries, row * (z + 1), z);
    }
    return new HostArray(latents.shape().with(last, z + 1), entries);
  }

  /** The same with one ψ for all, which takes latent vectors alone; closing either closes both. */
  public PatchSource at(double truncation) {
    return new PatchSource() {
      @Override
      public HostArray patches(HostArray latents, HostArray coordinates) {
        return TruncatedPatches.this.patches(with(truncation, latents), coordinates);
      }

      @Override
      public void close() {
        TruncatedPatches.this.close();
      }
    };
  }

  private StepScope scope(ProgramScope program) {
    return StepScope.inference(program, MovingAverage.names(variables));
  }

  private Program drawing(int batch) {
    return backend.compile(
        new ProgramDefinition(
            "truncated generation",
            Map.of(
                "latent", Shape.of(batch, settings.latentDimension()),
                "coordinate", Shape.of(batch, settings.coordinateDimension()),
                "truncation", Shape.of(batch, 1),
                "mean", Shape.of(batch, generator.styleDimension())),
            Set.of(),
            program -> {
              StepScope scope = scope(program);
              Tensor middle = program.input("mean");
              Tensor style =
                  generator.style(program.input("latent"), program.input("coordinate"), scope);
              Tensor moved =
                  middle.add(style.subtract(middle).multiply(program.input("truncation")));
              return ProgramResult.of(Map.of("micro_patch", generator.draw(moved, scope)));
            }),
        variables);
  }

  @Override
  public synchronized HostArray patches(HostArray latents, HostArray coordinates) {
    int rows = coordinates.shape().dimension(0);
    int places = coordinates.shape().dimension(1);
    int z = settings.latentDimension();
    int style = generator.styleDimension();
    float[] vectors = new float[Product.of(rows, z)];
    float[] truncations = new float[rows];
    float[] middle = new float[Product.of(rows, style)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(latents.values(), row * (z + 1), vectors, row * z, z);
      truncations[row] = latents.values()[row * (z + 1) + z];
      float[] place = Arrays.copyOfRange(coordinates.values(), row * places, (row + 1) * places);
      System.arraycopy(meanAt(place), 0, middle, row * style, style);
    }
    Map<String, HostArray> inputs =
        Map.of(
            "latent", new HostArray(Shape.of(rows, z), vectors),
            "coordinate", coordinates,
            "truncation", new HostArray(Shape.of(rows, 1), truncations),
            "mean", new HostArray(Shape.of(rows, style), middle));
    return output(drawing.computeIfAbsent(rows, this::drawing).run(inputs), "micro_patch");
  }

  private float[] meanAt(float[] place) {
    List<Float> key = IntStream.range(0, place.length).mapToObj(i -> place[i]).toList();
    float[] known = means.get(key);
    if (known != null) {
      return known;
    }
    if (means.size() == MEANS_KEPT) {
      means.clear();
    }
    Map<String, HostArray> inputs =
        Map.of("latent", latents, "coordinate", new HostArray(Shape.of(1, place.length), place));
    float[] found = output(mean.run(inputs), "mean").values();
    means.put(key, found);
    return found;
  }

  private static HostArray output(Map<String, HostArray> outputs, String name) {
    HostArray output = outputs.get(name);
    if (output == null) {
      throw new IllegalStateException("the program gave no " + name);
    }
    return output;
  }

  @Override
  public void close() {
    mean.close();
    drawing.values().forEach(Program::close);
  }
}
