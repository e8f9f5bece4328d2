package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.cocogan.exact.Product;
import org.cocogan.model.Discriminator;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.Size;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.StepScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conformance kit of a {@link Discriminator}: extend it, supply the provider, and run it with
 * JUnit.
 */
public abstract class DiscriminatorConformance extends NetworkConformance<DiscriminatorProvider> {
  /** Makes the kit. */
  protected DiscriminatorConformance() {}

  /** Each parameter is declared once, begins with {@code discriminator/}, has finite values. */
  @ParameterizedTest
  @MethodSource("complete")
  public final void declaresItsParameters(ModelSettings settings) {
    assertThat(
            NetworkExamples.firstValues(provider().create(settings).parameters(), "discriminator/"))
        .isNotEmpty();
  }

  /** Features, judgements and predictions have a row for each macro patch, and finite numbers. */
  @ParameterizedTest
  @MethodSource("complete")
  public final void judgesEveryMacroPatch(ModelSettings settings) {
    Discriminator discriminator = provider().create(settings);
    Map<String, DoubleArray> judged =
        judged(discriminator, patches(settings), coordinates(settings));

    judged.forEach(
        (what, numbers) -> {
          assertThat(numbers.shape().rank()).as("axes of %s", what).isEqualTo(2);
          assertThat(numbers.shape().dimension(0)).as("rows of %s", what).isEqualTo(BATCH);
          for (double number : numbers.values()) {
            assertThat(number).as("a number of %s", what).isFinite();
          }
        });
    checkPrediction("coordinate", judged, settings.coordinateDimension());
    checkPrediction("latent", judged, settings.latentDimension());
  }

  private static void checkPrediction(
      String prediction, Map<String, DoubleArray> judged, int entries) {
    DoubleArray numbers = judged.get(prediction);
    if (numbers != null) {
      assertThat(numbers.shape().dimension(1)).as("entries of %s", prediction).isEqualTo(entries);
      for (double number : numbers.values()) {
        assertThat(number).as("an entry of %s", prediction).isBetween(-1.0, 1.0);
      }
    }
  }

  /** Outside of training, a macro patch judged alone is judged as among others. */
  @ParameterizedTest
  @MethodSource("complete")
  public final void judgesAMacroPatchAloneAsAmongOthers(ModelSettings settings) {
    Discriminator discriminator = provider().create(settings);
    if (discriminator.comparesBatch()) {
      return;
    }
    DoubleArray patches = patches(settings);
    DoubleArray coordinates = coordinates(settings);
    Map<String, DoubleArray> together = judged(discriminator, patches, coordinates);

    for (int patch = 0; patch < BATCH; patch++) {
      int number = patch;
      judged(
              discriminator,
              NetworkExamples.row(patches, patch),
              NetworkExamples.row(coordinates, patch))
          .forEach(
              (what, alone) ->
                  assertThat(alone.values())
                      .as("%s of macro patch %s, alone", what, number)
                      .containsExactly(
                          NetworkExamples.row(Objects.requireNonNull(together.get(what)), number)
                              .values(),
                          within(ROUNDING)));
    }
  }

  /**
   * Where it judges with classes, a macro patch at its place is judged otherwise in another one.
   */
  @ParameterizedTest
  @MethodSource("complete")
  public final void judgesClassesApart(ModelSettings settings) {
    ModelSettings classed = NetworkExamples.withTwoClasses(settings);
    Discriminator discriminator = provider().create(classed);
    if (!discriminator.judgesClasses()) {
      return;
    }
    double[][] judged = new double[2][];
    for (int number = 0; number < 2; number++) {
      DoubleArray condition = condition(classed, number);
      judged[number] =
          Objects.requireNonNull(
                  judged(discriminator, patches(classed), condition).get("realness at a place"))
              .values();
    }
    for (int i = 0; i < judged[0].length; i++) {
      assertThat(judged[0][i]).as("realness in one class").isNotEqualTo(judged[1][i]);
    }
  }

  /** Coordinates, each followed by the entries of a class. */
  private static DoubleArray condition(ModelSettings settings, int number) {
    int coordinates = settings.coordinateDimension();
    int entries = settings.conditionDimension();
    double[] values = new double[Product.of(BATCH, entries)];
    for (int i = 0; i < BATCH; i++) {
      double[] place = NetworkExamples.row(coordinates(settings), i).values();
      System.arraycopy(place, 0, values, i * entries, coordinates);
      values[i * entries + coordinates + number] = 1;
    }
    return new DoubleArray(Shape.of(BATCH, entries), values);
  }

  private static DoubleArray patches(ModelSettings settings) {
    Size macro = settings.layout().macro();
    return NetworkExamples.numbers(
        "macro patches", Shape.of(BATCH, settings.channels(), macro.height(), macro.width()));
  }

  private static DoubleArray coordinates(ModelSettings settings) {
    return NetworkExamples.numbers("coordinates", Shape.of(BATCH, settings.coordinateDimension()));
  }

  private static Map<String, DoubleArray> judged(
      Discriminator discriminator, DoubleArray patches, DoubleArray coordinates) {
    return NetworkExamples.run(
        program -> judgements(discriminator, program),
        Map.of("patches", patches, "coordinates", coordinates),
        NetworkExamples.firstValues(discriminator.parameters(), "discriminator/"));
  }

  private static ProgramResult judgements(Discriminator discriminator, ProgramScope program) {
    StepScope scope = StepScope.inference(program, UnaryOperator.identity());
    Tensor features = discriminator.features(program.input("patches"), scope);
    Map<String, Tensor> judgements = new LinkedHashMap<>();
    judgements.put("features", features);
    judgements.put("realness", discriminator.realness(features, scope));
    judgements.put(
        "realness at a place",
        discriminator.realness(features, program.input("coordinates"), scope));
    if (discriminator.predictsCoordinate()) {
      judgements.put("coordinate", discriminator.coordinate(features, scope));
    }
    if (discriminator.predictsLatent()) {
      judgements.put("latent", discriminator.latent(features, scope));
    }
    return ProgramResult.of(judgements);
  }
}
