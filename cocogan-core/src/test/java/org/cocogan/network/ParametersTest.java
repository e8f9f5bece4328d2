package org.cocogan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  private static final String SPATIAL = "discriminator/spatial/";
  private static final String CONTENT = "discriminator/content/";

  /** The counts follow from the layers of the authors' released code. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CelebA 64 N2M2S32,       64,   64,  32,  16, 2, 0, 11225091,  9449281, 66178",
    "CelebA 128 N2M2S64,     128,  128,  64,  32, 2, 0, 11392515,  9842881, 66178",
    "CelebA 128 N4M4S64,     128,  128,  64,  16, 2, 0, 11225091,  9842881, 66178",
    "CelebA 128 N16M16S64,   128,  128,  64,   4, 2, 3, 11392515,  9842881, 66178",
    "LSUN 256 N2M2S128,      256,  256, 128,  64, 2, 0, 11504067,  9920897, 66178",
    "MP3D 256x768 N2M2S128,  256,  768, 128,  64, 3, 0, 11514179,  9921409, 66307",
    "CelebA-HQ 1024 N2M2S512, 1024, 1024, 512, 256, 2, 0, 11727171, 10076929, 66178"
  })
  void haveAsManyNumbersAsTheAuthorsNetworks(
      String name,
      int height,
      int width,
      int macro,
      int micro,
      int coordinate,
      int extraLayers,
      int generator,
      int discriminator,
      int spatial) {
    ModelSettings settings =
        ModelExamples.authors(
            new Size(height, width),
            ModelExamples.square(macro),
            ModelExamples.square(micro),
            coordinate,
            extraLayers);
    List<Parameter> parameters = new CocoDiscriminator(settings).parameters();

    assertThat(ModelExamples.trained(new CocoGenerator(settings).parameters()))
        .isEqualTo(generator);
    assertThat(ModelExamples.trained(with(SPATIAL, parameters))).isEqualTo(spatial);
    assertThat(ModelExamples.trained(with(CONTENT, parameters))).isEqualTo(82432);
    assertThat(ModelExamples.trained(parameters) - spatial - 82432).isEqualTo(discriminator);
  }

  private static List<Parameter> with(String prefix, List<Parameter> parameters) {
    return parameters.stream().filter(p -> p.name().startsWith(prefix)).toList();
  }

  @Test
  void haveNamesOfTheirOwnThatBeginWithTheirNetwork() {
    ModelSettings settings = small(16, 8, 2);
    List<Parameter> generator = new CocoGenerator(settings).parameters();
    List<Parameter> discriminator = new CocoDiscriminator(settings).parameters();

    assertThat(generator).extracting(Parameter::name).allMatch(n -> n.startsWith("generator/"));
    assertThat(discriminator)
        .extracting(Parameter::name)
        .allMatch(name -> name.startsWith("discriminator/"));
    List<Parameter> all = new ArrayList<>(generator);
    all.addAll(discriminator);
    assertThat(all).extracting(Parameter::name).doesNotHaveDuplicates();
  }

  @Test
  void trainWeightsAndCarryVectorsAndRunningStatistics() {
    ModelSettings settings = small(16, 8, 0);
    List<Parameter> all = new ArrayList<>(new CocoGenerator(settings).parameters());
    all.addAll(new CocoDiscriminator(settings).parameters());

    for (Parameter parameter : all) {
      String last = parameter.name().substring(parameter.name().lastIndexOf('/') + 1);
      assertThat(last).isIn("weight", "bias", "gamma", "beta", "u", "mean", "var");
      assertThat(parameter.trained())
          .as(parameter.name())
          .isEqualTo(!List.of("u", "mean", "var").contains(last));
    }
  }

  @Test
  void normaliseTheSpectrumOfEveryWeightButTheConditionalOnes() {
    ModelSettings settings = small(16, 8, 0);
    List<Parameter> all = new ArrayList<>(new CocoGenerator(settings).parameters());
    all.addAll(new CocoDiscriminator(settings).parameters());
    List<String> names = all.stream().map(Parameter::name).toList();

    for (String name : names) {
      if (name.endsWith("/weight")) {
        String layer = name.substring(0, name.length() - "/weight".length());
        assertThat(names.contains(layer + "/u")).as(name).isEqualTo(!layer.contains("/cbn"));
      }
    }
  }

  @ParameterizedTest(name = "a macro patch of {0} with {1} extra layers")
  @CsvSource({
    "8, 0, '1,8'",
    "16, 0, '1,8,8'",
    "32, 0, '1,4,8,8'",
    "64, 0, '1,2,4,8,8'",
    "128, 0, '1,1,2,4,8,8'",
    "512, 0, '1,1,1,1,2,4,8,8'",
    "8, 1, '1,8,8'",
    "32, 1, '1,2,4,8,8'"
  })
  void widenTheDiscriminatorBlockByBlock(int macro, int extraLayers, String multipliers) {
    ModelSettings settings = small(macro, 4, extraLayers);

    assertThat(widths(new CocoDiscriminator(settings).parameters())).isEqualTo(multipliers);
  }

  @ParameterizedTest(name = "a micro patch of {0} with {1} extra layers")
  @CsvSource({
    "4, 0, '8'",
    "4, 3, '8,4,2,1'",
    "8, 0, '8,4'",
    "16, 0, '8,4,2'",
    "64, 0, '8,4,2,1,1'",
    "16, 2, '8,4,2,1,1'"
  })
  void narrowTheGeneratorBlockByBlock(int micro, int extraLayers, String multipliers) {
    ModelSettings settings = small(64, micro, extraLayers);

    assertThat(widths(new CocoGenerator(settings).parameters())).isEqualTo(multipliers);
  }

  /** Output channels of each block, in multiples of the width 4. */
  private static String widths(List<Parameter> parameters) {
    return String.join(
        ",",
        parameters.stream()
            .filter(parameter -> parameter.name().endsWith("/conv1/weight"))
            .map(parameter -> Integer.toString(parameter.shape().dimension(0) / 4))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"16x16, 2x2, 3", "16x32, 2x4, 3", "24x12, 6x3, 2", "40x40, 5x5, 3", "4x16, 2x8, 1"})
  void ofRectanglesBeginWithAMapOfTheirRatio(String micro, String map, int blocks) {
    Size first = size(map);
    List<Parameter> parameters =
        new CocoGeneratorProvider()
            .create(ModelExamples.small(size(micro), size(micro), 0))
            .parameters();

    assertThat(parameters.get(0).shape().dimension(0))
        .isEqualTo(first.height() * first.width() * 64);
    assertThat(parameters)
        .extracting(Parameter::name)
        .contains("generator/block" + (blocks - 1) + "/conv1/weight")
        .doesNotContain("generator/block" + blocks + "/conv1/weight");
  }

  @ParameterizedTest
  @CsvSource({"16x16, 3", "16x32, 3", "12x24, 2", "24x24, 3", "8x32, 2"})
  void ofADiscriminatorHalveRectanglesAsOftenAsTheShorterSideAllows(String macro, int blocks) {
    List<Parameter> parameters =
        new CocoDiscriminatorProvider()
            .create(ModelExamples.small(size(macro), size(macro), 0))
            .parameters();

    assertThat(parameters)
        .extracting(Parameter::name)
        .contains("discriminator/block" + (blocks - 1) + "/conv1/weight")
        .doesNotContain("discriminator/block" + blocks + "/conv1/weight");
  }

  @ParameterizedTest
  @CsvSource({"7x7, 6x6", "22x22, 16x16", "4x32, 4x16", "2x2, 4x4", "1x9, 4x8"})
  void refuseMicroPatchesThatDoublingDoesNotReach(String micro, String near) {
    ModelSettings settings = ModelExamples.small(size(micro), size(micro), 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CocoGeneratorProvider().create(settings))
        .withMessage(
            "the generator cocogan needs a micro patch whose sides are 2 to 8 times the same power"
                + " of two, two or more, not "
                + micro
                + "; try "
                + near);
  }

  @ParameterizedTest
  @CsvSource({"12x13, 12x12", "44x12, 32x12", "8x64, 8x32", "4x4, 8x8"})
  void refuseMacroPatchesThatHalvingDoesNotMakeSmall(String macro, String near) {
    ModelSettings settings = ModelExamples.small(size(macro), size(macro), 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CocoDiscriminatorProvider().create(settings))
        .withMessage(
            "the discriminator cocogan needs a macro patch whose sides are 4 to 16 times the same"
                + " power of two, two or more, not "
                + macro
                + "; try "
                + near);
  }

  @Test
  void areFoundThroughTheServiceLoader() {
    assertThat(ServiceLoader.load(GeneratorProvider.class))
        .extracting(GeneratorProvider::name)
        .contains("cocogan");
    assertThat(ServiceLoader.load(DiscriminatorProvider.class))
        .extracting(DiscriminatorProvider::name)
        .contains("cocogan");
  }

  private static ModelSettings small(int macro, int micro, int extraLayers) {
    return ModelExamples.small(
        ModelExamples.square(macro), ModelExamples.square(micro), extraLayers);
  }

  private static Size size(String text) {
    int times = text.indexOf('x');
    return new Size(
        Integer.parseInt(text.substring(0, times)), Integer.parseInt(text.substring(times + 1)));
  }
}
