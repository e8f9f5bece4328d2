package org.cocogan.network.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

/** The counts follow from the layers as published, for images of 64x64 pixels and a width of 64. */
class BaselineParametersTest {
  private static ModelSettings published(int latentDimension) {
    Size image = new Size(64, 64);
    return new ModelSettings(
        new PatchLayout(image, image, image),
        3,
        LatentSpace.uniform(latentDimension),
        2,
        64,
        64,
        0,
        0,
        128,
        Variant.PAPER);
  }

  private static int trained(List<Parameter> parameters) {
    return parameters.stream()
        .filter(Parameter::trained)
        .mapToInt(parameter -> parameter.shape().size())
        .sum();
  }

  @Test
  void dcganHasAsManyNumbersAsPublished() {
    ModelSettings settings = published(100);

    int linear = 100 * 8192 + 8192;
    int convolutions = 25 * (512 * 256 + 256 * 128 + 128 * 64 + 64 * 3) + 256 + 128 + 64 + 3;
    int norms = 2 * (512 + 256 + 128 + 64);
    assertThat(trained(new DcganGeneratorProvider().create(settings).parameters()))
        .isEqualTo(linear + convolutions + norms);
    int judging = 25 * (3 * 64 + 64 * 128 + 128 * 256 + 256 * 512) + 64 + 128 + 256 + 512;
    assertThat(trained(new DcganDiscriminatorProvider().create(settings).parameters()))
        .isEqualTo(judging + 2 * (128 + 256 + 512) + 8192 + 1);
  }

  @Test
  void wganGpHasAsManyNumbersAsPublished() {
    ModelSettings settings = published(128);

    int doubling = 4_983_808 + 1_902_592 + 476_160 + 119_296;
    assertThat(trained(new WganGpGeneratorProvider().create(settings).parameters()))
        .isEqualTo(128 * 8192 + 8192 + doubling + 2 * 64 + 9 * 64 * 3 + 3);
    assertThat(trained(new WganGpDiscriminatorProvider().create(settings).parameters()))
        .isEqualTo(9 * 3 * 64 + 64 + doubling + 8192 + 1);
  }
}
