package org.cocogan.network.coupled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cocogan.model.Discriminator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.random.Distribution;
import org.junit.jupiter.api.Test;

class CoupledParametersTest {
  private static ModelSettings settings(
      Size pair, Size patch, int channels, int generatorWidth, int discriminatorWidth) {
    return new ModelSettings(
        new PatchLayout(pair, patch, patch),
        channels,
        new LatentSpace(100, Distribution.NORMAL),
        2,
        generatorWidth,
        discriminatorWidth,
        0,
        0,
        1,
        Variant.OFFICIAL);
  }

  private static int trained(List<Parameter> parameters) {
    return parameters.stream()
        .filter(Parameter::trained)
        .mapToInt(parameter -> parameter.shape().size())
        .sum();
  }

  @Test
  void asManyNumbersAsTheNetworksOfTheQuotedCode() {
    Size pair = new Size(32, 64);
    ModelSettings settings = settings(pair, pair, 3, 64, 16);

    assertThat(trained(new CoupledGenerator(settings).parameters())).isEqualTo(1_126_790);
    assertThat(trained(new CoupledDiscriminator(settings).parameters())).isEqualTo(98_914);
  }

  /** Weights and biases of each layer, and a slope for each PReLU. */
  @Test
  void asManyNumbersAsTheAuthorsNetworksForDigits() {
    Size pair = new Size(28, 56);
    ModelSettings settings = settings(pair, pair, 1, 128, 20);
    int shared =
        (100 * 16 + 1) * 1024
            + (1024 * 9 + 1) * 512
            + (512 * 9 + 1) * 256
            + (256 * 9 + 1) * 128
            + 4;
    int judged = (20 * 25 + 1) * 50 + (50 * 16 + 1) * 500 + 1 + 501 * 2;

    assertThat(trained(new DigitsGenerator(settings).parameters()))
        .isEqualTo(shared + 2 * (128 * 36 + 1));
    assertThat(trained(new DigitsDiscriminator(settings).parameters()))
        .isEqualTo(2 * (25 + 1) * 20 + judged);
  }

  @Test
  void refusesPatchesOfPairsAndSizesThatTheyCannotMake() {
    Size pair = new Size(32, 64);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CoupledGenerator(settings(pair, new Size(32, 32), 3, 4, 4)))
        .withMessage(
            "the networks coupled need pairs of two images side by side, whose macro and micro"
                + " patches are the whole pair; not images of 32x64 in macro patches of 32x32 and"
                + " micro patches of 32x32");
    Size odd = new Size(24, 48);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CoupledDiscriminator(settings(odd, odd, 3, 4, 4)))
        .withMessage("the networks coupled need images whose sides are multiples of 16, not 24x24");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DigitsGenerator(settings(pair, pair, 1, 4, 4)))
        .withMessage("the networks coupled-digits need images of 28x28, not 32x32");
  }

  @Test
  void predictNothing() {
    Size pair = new Size(32, 64);
    Discriminator discriminator = new CoupledDiscriminator(settings(pair, pair, 3, 4, 4));

    assertThat(discriminator.predictsCoordinate()).isFalse();
    assertThat(discriminator.predictsLatent()).isFalse();
    assertThat(discriminator.comparesBatch()).isTrue();
    assertThat(discriminator.random()).hasSize(8);
    assertThatThrownBy(
            () -> new DigitsDiscriminatorProvider().create(settings(pair, pair, 1, 4, 4)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
