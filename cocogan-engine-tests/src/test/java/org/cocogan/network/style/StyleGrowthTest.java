package org.cocogan.network.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.cocogan.engine.WithEngine;
import org.cocogan.model.Blend;
import org.cocogan.model.Discriminator;
import org.cocogan.model.Generator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.InitialValues;
import org.cocogan.train.StepScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What grown networks compute at the ends of blending. */
class StyleGrowthTest extends WithEngine {
  private static final float ROUNDING = 1e-5f;

  private final Generator smallGenerator = new StyleGenerator(settings(8, 4), false);
  private final Generator largeGenerator = new StyleGenerator(settings(16, 8), false);
  private final Generator grownGenerator = new StyleGenerator(settings(16, 8), true);
  private final Discriminator smallJudge = new StyleDiscriminator(settings(8, 4), false);
  private final Discriminator largeJudge = new StyleDiscriminator(settings(16, 8), false);
  private final Discriminator grownJudge = new StyleDiscriminator(settings(16, 8), true);

  private static ModelSettings settings(int macro, int micro) {
    return new ModelSettings(
        new PatchLayout(square(2 * macro), square(macro), square(micro)),
        3,
        new LatentSpace(4, Distribution.NORMAL),
        2,
        1,
        1,
        0,
        0,
        3,
        Variant.PAPER);
  }

  private static Size square(int side) {
    return new Size(side, side);
  }

  @BeforeEach
  void setFirstValues() {
    InitialValues.set(grownGenerator.parameters(), 1, variables);
    InitialValues.set(grownJudge.parameters(), 1, variables);
    variables.set("latent", random("latent", -1, 1, 5, 4));
    variables.set("coordinate", random("coordinate", -1, 1, 5, 2));
    variables.set("image", random("image", -1, 1, 3, 3, 16, 16));
  }

  private void setAlpha(float alpha) {
    variables.set(Blend.name("generator"), HostArray.scalar(alpha));
    variables.set(Blend.name("discriminator"), HostArray.scalar(alpha));
  }

  private static NetworkScope inference(ProgramScope program) {
    return StepScope.inference(program, UnaryOperator.identity());
  }

  private static Tensor patches(Generator generator, ProgramScope program) {
    return generator.generate(
        program.variable("latent"), program.variable("coordinate"), inference(program));
  }

  private static Tensor features(
      Discriminator discriminator, ProgramScope program, UnaryOperator<Tensor> image) {
    return discriminator.features(image.apply(program.variable("image")), inference(program));
  }

  @Test
  void aGeneratorBeginsWithTheEnlargedPatchesOfTheSmallerOne() {
    setAlpha(0);

    assertSame(
        scopeOutputs(
            program -> patches(grownGenerator, program),
            program -> patches(smallGenerator, program).upsampleNearest(2)));
  }

  @Test
  void aGeneratorEndsAsOneThatNeverGrew() {
    setAlpha(1);

    assertSame(
        scopeOutputs(
            program -> patches(grownGenerator, program),
            program -> patches(largeGenerator, program)));
  }

  @Test
  void aDiscriminatorBeginsWithTheJudgementOfTheReducedPatch() {
    setAlpha(0);

    assertSame(
        scopeOutputs(
            program -> features(grownJudge, program, image -> image),
            program -> features(smallJudge, program, image -> image.avgPool2d(2))));
  }

  @Test
  void aDiscriminatorEndsAsOneThatNeverGrew() {
    setAlpha(1);

    assertSame(
        scopeOutputs(
            program -> features(grownJudge, program, image -> image),
            program -> features(largeJudge, program, image -> image)));
  }

  private interface Function {
    Tensor of(ProgramScope program);
  }

  private Map<String, HostArray> scopeOutputs(Function grown, Function other) {
    return outputs(program -> Map.of("grown", grown.of(program), "other", other.of(program)));
  }

  private static void assertSame(Map<String, HostArray> outputs) {
    HostArray grown = outputs.getOrDefault("grown", HostArray.scalar(Float.NaN));
    HostArray other = outputs.getOrDefault("other", HostArray.scalar(Float.NaN));
    assertThat(grown.shape()).isEqualTo(other.shape());
    assertThat(grown.values()).containsExactly(other.values(), within(ROUNDING));
  }
}
