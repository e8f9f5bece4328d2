package org.cocogan.render;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.StepScope;

/**
 * Micro patches in styles that were moved towards their mean: w' = mean + ψ·(w - mean), where the
 * mean is that of 1,024 latent vectors at the same coordinate (truncation, Karras et al. 2019).
 */
public final class TruncatedPatches implements PatchSource {
  private static final int LATENTS = 1024;
  private static final int MEANS_KEPT = 1 << 16;

  private final Program mean;
  private final Program drawing;
  private final HostArray latents;
  private final int styleDimension;
  private final Map<List<Float>, float[]> means = new HashMap<>();

  /**
   * Compiles the generator; uses the moving average of its weights where there is one.
   *
   * @param truncation ψ: 1 leaves styles as they are, 0 makes them all the mean
   */
  public TruncatedPatches(
      StyledGenerator generator,
      ModelSettings settings,
      double truncation,
      Backend backend,
      Variables variables) {
    UnaryOperator<String> names = MovingAverage.names(variables);
    int batch = PictureParts.batch(settings.layout().micro());
    int coordinate = settings.coordinateDimension();
    styleDimension = generator.styleDimension();
    latents = settings.latentSpace().draw(LATENTS, CountedRandom.of(0, "mean style", 0));
    mean =
        backend.compile(
            new ProgramDefinition(
                "mean style",
                Map.of("latent", latents.shape(), "coordinate", Shape.of(1, coordinate)),
                Set.of(),
                program -> {
                  Tensor places = program.input("coordinate").broadcastTo(LATENTS, coordinate);
                  Tensor styles =
                      generator.style(
                          program.input("latent"), places, StepScope.inference(program, names));
                  return ProgramResult.of(Map.of("mean", styles.mean(0)));
                }),
            variables);
    drawing =
        backend.compile(
            new ProgramDefinition(
                "truncated generation",
                Map.of(
                    "latent", Shape.of(batch, settings.latentDimension()),
                    "coordinate", Shape.of(batch, coordinate),
                    "mean", Shape.of(batch, styleDimension)),
                Set.of(),
                program -> {
                  StepScope scope = StepScope.inference(program, names);
                  Tensor middle = program.input("mean");
                  Tensor style =
                      generator.style(program.input("latent"), program.input("coordinate"), scope);
                  Tensor moved = middle.add(style.subtract(middle).multiply((float) truncation));
                  return ProgramResult.of(Map.of("micro_patch", generator.draw(moved, scope)));
                }),
            variables);
  }

  @Override
  public synchronized HostArray patches(HostArray latents, HostArray coordinates) {
    int rows = coordinates.shape().dimension(0);
    int entries = coordinates.shape().dimension(1);
    float[] middle = new float[Product.of(rows, styleDimension)];
    for (int row = 0; row < rows; row++) {
      float[] place = Arrays.copyOfRange(coordinates.values(), row * entries, (row + 1) * entries);
      System.arraycopy(meanAt(place), 0, middle, row * styleDimension, styleDimension);
    }
    Map<String, HostArray> inputs =
        Map.of(
            "latent", latents,
            "coordinate", coordinates,
            "mean", new HostArray(Shape.of(rows, styleDimension), middle));
    return output(drawing.run(inputs), "micro_patch");
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
    drawing.close();
  }
}
