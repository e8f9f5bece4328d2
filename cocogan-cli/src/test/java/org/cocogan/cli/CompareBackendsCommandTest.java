package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
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
              JsonNode loss = step.get("losses").get("d_loss");
              assertThat(loss.get(0).floatValue()).isEqualTo(loss.get(1).floatValue());
            });
  }

  @Test
  void trainsAsTrainDoes() throws IOException {
    tiny.train().succeeding();
    JsonNode free = compare("djl,djl", "--steps", 4, "--json").succeeding().json().get("free");

    List<String> log = Files.readAllLines(tiny.run().resolve("metrics.jsonl"));
    for (int step = 0; step < 4; step++) {
      JsonNode logged = new CommandRun(0, log.get(step), "").json();
      JsonNode losses = free.get(step).get("losses");
      assertThat(losses.get("g_loss").get(0).floatValue())
          .isEqualTo(logged.get("g_loss").floatValue());
      assertThat(losses.get("d_penalty").get(1).floatValue())
          .isEqualTo(logged.get("d_penalty").floatValue());
    }
  }

  @Test
  void tellsPeopleOfBothAndOfWhatDiffersMost() {
    CommandRun run = compare("djl,djl", "--steps", 1).succeeding();

    assertThat(run.outputLines())
        .startsWith("tiny, 1 steps on two engines")
        .contains("images of one state: the largest difference is 0 of 255 (tolerance 2)")
        .anyMatch(line -> line.startsWith("  djl    DJL "))
        .anyMatch(line -> line.startsWith("djl and djl agree: "))
        .allMatch(line -> line.length() <= 100);
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
