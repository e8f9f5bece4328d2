package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cocogan.model.Generator;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.Size;
import org.cocogan.render.CompiledGenerator;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conformance kit of a {@link Generator}: extend it, supply the provider, and run it with
 * JUnit.
 *
 * <pre>{@code
 * class MyGeneratorConformanceTest extends GeneratorConformance {
 *   protected GeneratorProvider provider() {
 *     return new MyGeneratorProvider();
 *   }
 * }
 * }</pre>
 */
public abstract class GeneratorConformance extends NetworkConformance<GeneratorProvider> {
  /** Makes the kit. */
  protected GeneratorConformance() {}

  /** Each parameter is declared once, begins with {@code generator/}, and has finite values. */
  @ParameterizedTest
  @MethodSource("complete")
  public final void declaresItsParameters(ModelSettings settings) {
    assertThat(firstValues(provider().create(settings))).isNotEmpty();
  }

  /** A patch for each row, of the layout's size and the images' channels, of finite numbers. */
  @ParameterizedTest
  @MethodSource("complete")
  public final void makesPatchesOfTheLayout(ModelSettings settings) {
    Generator generator = provider().create(settings);
    DoubleArray patches = drawn(generator, settings, latents(settings), coordinates(settings));

    Size size = generator.makesFullImages() ? settings.layout().full() : settings.layout().micro();
    assertThat(patches.shape())
        .as("shape of the patches")
        .isEqualTo(Shape.of(BATCH, settings.channels(), size.height(), size.width()));
    for (double value : patches.values()) {
      assertThat(value).as("a value of a patch").isFinite();
    }
  }

  /** Outside of training, a patch made alone is the patch made among others. */
  @ParameterizedTest
  @MethodSource("complete")
  public final void makesAPatchAloneAsAmongOthers(ModelSettings settings) {
    Generator generator = provider().create(settings);
    DoubleArray latents = latents(settings);
    DoubleArray coordinates = coordinates(settings);
    DoubleArray together = drawn(generator, settings, latents, coordinates);

    for (int patch = 0; patch < BATCH; patch++) {
      DoubleArray alone =
          drawn(
              generator,
              settings,
              NetworkExamples.row(latents, patch),
              NetworkExamples.row(coordinates, patch));
      assertThat(alone.values())
          .as("patch %s, made alone", patch)
          .containsExactly(NetworkExamples.row(together, patch).values(), within(ROUNDING));
    }
  }

  /** Patches of other latent vectors differ. */
  @ParameterizedTest
  @MethodSource("complete")
  public final void makesDifferentPatchesOfDifferentLatentVectors(ModelSettings settings) {
    Generator generator = provider().create(settings);
    DoubleArray coordinates = coordinates(settings);

    DoubleArray others =
        NetworkExamples.numbers("other latents", Shape.of(BATCH, settings.latentDimension()));
    double[] some = drawn(generator, settings, latents(settings), coordinates).values();
    double[] different = drawn(generator, settings, others, coordinates).values();

    double largest = 0;
    for (int i = 0; i < some.length; i++) {
      largest = Math.max(largest, Math.abs(some[i] - different[i]));
    }
    assertThat(largest).as("largest difference of patches of other latent vectors").isPositive();
  }

  private static Map<String, DoubleArray> firstValues(Generator generator) {
    return NetworkExamples.firstValues(generator.parameters(), "generator/");
  }

  private static DoubleArray latents(ModelSettings settings) {
    return NetworkExamples.numbers("latents", Shape.of(BATCH, settings.latentDimension()));
  }

  private static DoubleArray coordinates(ModelSettings settings) {
    return NetworkExamples.numbers("coordinates", Shape.of(BATCH, settings.coordinateDimension()));
  }

  private static Map<String, DoubleArray> inputs(DoubleArray latents, DoubleArray coordinates) {
    return Map.of("latent", latents, "coordinate", coordinates);
  }

  private static DoubleArray drawn(
      Generator generator, ModelSettings settings, DoubleArray latents, DoubleArray coordinates) {
    int batch = latents.shape().dimension(0);
    return List.copyOf(
            NetworkExamples.run(
                    CompiledGenerator.definition(
                            generator, settings, batch, UnaryOperator.identity())
                        .function(),
                    inputs(latents, coordinates),
                    firstValues(generator))
                .values())
        .get(0);
  }
}
