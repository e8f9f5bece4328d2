package org.cocogan.network.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.provider.Parameters;
import org.cocogan.random.Distribution;
import org.junit.jupiter.api.Test;

class StyleParametersTest {
  private static ModelSettings settings(int full, int macro, int micro, int width, int layers) {
    ModelSettings settings =
        new ModelSettings(
            new PatchLayout(square(full), square(macro), square(micro)),
            3,
            new LatentSpace(254, Distribution.NORMAL),
            2,
            width,
            width,
            0,
            0,
            128,
            Variant.PAPER);
    return settings.withParameters(
        Parameters.of(
            new StyleGeneratorProvider().parameters(),
            Map.of("mapping_layers", String.valueOf(layers))));
  }

  private static Size square(int side) {
    return new Size(side, side);
  }

  private static int trained(List<Parameter> parameters, String prefix) {
    return parameters.stream()
        .filter(parameter -> parameter.trained() && parameter.name().startsWith(prefix))
        .mapToInt(parameter -> parameter.shape().size())
        .sum();
  }

  /** The published networks keep a to_image layer for each of four resolutions. */
  @Test
  void areThoseOfThePublishedGenerator() {
    int layer = 512 * 3 + 3;

    assertThat(
            trained(
                new StyleGenerator(settings(128, 64, 32, 64, 4), false).parameters(), "generator/"))
        .isEqualTo(18_905_612 - 3 * layer);
  }

  /** The published networks keep a from_image layer for each of five resolutions. */
  @Test
  void areThoseOfThePublishedDiscriminator() {
    int layer = 3 * 512 + 512;
    List<Parameter> parameters =
        new StyleDiscriminator(settings(128, 64, 32, 64, 4), false).parameters();

    assertThat(trained(parameters, "discriminator/spatial/")).isEqualTo(66_178);
    assertThat(trained(parameters, "discriminator/")).isEqualTo(24_269_313 - 4 * layer + 66_178);
  }

  @Test
  void leaveOutWhatDependsOnThePlaceWhereThereIsOnlyOne() {
    StyleDiscriminator discriminator = new StyleDiscriminator(settings(32, 32, 16, 1, 1), false);

    assertThat(discriminator.predictsCoordinate()).isFalse();
    assertThat(discriminator.parameters())
        .extracting(Parameter::name)
        .noneMatch(name -> name.contains("projection") || name.contains("spatial"));
  }

  @Test
  void keepTheirNamesAndShapesWhileTheNetworksGrow() {
    List<Parameter> small = all(8, 4, false);
    List<Parameter> grown = all(16, 8, true);

    assertThat(grown).containsAll(small);
    assertThat(grown).extracting(Parameter::name).doesNotHaveDuplicates();
    assertThat(grown)
        .extracting(Parameter::name)
        .contains("generator/alpha", "discriminator/alpha");
  }

  private static List<Parameter> all(int macro, int micro, boolean grown) {
    ModelSettings settings = settings(2 * macro, macro, micro, 1, 2);
    List<Parameter> all = new ArrayList<>(new StyleGenerator(settings, grown).parameters());
    all.addAll(new StyleDiscriminator(settings, grown).parameters());
    return all;
  }

  @Test
  void refusePatchesThatDoublingDoesNotReach() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StyleGeneratorProvider().create(settings(48, 24, 12, 1, 1)))
        .withMessage(
            "the generator style needs a square micro patch whose side is a power of two and at"
                + " least 4, not 12x12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StyleDiscriminatorProvider().create(settings(48, 24, 12, 1, 1)))
        .withMessage(
            "the discriminator style-conditional needs a square macro patch whose side is a power"
                + " of two and at least 8, not 24x24");
  }
}
