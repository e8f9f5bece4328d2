package org.cocogan.setup;

/**
 * The scale of an experiment: how large networks and batches are.
 *
 * @param device that trains
 * @param side the most pixels of the shorter side of images, unless more are asked for
 * @param micro the most pixels of a side of micro patches
 * @param width base number of channels of both networks
 * @param latent entries of a latent vector
 * @param batch macro patches in a step
 * @param steps to train
 * @param rate at which both players learn
 */
record Scale(
    String device, int side, int micro, int width, int latent, int batch, long steps, String rate) {
  /** For a few processor cores. */
  static final Scale CPU = new Scale("cpu", 64, 32, 16, 32, 16, 4000, "5e-4");

  /** For a GPU. */
  static final Scale GPU = new Scale("gpu", 128, 64, 64, 128, 64, 100_000, "2e-4");
}
