package org.cocogan.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.observe.Cost;
import org.cocogan.patch.Size;
import org.cocogan.render.CompiledGenerator;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.StepScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many multiply-accumulates a patch takes, counted from the operations of the networks. */
class WorkTest {
  /**
   * The authors' networks upsample before a convolution and pool after it; joined, the two take at
   * least 16 of every 36 multiply-accumulates.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CelebA 64 N2M2S32,       64,   64,  32,  16, 2, 0, 0.367,  0.538",
    "CelebA 128 N2M2S64,     128,  128,  64,  32, 2, 0, 0.490,  0.924",
    "CelebA 128 N4M4S64,     128,  128,  64,  16, 2, 0, 0.367,  0.924",
    "CelebA 128 N16M16S64,   128,  128,  64,   4, 2, 3, 0.163,  0.924",
    "LSUN 256 N2M2S128,      256,  256, 128,  64, 2, 0, 0.814,  1.705",
    "MP3D 256x768 N2M2S128,  256,  768, 128,  64, 3, 0, 0.814,  1.705",
    "CelebA-HQ 1024 N2M2S512, 1024, 1024, 512, 256, 2, 0, 7.30, 17.3"
  })
  void isLessThanThatOfTheAuthorsNetworks(
      String name,
      int height,
      int width,
      int macro,
      int micro,
      int coordinate,
      int extraLayers,
      double generator,
      double discriminator) {
    ModelSettings settings =
        ModelExamples.authors(
            new Size(height, width),
            ModelExamples.square(macro),
            ModelExamples.square(micro),
            coordinate,
            extraLayers);

    assertThat(generatorWork(settings) / 1e9).isBetween(generator * 16 / 36, generator);
    assertThat(discriminatorWork(settings) / 1e9).isBetween(discriminator * 16 / 36, discriminator);
  }

  @Test
  void isTheHandCountOfAGeneratorWithAnExtraBlock() {
    long conditions = 2 * 8 * (64 + 32 + 32 + 16 + 16 + 8);
    long firstLayer = 8 * 256;
    // Pixels times channels in times channels out times kernel; 1x1 ones before upsampling, and
    // 4x4 ones on a side of at least 4.
    long block0 = 16 * 64 * 32 * 9 + 16 * 32 * 32 * 9 + 4 * 64 * 32;
    long block1 = 16 * 32 * 16 * 16 + 64 * 16 * 16 * 9 + 16 * 32 * 16;
    long extraBlock = 64 * 16 * 8 * 9 + 64 * 8 * 8 * 9 + 64 * 16 * 8;
    long lastLayer = 64 * 8 * 3 * 9;

    assertThat(generatorWork(small(16, 8, 1)))
        .isEqualTo(conditions + firstLayer + block0 + block1 + extraBlock + lastLayer);
  }

  @Test
  void isSixteenPerInputPixelWhereUpsamplingJoinsAConvolution() {
    long conditions = 2 * 8 * (64 + 32 + 32 + 16 + 16 + 8);
    long firstLayer = 8 * 256;
    long block0 = 16 * 64 * 32 * 9 + 16 * 32 * 32 * 9 + 4 * 64 * 32;
    long block1 = 16 * 32 * 16 * 16 + 64 * 16 * 16 * 9 + 16 * 32 * 16;
    long joined = 64 * 16 * 8 * 16 + 256 * 8 * 8 * 9 + 64 * 16 * 8;
    long lastLayer = 256 * 8 * 3 * 9;

    assertThat(generatorWork(small(16, 16, 0)))
        .isEqualTo(conditions + firstLayer + block0 + block1 + joined + lastLayer);
  }

  @Test
  void isTheHandCountOfADiscriminatorThatPoolsOnce() {
    long block0 = 64 * 3 * 4 * 9 + 16 * 4 * 4 * 16 + 16 * 3 * 4;
    long block1 = 16 * 4 * 32 * 9 + 16 * 32 * 32 * 9 + 16 * 4 * 32;
    long judgement = 32 + 2 * 32;

    assertThat(discriminatorWork(small(8, 4, 0))).isEqualTo(block0 + block1 + judgement);
  }

  @Test
  void isSixteenPerOutputPixelWhereAConvolutionJoinsPooling() {
    long joined = 256 * 3 * 4 * 9 + 64 * 4 * 4 * 16 + 64 * 3 * 4;
    long block1 = 64 * 4 * 32 * 9 + 16 * 32 * 32 * 16 + 16 * 4 * 32;
    long block2 = 16 * 32 * 32 * 9 + 16 * 32 * 32 * 9 + 16 * 32 * 32;
    long judgement = 32 + 2 * 32;

    assertThat(discriminatorWork(small(16, 4, 0))).isEqualTo(joined + block1 + block2 + judgement);
  }

  /** What one more patch takes; spectral normalisation is the same for any number of patches. */
  private static long generatorWork(ModelSettings settings) {
    CocoGenerator generator = new CocoGenerator(settings);
    long one = generation(generator, settings, 1);
    return generation(generator, settings, 2) - one;
  }

  private static long generation(CocoGenerator generator, ModelSettings settings, int batch) {
    ProgramDefinition definition =
        CompiledGenerator.definition(generator, settings, batch, UnaryOperator.identity());
    ProgramDefinition checked =
        new ProgramDefinition(
            definition.name(),
            definition.inputs(),
            definition.trained(),
            scope -> {
              ProgramResult result = definition.function().compute(scope);
              Size micro = settings.layout().micro();
              assertThat(result.outputs().values())
                  .extracting(Tensor::shape)
                  .containsExactly(Shape.of(batch, 3, micro.height(), micro.width()));
              return result;
            });
    return Cost.of(checked, generator.parameters()).multiplyAccumulates();
  }

  private static long discriminatorWork(ModelSettings settings) {
    CocoDiscriminator discriminator = new CocoDiscriminator(settings);
    long one = judgement(discriminator, settings, 1);
    return judgement(discriminator, settings, 2) - one;
  }

  private static long judgement(
      CocoDiscriminator discriminator, ModelSettings settings, int batch) {
    Size macro = settings.layout().macro();
    Map<String, Shape> inputs = new LinkedHashMap<>();
    inputs.put("patch", Shape.of(batch, 3, macro.height(), macro.width()));
    inputs.put("coordinate", Shape.of(batch, settings.coordinateDimension()));
    List<Parameter> parameters = discriminator.parameters();
    ProgramDefinition definition =
        new ProgramDefinition(
            "judgement",
            inputs,
            Set.of(),
            program -> {
              StepScope scope = StepScope.training(program);
              Tensor features = discriminator.features(program.input("patch"), scope);
              Tensor realness =
                  discriminator.realness(features, program.input("coordinate"), scope);
              assertThat(realness.shape()).isEqualTo(Shape.of(batch, 1));
              return ProgramResult.of(Map.of("realness", realness));
            });
    return Cost.of(definition, parameters).multiplyAccumulates();
  }

  private static ModelSettings small(int macro, int micro, int extraLayers) {
    return ModelExamples.small(
        ModelExamples.square(macro), ModelExamples.square(micro), extraLayers);
  }
}
