package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareBackendsCommandTest {
  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private CommandRun compare(String backends, Object... options) {
    List<Object> words = new ArrayList<>(List.of(options));
    words.addAll(List.of("--backends", backends));
    return CommandRun.of(tiny.words("compare-backends", words.toArray()));
  }

  @Test
  void findsAnEngineToBeAsItIs() {
    CommandRun run = compare("djl,djl", "--steps", 4, "--json").succeeding();

    JsonNode found = run.json();
    assertThat(found.get("agrees").booleanValue()).isTrue();
    assertThat(found.get("image_difference").intValue()).isZero();
    assertThat(found.get("shared").findValuesAsText("step"))
        .containsExactly("0", "0", "0", "1", "1", "1", "2", "2", "2", "4", "4", "4");
    assertThat(found.get("shared").findValuesAsText("part")).startsWith("d", "g", "average", "d");
    assertThat(found.get("shared").findValues("distance"))
        .hasSize(4 * 7)
        .allMatch(distance -> distance.doubleValue() == 0);
    assertThat(found.get("free").findValuesAsText("step")).containsExactly("1", "2", "3", "4");
    found
        .get("free")
        .forEach(
            step -> {
              assertThat(step.get("others")).isEqualTo(step.get("losses"));
              assertThat(step.get("perturbed")).isNotEqualTo(step.get("losses"));
            });
  }

  @Test
  void findsThatDjlAndDl4jAgree() {
    CommandRun run = CommandRun.of(tiny.words("compare-backends", "--steps", 10, "--json"));

    JsonNode found = run.succeeding().json();
    assertThat(found.get("engines").findValuesAsText("name")).containsExactly("djl", "dl4j");
    assertThat(found.get("agrees").booleanValue()).isTrue();
    assertThat(found.get("shared").findValues("distance"))
        .anyMatch(distance -> distance.doubleValue() > 0);
    assertThat(found.get("image_difference").intValue()).isLessThanOrEqualTo(2);
    for (String loss : List.of("d_loss", "g_loss")) {
      JsonNode apart = found.get("free_differences").get(loss);
      assertThat(apart.get("engines").get("10").doubleValue()).isLessThan(0.05);
    }
  }

  @Test
  void trainsAsTrainDoes() throws IOException {
    tiny.train().succeeding();
    JsonNode free = compare("djl,djl", "--steps", 4, "--json").succeeding().json().get("free");

    List<JsonNode> log = tiny.losses();
    for (int step = 0; step < 4; step++) {
      JsonNode logged = log.get(step);
      JsonNode losses = free.get(step).get("losses");
      assertThat(losses.size()).isGreaterThan(5);
      losses
          .properties()
          .forEach(
              loss ->
                  assertThat(loss.getValue().floatValue())
                      .isEqualTo(logged.get(loss.getKey()).floatValue()));
    }
  }

  @Test
  void tellsPeopleOfBothAndOfWhatDiffersMost() {
    CommandRun run = compare("djl,djl", "--steps", 1).succeeding();

    assertThat(run.outputLines())
        .startsWith("tiny on two engines")
        .contains("images of one state differ by 0 of 255 at most (tolerance 2)")
        .anyMatch(line -> line.startsWith("  djl    DJL "))
        .anyMatch(line -> line.startsWith("djl and djl agree, nearest to the limit: "))
        .anyMatch(line -> line.startsWith("    djl from perturbed batches  "));
    assertThat(tiny.run()).doesNotExist();
  }

  @Test
  void failsWhereAnEngineUpdatesOtherwise() throws IOException {
    Path plugins = folder.resolve("plugins");
    TestEngine.jar(
        plugins,
        "hasty",
        Map.of(
            "return inner.train(inputs, update);",
            "return inner.train(inputs, new AdamUpdate(update.moments(), update.number(),"
                + " 1.5 * update.learningRate(), update.beta1(), update.beta2(),"
                + " update.epsilon()));"));

    CommandRun run = compare("djl,hasty", "--steps", 2, "--plugins", plugins);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .last()
        .asString()
        .startsWith("djl and hasty differ by more than is allowed: the ");
    assertThat(run.output()).contains("!", "DJL, called hasty");
  }

  @Test
  void acceptsAnEngineThatRoundsOtherwise() throws IOException {
    Path plugins = folder.resolve("plugins");
    TestEngine.jar(
        plugins,
        "rough",
        Map.of(
            "inner.run(inputs)", "inner.run(rounded(inputs))",
            "inner.gradients(inputs)", "inner.gradients(rounded(inputs))",
            "inner.train(inputs, update)", "inner.train(rounded(inputs), update)",
            "// compiled",
                """
                static Map<String, HostArray> rounded(Map<String, HostArray> inputs) {
                  Map<String, HostArray> rounded = new java.util.LinkedHashMap<>();
                  inputs.forEach(
                      (name, input) -> {
                        float[] values = input.values().clone();
                        for (int i = 0; i < values.length; i++) {
                          values[i] *= 1 + 5e-7f * (i * 7919 % 5 - 2);
                        }
                        rounded.put(name, new HostArray(input.shape(), values));
                      });
                  return rounded;
                }
                """));

    CommandRun run = compare("djl,rough", "--steps", 12, "--json", "--plugins", plugins);

    JsonNode found = run.succeeding().json();
    assertThat(found.get("agrees").booleanValue()).isTrue();
    assertThat(found.get("shared").findValues("distance"))
        .anyMatch(distance -> distance.doubleValue() > 0);
    JsonNode apart = found.get("free_differences").get("g_loss");
    assertThat(apart.get("engines").get("10").doubleValue()).isBetween(1e-9, 0.05);
    assertThat(apart.get("perturbed").get("10").doubleValue()).isBetween(1e-9, 0.05);
  }

  @Test
  void refusesAnEngineThatDoesNotTrain() {
    CommandRun run = compare("djl,onnx");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            "the backend onnx draws and does not train; ./cocogan backends tells which engines"
                + " train");
  }

  @Test
  void namesTheEnginesThereAreWhenOneIsUnknown() {
    CommandRun run = compare("djl,tensorflow");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .singleElement()
        .asString()
        .startsWith("there is no backend tensorflow; there are [djl");
  }

  @Test
  void takesTwoEnginesAndAtLeastOneStep() {
    assertThat(compare("djl").exitCode()).isEqualTo(2);
    assertThat(compare("djl,djl,djl").errors()).contains("takes two engines");
    assertThat(compare("djl,djl", "--steps", 0).exitCode()).isEqualTo(2);
  }
}
