package org.cocogan.run;

import java.util.Optional;
import org.cocogan.dataset.Dataset;
import org.cocogan.metric.LatentSteps;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Size;

/** Generated images that are measured. */
public interface EvaluatedImages {
  /** The size of every image. */
  Size size();

  /** Channels of every image: 3 for red, green, blue; 1 for grey. */
  int channels();

  /** How many there are. */
  int count();

  /** Where their patches meet. */
  CoordinateSystem coordinates();

  /**
   * Opens the images that they are to be like.
   *
   * @throws RuntimeException if they are not there; the message says what would help
   */
  Dataset real();

  /**
   * Opens other images, brought to the size of these.
   *
   * @param data a data set's name, or the path of a folder, zip or pack
   * @throws RuntimeException if they are not there; the message says what would help
   */
  Dataset alike(String data);

  /**
   * Some of the images.
   *
   * @param first number of the first
   * @param count how many
   * @return for each image [height, width, channels] bytes
   */
  byte[][] pixels(int first, int count);

  /** Draws between their latent vectors, if they are drawn. */
  default Optional<LatentSteps> latentSteps() {
    return Optional.empty();
  }
}
