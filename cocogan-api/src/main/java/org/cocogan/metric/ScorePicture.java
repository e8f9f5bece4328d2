package org.cocogan.metric;

import java.util.List;
import org.cocogan.patch.Size;

/**
 * Images side by side that show what a score means.
 *
 * @param name what tells it from the metric's other pictures, in words joined by underscores
 * @param columns images in a row, at least one
 * @param size of each image
 * @param channels of each image: 3 for red, green, blue; 1 for grey
 * @param images [height, width, channels] bytes in 0..255 each, at least one, row by row
 * @param description what is shown, in one phrase
 */
public record ScorePicture(
    String name, int columns, Size size, int channels, List<byte[]> images, String description) {
  /** Copies the list. */
  public ScorePicture {
    images = List.copyOf(images);
  }
}
