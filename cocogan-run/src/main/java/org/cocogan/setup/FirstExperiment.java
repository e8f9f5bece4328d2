package org.cocogan.setup;

import org.cocogan.exact.Product;
import org.cocogan.patch.PatchLayout;

/**
 * The experiment that is proposed.
 *
 * @param dataset its name or path
 * @param name of the run
 * @param survey of the pictures
 * @param layout sizes of images and patches
 * @param coordinates the coordinate system's name
 * @param scale of networks and batches
 * @param periods how often what is written
 */
record FirstExperiment(
    String dataset,
    String name,
    PictureSurvey survey,
    PatchLayout layout,
    String coordinates,
    Scale scale,
    Periods periods) {
  /** Below this many images a discriminator soon knows them by heart. */
  private static final int FEW = 1000;

  private static final int SMALL_MACRO_PATCH = 16;

  FirstExperiment with(Periods other) {
    return new FirstExperiment(dataset, name, survey, layout, coordinates, scale, other);
  }

  /** Small macro patches are cheap, and more of them steady a step. */
  private int batch() {
    return layout.macro().height() <= SMALL_MACRO_PATCH
        ? Product.of(2, scale.batch())
        : scale.batch();
  }

  /** The configuration file. */
  String yaml() {
    CommentedYaml yaml =
        new CommentedYaml()
            .comment(survey.sentence())
            .comment("Every key is in docs/configuration.md; check says what a file amounts to.");
    yaml.section("data_params")
        .text("dataset", dataset)
        .line("c_dim", survey.channels(), "3 for colour, 1 for grey");
    if (survey.inFolders()) {
      yaml.unset("classes", "folders", "where each folder holds a class of its own");
    }
    if (!coordinates.equals("euclidean")) {
      yaml.line("crop", "none", "a cut would part edges that meet");
    }
    yaml.size("full_image_size", layout.full(), "height, width")
        .size("macro_patch_size", layout.macro(), "what the discriminator judges")
        .size("micro_patch_size", layout.micro(), "what the generator makes")
        .line("coordinate_system", coordinates, "")
        .unset("horizontal_flip", "True", "where mirrored pictures look as real");
    yaml.section("train_params")
        .line("device", scale.device(), "")
        .line("batch_size", batch(), "macro patches in a step")
        .line("steps", scale.steps(), "raise it to go on, and train again")
        .line("beta1", "0.0", "")
        .line("beta2", "0.9", "")
        .line("glr", scale.rate(), "learning rates of both players")
        .line("dlr", scale.rate(), "")
        .line("ema_decay", "0.998", "sheets are drawn from averaged weights");
    if (survey.count() < FEW) {
      yaml.line("diff_augment", "[colour, translation, cutout]", "for few pictures");
    }
    yaml.section("loss_params")
        .line("adversarial_loss", "relativistic", "shows structure sooner than the authors' loss")
        .line("regularizer", "r1_r2", "")
        .line("r1_gamma", "0.3", "")
        .line("coord_loss_w", 1, "");
    yaml.section("model_params")
        .line("generator", "seamless", "patches agree by construction; for photographs try cocogan")
        .line("variant", "paper", "")
        .line("z_dim", scale.latent(), "entries of a latent vector")
        .line("ngf_base", scale.width() / 2, "width of the generator; work grows with its square")
        .line("ndf_base", scale.width(), "width of the discriminator");
    return yaml.section("log_params")
        .text("exp_name", name)
        .line("log_step", periods.losses(), "steps from one entry of losses to the next")
        .line("img_step", periods.sheets(), "images in TensorBoard")
        .line("ckpt_step", periods.checkpoints(), "checkpoints, from which training goes on")
        .line("dump_img_step", periods.sheets(), "sheets of samples")
        .toString();
  }
}
