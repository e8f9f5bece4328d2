package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.cocogan.data.Pack;
import org.cocogan.dataset.DomainMap;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations of coupled networks, made small, from the data sets to drawn pairs. */
class CoupledConfigurationsTest {
  private static final int STEPS = 50;
  private static final List<String> ENGINES = List.of("djl", "dl4j");
  private static final List<String> SMALL =
      List.of(
          "train_params.batch_size=3",
          "train_params.threads=1",
          "model_params.z_dim=4",
          "model_params.ngf_base=2",
          "model_params.ndf_base=2",
          "log_params.exp_name=tiny",
          "log_params.sample_count=4");

  @TempDir static Path shared;
  @TempDir Path folder;

  /** The packs of both domains, for each size and number of channels. */
  @BeforeAll
  static void prepareDomains() throws IOException {
    TinyExperiment tiny = TinyExperiment.in(shared);
    tiny.clearImages();
    for (int i = 0; i < 9; i++) {
      tiny.addImage(i + ".png", 28, BufferedImage.TYPE_INT_RGB);
    }
    prepare("grey-first", "28,28", 1, "--half", "first");
    prepare("grey-edges", "28,28", 1, "--half", "second", "--change", "edges");
    prepare("grey-negative", "28,28", 1, "--half", "second", "--change", "negative");
    prepare("colour-first", "16,16", 3, "--half", "first");
    prepare("colour-blended", "16,16", 3, "--half", "second", "--blend", tiny.images());
  }

  private static void prepare(String name, String size, int channels, Object... domain) {
    List<Object> words =
        new ArrayList<>(
            List.of("data", "prepare", "images", shared.resolve("images"), "--size", size));
    words.addAll(List.of("--channels", channels, "--output", pack(name)));
    words.addAll(List.of(domain));
    CommandRun.of(words.toArray()).succeeding();
  }

  private static Path pack(String name) {
    return shared.resolve(name + ".pack");
  }

  private static String size(int height) {
    return String.format(Locale.ROOT, "_size=[%d, %d]", height, 2 * height);
  }

  private static List<String> settings(String first, String second, int height) {
    return List.of(
        "data_params.dataset=" + pack(first),
        "data_params.second_dataset=" + pack(second),
        "data_params.full_image" + size(height),
        "data_params.macro_patch" + size(height),
        "data_params.micro_patch" + size(height));
  }

  static Stream<Arguments> configurations() {
    Map<String, List<String>> all =
        Map.of(
            "edges", settings("grey-first", "grey-edges", 28),
            "edges-small", settings("grey-first", "grey-edges", 28),
            "negative-small", settings("grey-first", "grey-negative", 28),
            "blended", settings("colour-first", "colour-blended", 16));
    return ENGINES.stream()
        .flatMap(
            engine ->
                all.entrySet().stream()
                    .map(entry -> Arguments.of(entry.getKey(), engine, entry.getValue())));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("configurations")
  void trainsExportsAndDrawsPairs(String name, String engine, List<String> settings)
      throws IOException {
    CommandRun training = train(name, settings, "--steps", STEPS, "--backend", engine);
    assertThat(training.outputLines()).contains("finished at step " + STEPS);
    Path run = folder.resolve("runs").resolve("tiny");
    Path model = folder.resolve("model.onnx");
    CommandRun.of("export", run, "--output", model).succeeding();

    BufferedImage ofModel = draw(model);
    BufferedImage ofRun = draw(run);

    assertThat(ofRun.getWidth()).isEqualTo(2 * ofRun.getHeight());
    assertThat(pixels(ofModel)).isEqualTo(pixels(ofRun));
    assertThat(pixels(ofRun).stream().distinct()).hasSizeGreaterThan(9);
  }

  private CommandRun train(String name, List<String> settings, Object... options) {
    Path configuration = CommandRun.shipped("coupled/" + name);
    List<Object> words = new ArrayList<>(List.of("train", configuration));
    words.addAll(List.of(options));
    Stream.of(SMALL, settings, List.of("log_params.log_dir=" + folder.resolve("runs")))
        .flatMap(List::stream)
        .forEach(setting -> words.addAll(List.of("--set", setting)));
    CommandRun.of("check", configuration).succeeding();
    return CommandRun.of(words.toArray()).succeeding();
  }

  private BufferedImage draw(Path source) throws IOException {
    Path output = folder.resolve("drawn from " + source.getFileName());
    CommandRun.of("generate", source, "--count", 1, "--output", output).succeeding();
    return ImageIO.read(TinyExperiment.files(output).get(0).toFile());
  }

  private static List<Integer> pixels(BufferedImage image) {
    List<Integer> pixels = new ArrayList<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        pixels.add(image.getRGB(x, y));
      }
    }
    return pixels;
  }

  @Test
  void measuresHowFarPairsAgree() {
    train("edges-small", settings("grey-first", "grey-edges", 28), "--steps", 1);

    JsonNode json =
        CommandRun.of(
                "evaluate",
                folder.resolve("runs/tiny"),
                "--metrics",
                "agreement",
                "--set",
                "agreement.map=edges",
                "--samples",
                3,
                "--json")
            .succeeding()
            .json();

    assertThat(json.get("scores")).hasSize(2);
    assertThat(json.get("scores").get(0).get("name").textValue()).isEqualTo("pairs");
    assertThat(json.get("scores").get(0).get("value").doubleValue()).isBetween(0.0, 1.0);
    assertThat(json.get("scores").get(1).get("name").textValue()).isEqualTo("shuffled");
  }

  @Test
  void saysThatPairsHaveNoContentNetwork() {
    train("edges-small", settings("grey-first", "grey-edges", 28), "--steps", 1);
    Path run = folder.resolve("runs/tiny");

    CommandRun refused =
        CommandRun.of("export", run, "--kind", "encoder", "--output", folder.resolve("e.onnx"));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errorLines())
        .containsExactly(
            run
                + " has no content network, which estimates latent vectors: its discriminator"
                + " coupled-digits predicts none");
  }

  @Test
  void preparesASecondDomainOfTheOtherHalf() {
    try (Pack first = Pack.open(pack("grey-first"));
        Pack edges = Pack.open(pack("grey-edges"));
        Pack negative = Pack.open(pack("grey-negative"))) {
      assertThat(first.count()).isEqualTo(4);
      assertThat(edges.count()).isEqualTo(5);
      assertThat(edges.description().source()).isEqualTo("images, second half, edges");
      Size size = new Size(28, 28);
      byte[] outlined = read(edges, 2);
      byte[] plain = DomainMap.NEGATIVE.apply(read(negative, 2), size, 1);
      assertThat(outlined).isEqualTo(DomainMap.EDGES.apply(plain, size, 1));
    }
  }

  private static byte[] read(Pack pack, int image) {
    byte[] pixels = new byte[28 * 28];
    pack.read(image, 0, 0, 28, 28, pixels, 0, 28);
    return pixels;
  }

  @Test
  void leavesAPackOfTheSameDomainAndRefusesToReplaceAnother() {
    List<Object> words =
        List.of("data", "prepare", "images", shared.resolve("images"), "--size", "28,28");
    List<Object> same = new ArrayList<>(words);
    same.addAll(List.of("--channels", 1, "--output", pack("grey-edges")));
    List<Object> other = new ArrayList<>(same);
    same.addAll(List.of("--half", "second", "--change", "edges"));
    other.addAll(List.of("--half", "second", "--change", "negative"));

    assertThat(CommandRun.of(same.toArray()).succeeding().output()).contains("is up to date");
    CommandRun refused = CommandRun.of(other.toArray());
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errors()).contains("was made of something else");
  }

  @Test
  void exitsWithTwoForDomainsThatDoNotExist() {
    Object[] words = {"data", "prepare", "images", shared, "--output", "x", "--change", "blur"};
    CommandRun run = CommandRun.of(words);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("'blur' is not edges or negative");
  }

  @Test
  void namesTheSecondDataSetThatIsNotThere() {
    CommandRun run = CommandRun.of("check", CommandRun.shipped("coupled/edges"));

    assertThat(run.errors() + run.output())
        .contains(
            "data_params.dataset: there is no folder, zip or pack data/clothes.pack",
            "data_params.second_dataset: there is no folder, zip or pack data/edges.pack");
  }
}
