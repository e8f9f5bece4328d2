package org.cocogan.eval.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.cocogan.file.Digests;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OnnxFeatureNetworkTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

  @TempDir Path folder;

  @Test
  void readsTheOrderOfAxesFromTheModel() throws IOException {
    Path first =
        new TinyModel(-1, 3, 4, 5).means("x", true).output("x").write(folder.resolve("first.onnx"));
    Path last =
        new TinyModel(-1, 4, 5, 3).means("x", false).output("x").write(folder.resolve("last.onnx"));
    FeatureImage image = plain(255, 51, 0);

    try (OnnxFeatureNetwork channelsFirst = open(first);
        OnnxFeatureNetwork channelsLast = open(last)) {
      assertThat(channelsFirst.inputSize()).isEqualTo(new Size(4, 5));
      assertThat(channelsFirst.features(List.of(image)).features()[0])
          .containsExactly(new float[] {1, 0.2f, 0}, CLOSE);
      assertThat(channelsLast.features(List.of(image)).features()[0])
          .containsExactly(new float[] {1, 0.2f, 0}, CLOSE);
    }
  }

  @Test
  void isCalledByItsFileAndHasNoClassesUnlessTheModelHas() throws IOException {
    try (OnnxFeatureNetwork network = open(means())) {
      assertThat(network.name()).isEqualTo("means.onnx");
      assertThat(network.isFidInception()).isFalse();
      assertThat(network.preprocessing()).isEqualTo(FeaturePreprocessing.UNIT);
      assertThat(network.digest()).isEqualTo(Digests.of(means()));
      assertThat(network.dimension()).isEqualTo(3);
      assertThat(network.classes()).isZero();
      assertThat(network.features(List.of(plain(1, 2, 3))).logits()).isEmpty();
    }
  }

  @Test
  void believesNothingThatStandsBesideAFile() throws IOException {
    Path file = means();
    NetworkProvenance claim =
        new NetworkProvenance(
            Digests.of(file),
            NetworkProvenance.Trust.KNOWN,
            OfficialWeights.FILE,
            OfficialWeights.SHA_256,
            "PyTorch's zip",
            1);
    Files.write(folder.resolve("means.json"), claim.toJson());
    Files.write(folder.resolve(Digests.of(file) + ".json"), claim.toJson());

    try (OnnxFeatureNetwork network = open(file)) {
      assertThat(network.name()).isEqualTo("means.onnx");
      assertThat(network.isFidInception()).isFalse();
    }
  }

  @Test
  void knowsAnImportedNetworkWhereverItLies() throws IOException {
    Path file = means();
    NetworkCache.Source source =
        new NetworkCache.Source(
            NetworkProvenance.Trust.KNOWN, OfficialWeights.FILE, OfficialWeights.SHA_256, "a zip");
    known().store(Files.readAllBytes(file), source, copy -> 1);

    try (OnnxFeatureNetwork network = open(file)) {
      assertThat(network.name()).isEqualTo("inception-2015-12-05");
      assertThat(network.isFidInception()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 30000, 30000",
    "-1, 4096, 8192",
    "1073741824, 8, 8",
    "-1, 1099511627776, 1099511627776",
    "9223372036854775807, 8, 8",
    "1, 2147483648, 8"
  })
  void refusesInputsOfAnySize(long batch, long height, long width) throws IOException {
    Path file =
        new TinyModel(batch, 3, height, width)
            .means("x", true)
            .output("x")
            .write(folder.resolve("large.onnx"));

    assertThatThrownBy(() -> open(file))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageStartingWith(file + ": its input images takes images of ")
        .hasMessageEndingWith("; the images of a batch may have 67108864 numbers");
  }

  @Test
  void refusesMoreFeaturesThanACovarianceCanHave() throws IOException {
    Path file =
        new TinyModel(-1, 3, 64, 64)
            .layer("Flatten", "images", "x")
            .output("x")
            .write(folder.resolve("all.onnx"));

    assertThatThrownBy(() -> open(file))
        .hasMessage(file + ": gives 12288 features; from 1 to 8192 are measured");
  }

  @Test
  void refusesAModelThatMixesImages() throws IOException {
    AttributeProto axis =
        AttributeProto.newBuilder()
            .setName("axis")
            .setType(AttributeProto.AttributeType.INT)
            .setI(0)
            .build();
    Path file =
        new TinyModel(-1, 3, 4, 5)
            .means("mean", true)
            .layer("Flatten", "mean", "x", axis)
            .output("x")
            .write(folder.resolve("mixed.onnx"));

    try (OnnxFeatureNetwork network = open(file)) {
      assertThat(network.dimension()).isEqualTo(3);
      assertThatThrownBy(() -> network.features(List.of(plain(1, 2, 3), plain(4, 5, 6))))
          .isInstanceOf(FeatureNetworkException.class)
          .hasMessage(
              "mixed.onnx: gives another number of x for these images than the 3 of a first one");
    }
  }

  @Test
  void takesProbabilitiesAsLogits() throws IOException {
    Path file =
        new TinyModel(-1, 3, 4, 5)
            .means("mean", true)
            .layer("Softmax", "mean", "classes")
            .output("mean")
            .output("classes")
            .write(folder.resolve("classes.onnx"));

    try (OnnxFeatureNetwork network = open(file)) {
      assertThat(network.classes()).isEqualTo(3);
      float[] logits = network.features(List.of(plain(255, 51, 0))).logits()[0];
      assertThat(logits[0] - logits[1]).isCloseTo(0.8f, CLOSE);
      assertThat(logits[1] - logits[2]).isCloseTo(0.2f, CLOSE);
    }
  }

  @Test
  void asksForASizeThatTheModelLeavesOpen() throws IOException {
    Path file =
        new TinyModel(-1, 3, -1, -1).means("x", true).output("x").write(folder.resolve("any.onnx"));

    assertThatThrownBy(() -> open(file))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("any.onnx: its input images takes images of any size")
        .hasMessageContaining("--features-size");
    try (OnnxFeatureNetwork network =
        OnnxFeatureNetwork.open(
            file, options(Optional.of(new Size(2, 9)), Optional.empty()), known())) {
      assertThat(network.inputSize()).isEqualTo(new Size(2, 9));
    }
  }

  @Test
  void asksWhichOutputHoldsTheFeatures() throws IOException {
    Path file =
        new TinyModel(-1, 3, 4, 5)
            .means("a", true)
            .layer("Neg", "a", "b")
            .output("a")
            .output("b")
            .write(folder.resolve("two.onnx"));

    assertThatThrownBy(() -> open(file))
        .hasMessageContaining("--features-output: a (3 numbers), b (3 numbers)");
    try (OnnxFeatureNetwork network =
        OnnxFeatureNetwork.open(file, options(Optional.empty(), Optional.of("b")), known())) {
      assertThat(network.features(List.of(plain(255, 0, 0))).features()[0][0]).isEqualTo(-1);
    }
    assertThatThrownBy(
            () ->
                OnnxFeatureNetwork.open(file, options(Optional.empty(), Optional.of("c")), known()))
        .hasMessageContaining("has no output c");
  }

  @Test
  void refusesAModelThatTakesNoImages() throws IOException {
    Path flat =
        new TinyModel(-1, 3)
            .layer("Neg", "images", "x")
            .output("x")
            .write(folder.resolve("f.onnx"));
    Path both =
        new TinyModel(-1, 3, 4, 3).means("x", true).output("x").write(folder.resolve("b.onnx"));

    assertThatThrownBy(() -> open(flat)).hasMessageContaining("is no batch of images");
    assertThatThrownBy(() -> open(both)).hasMessageContaining("does not tell the axis");
  }

  @Test
  void fillsUpABatchThatTheModelFixes() throws IOException {
    Path file =
        new TinyModel(4, 3, 4, 5).means("x", true).output("x").write(folder.resolve("four.onnx"));

    try (OnnxFeatureNetwork network = open(file)) {
      List<FeatureImage> images =
          IntStream.range(0, 6).mapToObj(i -> plain(51 * i, 0, 255)).toList();
      float[][] features = network.features(images).features();
      assertThat(features).hasDimensions(6, 3);
      for (int i = 0; i < 6; i++) {
        assertThat(features[i]).containsExactly(new float[] {0.2f * i, 0, 1}, CLOSE);
      }
    }
  }

  @Test
  void streamsImagesOfMixedSizesInOrder() throws IOException {
    List<Float> reds = new ArrayList<>();
    try (OnnxFeatureNetwork network = open(means())) {
      network.stream(
          50,
          i -> image(new Size(1 + i % 7, 1 + i % 5), 3, 5 * i, 0, 0),
          batch -> {
            for (float[] features : batch.features()) {
              reds.add(features[0] * 51);
            }
          });
    }

    assertThat(reds).hasSize(50);
    for (int i = 0; i < 50; i++) {
      assertThat(reds.get(i)).isCloseTo(i, Offset.offset(1e-4f));
    }
  }

  @Test
  void takesGreyAsThreeEqualColours() throws IOException {
    try (OnnxFeatureNetwork network = open(means())) {
      FeatureImage grey = image(new Size(2, 2), 1, 102);
      assertThat(network.features(List.of(grey)).features()[0])
          .containsExactly(new float[] {0.4f, 0.4f, 0.4f}, CLOSE);
    }
  }

  @Test
  void passesOnWhatAnImageThrows() throws IOException {
    try (OnnxFeatureNetwork network = open(means())) {
      assertThatThrownBy(
              () ->
                  network.stream(
                      20,
                      i -> {
                        if (i == 11) {
                          throw new IllegalStateException("image 11 is damaged");
                        }
                        return plain(1, 2, 3);
                      },
                      batch -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("image 11 is damaged");
    }
  }

  @Test
  void readsExternalDataFromItsOwnFolderAlone() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    TinyModel.writeNumber(own.resolve("number.bin"), 7);
    TinyModel.writeNumber(folder.resolve("secret.bin"), 9);
    Path beside = external(own, "beside.onnx", "number.bin");

    try (OnnxFeatureNetwork network = open(beside)) {
      assertThat(network.features(List.of(plain(255, 0, 0))).features()[0][0]).isEqualTo(8);
      assertThat(network.digest()).isNotEqualTo(Digests.of(beside));
    }
    for (String location : List.of("../secret.bin", folder.resolve("secret.bin").toString())) {
      assertThatThrownBy(() -> open(external(own, "outside.onnx", location)))
          .isInstanceOf(FeatureNetworkException.class)
          .hasMessageContaining("names the file " + location + " outside its folder");
    }
    Files.createSymbolicLink(own.resolve("link.bin"), folder.resolve("secret.bin"));
    assertThatThrownBy(() -> open(external(own, "link.onnx", "link.bin")))
        .hasMessageContaining("outside its folder");
    assertThatThrownBy(() -> open(external(own, "missing.onnx", "gone.bin")))
        .hasMessageContaining("gone.bin, which is not beside it");
  }

  private static Path external(Path folder, String name, String location) throws IOException {
    return new TinyModel(-1, 3, 4, 5)
        .means("x", true)
        .addingExternal("x", "y", location)
        .output("y")
        .write(folder.resolve(name));
  }

  @Test
  void refusesWhatIsNoModel() throws IOException {
    Path zip = Files.write(folder.resolve("m.zip"), new byte[] {'P', 'K', 3, 4, 0});
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
    byte[] whole = Files.readAllBytes(means());
    Path part = Files.write(folder.resolve("part.onnx"), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> open(zip)).hasMessageContaining("is a zip; unpack it");
    assertThatThrownBy(() -> open(text)).hasMessageContaining("text.onnx: is no");
    assertThatThrownBy(() -> open(part)).hasMessageContaining("part.onnx: is no");
    assertThatThrownBy(() -> open(folder.resolve("none.onnx")))
        .hasMessageContaining("no such file");
  }

  private Path means() throws IOException {
    return new TinyModel(-1, 3, 4, 5)
        .means("x", true)
        .output("x")
        .write(folder.resolve("means.onnx"));
  }

  private OnnxFeatureNetwork open(Path file) {
    return OnnxFeatureNetwork.open(file, FeatureNetworkOptions.defaults(), known());
  }

  private NetworkCache known() {
    return new NetworkCache(folder.resolve("networks"));
  }

  private static FeatureNetworkOptions options(Optional<Size> size, Optional<String> features) {
    return new FeatureNetworkOptions(Optional.empty(), size, features, Optional.empty(), false, 1);
  }

  private static FeatureImage plain(int... colour) {
    return image(new Size(3, 2), 3, colour);
  }

  private static FeatureImage image(Size size, int channels, int... colour) {
    byte[] pixels = new byte[size.height() * size.width() * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) colour[i % channels];
    }
    return new FeatureImage(size, channels, pixels);
  }
}
