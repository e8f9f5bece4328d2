package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that shows a run. */
class ReportCommandTest {
  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private static String set(String value) {
    return "log_params." + value;
  }

  @Test
  void isWrittenAtEachCheckpointUnlessItIsTurnedOff() throws IOException {
    Path report = tiny.run().resolve("report.html");
    tiny.train("--steps", 1).succeeding();
    assertThat(report).doesNotExist();

    tiny.train("--steps", 2, "--set", set("report=True")).succeeding();

    assertThat(report).content().contains("full_image_size: [16, 16]", "step\":2");
  }

  @Test
  void loadsNothingFromAnywhere() throws IOException {
    tiny.train("--steps", 2).succeeding();

    CommandRun run = CommandRun.of("report", tiny.run()).succeeding();

    Path report = tiny.run().resolve("report.html");
    assertThat(run.outputLines()).containsExactly(report.toString());
    String page = Files.readString(report);
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
    assertThat(page).doesNotContain(" src=\"", "@import", "url(");
  }

  @Test
  void doesNotTakeATextOfTheRunForTheEndOfItsData() throws IOException {
    tiny.train("--steps", 1).succeeding();
    Files.writeString(tiny.run().resolve("train.log"), "</script><script>alert(1)</script>\n");

    CommandRun.of("report", tiny.run()).succeeding();

    assertThat(Files.readString(tiny.run().resolve("report.html")))
        .doesNotContain("</script><script>alert");
  }

  @Test
  void refusesAFolderThatIsNoRun() {
    CommandRun run = CommandRun.of("report", folder.resolve("nowhere"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly(
            folder.resolve("nowhere")
                + " is no run: it has no config.yaml; name the folder of a run, such as runs/NAME");
  }

  @Test
  @Tag("browser")
  void showsRunsSideBySideInABrowser() throws Exception {
    tiny.train("--steps", 4).succeeding();
    tiny.train("--steps", 4, "--set", set("exp_name=other"), "--set", "train_params.glr=0.001")
        .succeeding();
    Path page = folder.resolve("both.html");
    CommandRun.of("report", tiny.run(), tiny.run("other"), "--output", page).succeeding();

    String shown = shown(page, "");

    assertThat(shown)
        .contains("CocoGAN report: tiny, other")
        .contains("<td>train_params.glr</td><td>1.0E-4</td><td>0.001</td>")
        .contains("Slopes of the gradient penalty")
        .contains("tiny d_loss", "other d_loss")
        .contains(">4</output>");
    assertThat(shown.split("alt=\"samples of", -1)).hasSize(3);
  }

  @Test
  @Tag("browser")
  void showsTheSheetOfTheStepThatTheSliderIsAt() throws Exception {
    tiny.train("--steps", 4).succeeding();
    CommandRun.of("report", tiny.run()).succeeding();
    Path page = tiny.run().resolve("report.html");

    String last = shown(page, "");
    String first =
        shown(page, "byId('slider').value = 0; byId('slider').dispatchEvent(new Event('input'));");

    assertThat(last).contains(">4</output>");
    assertThat(first).contains(">0</output>");
    assertThat(sheet(first)).startsWith("data:image/png;base64,").isNotEqualTo(sheet(last));
  }

  private static String sheet(String shown) {
    String image = shown.substring(shown.indexOf("class=\"sheet\""));
    String source = image.substring(image.indexOf("src=\"") + 5);
    return source.substring(0, source.indexOf('"'));
  }

  /** What Chromium makes of a page and of a script that is run on it; there must be no error. */
  private String shown(Path page, String script) throws IOException, InterruptedException {
    Path copy = folder.resolve("shown.html");
    Files.writeString(
        copy,
        Files.readString(page)
            + "<script>window.onerror = message => document.title = message;"
            + script
            + "</script>");
    Process chromium =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                copy.toUri().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String shown = new String(chromium.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(chromium.waitFor()).isZero();
    assertThat(shown).contains("What to do next").contains("./cocogan export");
    return shown;
  }
}
