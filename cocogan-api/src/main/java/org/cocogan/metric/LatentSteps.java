package org.cocogan.metric;

/**
 * Draws with the generator whose images are measured, at two near places on the way between latent
 * vectors. A metric finds it by {@code request.shared().find(LatentSteps.class)}; images of a
 * folder have none.
 */
public interface LatentSteps {
  /**
   * The images at both ends of a step on a way between two latent vectors of their own, which is
   * gone along the great circle.
   *
   * @param number of the way, from 0; equal numbers give equal images
   * @param step from one image to the other, a part of the way above 0 and at most 1
   * @return two images, [height, width, channels] bytes in 0..255
   */
  byte[][] at(int number, double step);
}
