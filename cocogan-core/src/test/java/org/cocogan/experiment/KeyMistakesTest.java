package org.cocogan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that are unknown, misplaced or missing. */
class KeyMistakesTest {
  @Test
  void suggestsTheNearestKeyOfTheSection() {
    assertThat(Examples.problems(Examples.training("glrr: 1e-4")))
        .containsExactly("run.yaml:9: train_params.glrr: unknown key; did you mean glr?");
    assertThat(Examples.problems(Examples.training("g_update_periods: 1")))
        .containsExactly(
            "run.yaml:9: train_params.g_update_periods: unknown key; did you mean"
                + " G_update_period?");
  }

  @Test
  void saysWhichSectionAKeyBelongsIn() {
    assertThat(Examples.problems(Examples.training("z_dim: 64")))
        .containsExactly("run.yaml:9: train_params.z_dim: belongs in the section model_params");
    assertThat(Examples.problems(Examples.training("zdim: 64")))
        .containsExactly(
            "run.yaml:9: train_params.zdim: unknown key; did you mean z_dim in the section"
                + " model_params?");
  }

  @Test
  void pointsToTheManualWhenNoKeyIsNear() {
    assertThat(Examples.problems(Examples.training("colour_of_the_sky: blue")))
        .containsExactly(
            "run.yaml:9: train_params.colour_of_the_sky: unknown key; docs/configuration.md lists"
                + " those of train_params");
  }

  @Test
  void doesNotCallAMisspeltKeyMissingAsWell() {
    assertThat(Examples.problems(Examples.with("micro_patch_size", "micro_patchsize")))
        .containsExactly(
            "run.yaml:5: data_params.micro_patchsize: unknown key; did you mean micro_patch_size?");
    assertThat(Examples.problems(Examples.with("batch_size: 32", "batch_size: many"))).hasSize(1);
  }

  @Test
  void readsAMisspeltSectionAsTheOneMeant() {
    assertThat(Examples.problems(Examples.with("train_params:", "training_params:")))
        .containsExactly(
            "run.yaml:7: training_params: unknown section; did you mean train_params?");
    assertThat(
            Examples.problems(
                Examples.with("train_params:", "trainparams:").replace("size: 32", "size: 0")))
        .containsExactly(
            "run.yaml:7: trainparams: unknown section; did you mean train_params?",
            "run.yaml:8: train_params.batch_size: must be a whole number from 2 to 65536, not 0");
  }

  @Test
  void namesTheSectionsWhenNoneIsNear() {
    assertThat(Examples.problems(Examples.section("everything", "a: 1")))
        .containsExactly(
            "run.yaml:11: everything: unknown section; there are data_params, train_params,"
                + " loss_params, model_params and log_params");
  }

  @Test
  void saysWhereAKeyOutsideOfAllSectionsBelongs() {
    assertThat(Examples.problems("glr: 1e-4\n" + Examples.SMALLEST))
        .containsExactly("run.yaml:1: glr: belongs in the section train_params");
  }

  @Test
  void namesEveryMissingKeyAtItsSection() {
    String yaml =
        """
        log_params:
          log_dir: ./runs/

        data_params:
          dataset: quickstart
        """;

    assertThat(Examples.problems(yaml))
        .containsExactlyInAnyOrder(
            "run.yaml:4: data_params.full_image_size: is missing; write [height, width] in pixels,"
                + " each a whole number from 1 to 65536",
            "run.yaml:4: data_params.macro_patch_size: is missing; write [height, width] in pixels,"
                + " each a whole number from 1 to 65536",
            "run.yaml:4: data_params.micro_patch_size: is missing; write [height, width] in pixels,"
                + " each a whole number from 1 to 65536",
            "run.yaml:4: data_params.coordinate_system: is missing; write the name of a coordinate"
                + " system",
            "run.yaml: train_params.batch_size: is missing; write a whole number from 2 to 65536",
            "run.yaml:1: log_params.exp_name: is missing; write a name that a folder can have,"
                + " without / \\ : * ? \" < > |");
  }

  @Test
  void tellsAllMistakesAtOnceInTheOrderOfTheLines() {
    String yaml =
        """
        data_params:
          dataset: quickstart
          full_image_size: [32, 30]
          macro_patch_size: [16, 16]
          micro_patch_size: [8, 8]
          coordinate_system: euclidian
        train_params:
          batch_size: few
          glr: 0
          sampling: discret
        los_params:
          gp_lambda: -1
        log_params:
          exp_name: a/b
          log_stp: 1
        """;

    SettingsException refused = Examples.refused(yaml);

    assertThat(refused)
        .hasMessage(
            """
            run.yaml:3: data_params.full_image_size: [32, 30] is no whole number of micro patches of\
             [8, 8]; the nearest is [32, 32]
            run.yaml:6: data_params.coordinate_system: there is no coordinate system euclidian; did\
             you mean euclidean?; known: cylindrical, euclidean, spherical or toroidal
            run.yaml:8: train_params.batch_size: must be a whole number from 2 to 65536, not few
            run.yaml:9: train_params.glr: must be a number above 0, not 0
            run.yaml:10: train_params.sampling: must be discrete or continuous, not discret; did you\
             mean discrete?
            run.yaml:11: los_params: unknown section; did you mean loss_params?
            run.yaml:12: loss_params.gp_lambda: must be a number of at least 0, not -1
            run.yaml:14: log_params.exp_name: must be a name that a folder can have, without / \\ :\
             * ? " < > |, not a/b
            run.yaml:15: log_params.log_stp: unknown key; did you mean log_step?""");
    assertThat(refused.problems()).hasSize(9).allMatch(Problem::isError);
    assertThat(refused.problems().get(3))
        .isEqualTo(
            new Problem(
                Problem.Severity.ERROR,
                "run.yaml",
                9,
                0,
                "train_params.glr",
                "must be a number above 0, not 0"));
  }

  @Test
  void keepsEachProblemInOneShortLine() {
    String monster = "\"" + "x\\n".repeat(5000) + "\"";

    List<String> problems =
        Examples.problems(Examples.training("glr: " + monster, "? " + monster + "\n  : 1"));

    assertThat(problems).hasSize(2).allMatch(line -> line.lines().count() == 1);
    assertThat(problems).allMatch(line -> line.length() < 400);
  }
}
