package org.cocogan.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.cocogan.model.Initializer;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.network.CocoDiscriminatorProvider;
import org.cocogan.network.CocoGeneratorProvider;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasedVariableTest {
  @Test
  void thereIsOneOfItsOwnForEveryParameter() {
    PatchLayout layout = new PatchLayout(new Size(64, 64), new Size(32, 32), new Size(16, 16));
    ModelSettings settings =
        new ModelSettings(layout, 3, LatentSpace.uniform(4), 2, 2, 2, 1, 1, 3, Variant.OFFICIAL);
    List<Parameter> parameters =
        Stream.concat(
                new CocoGeneratorProvider().create(settings).parameters().stream(),
                new CocoDiscriminatorProvider().create(settings).parameters().stream())
            .toList();

    assertThat(
            parameters.stream()
                .map(parameter -> ReleasedVariable.of(parameter).orElseThrow().name()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "generator/fc/u, G_generator/g_z_fc/u",
    "generator/block2/conv1/bias, G_generator/g_resblock_2/g_resblock_conv_1/b",
    "generator/block0/cbn2/beta/weight,"
        + " G_generator/g_resblock_0/g_resblock_cbn_2/fully_connected_1/weights",
    "generator/block0/cbn1/var, G_generator/g_resblock_0/g_resblock_cbn_1/var_recorder",
    "generator/bn/var, G_generator/g_last_bn/moving_variance",
    "discriminator/block11/shortcut/weight,"
        + " D_discriminator/d_resblock_11/d_resblock_conv_sc/w",
    "discriminator/projection/weight, D_discriminator/y_emb/w",
    "discriminator/content/bn/gamma, Q_content_prediction_head/bn1/gamma"
  })
  void isCalled(String ours, String theirs) {
    assertThat(variable(ours, 4, 3).name()).isEqualTo(theirs);
  }

  @ParameterizedTest
  @CsvSource({
    "generator/mapping/fc0/weight",
    "generator/block0/conv3/weight",
    "generator/fc/extra"
  })
  void thereIsNoneForOtherNetworks(String name) {
    assertThat(ReleasedVariable.of(parameter(name, 4, 3))).isEmpty();
  }

  @Test
  void aLinearWeightLiesWithTheInputFirst() {
    ReleasedVariable variable = variable("generator/fc/weight", 2, 3);
    HostArray theirs = new HostArray(Shape.of(3, 2), new float[] {0, 10, 1, 11, 2, 12});

    HostArray ours = variable.read(theirs);

    assertThat(ours.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(ours.values()).containsExactly(0, 1, 2, 10, 11, 12);
    assertThat(variable.written(ours).values()).containsExactly(theirs.values());
  }

  @Test
  void aConvolutionLiesWithItsPixelsFirst() {
    ReleasedVariable variable = variable("generator/to_image/weight", 2, 3, 1, 2);
    // Digits: column, input, output.
    HostArray theirs =
        new HostArray(
            Shape.of(1, 2, 3, 2), new float[] {0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121});

    HostArray ours = variable.read(theirs);

    assertThat(ours.shape()).isEqualTo(Shape.of(2, 3, 1, 2));
    assertThat(ours.values()).containsExactly(0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121);
    assertThat(variable.written(ours).values()).containsExactly(theirs.values());
  }

  @Test
  void powerVectorsLieAsOurs() {
    HostArray theirs = new HostArray(Shape.of(1, 3), new float[] {1, 2, 3});

    assertThat(variable("generator/fc/u", 1, 3).read(theirs).values()).containsExactly(1, 2, 3);
  }

  @Test
  void refusesAnotherShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> variable("generator/fc/weight", 2, 3).read(HostArray.filled(Shape.of(2, 3), 0)))
        .withMessage("G_generator/g_z_fc/w is of shape [3, 2] in the released code, not [2, 3]");
  }

  private static ReleasedVariable variable(String name, int... sizes) {
    return ReleasedVariable.of(parameter(name, sizes)).orElseThrow();
  }

  private static Parameter parameter(String name, int... sizes) {
    return new Parameter(name, Shape.of(sizes), true, new Initializer.Constant(0));
  }
}
