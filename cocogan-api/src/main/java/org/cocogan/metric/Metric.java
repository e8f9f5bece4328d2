package org.cocogan.metric;

import java.util.List;

/**
 * Measures generated images, which come one after another and need not be kept.
 *
 * <p>All images are added from one thread, then the scores are asked for once.
 */
public interface Metric extends AutoCloseable {
  /**
   * Takes in the next generated image.
   *
   * @param image [height, width, channels] bytes in 0..255, of the size and channels that the
   *     request names; the caller leaves them as they are
   */
  void add(byte[] image);

  /**
   * What all images together score.
   *
   * @throws IllegalStateException if there were too few; the message says how many it takes
   */
  List<Score> scores();

  /**
   * What the images score at each place in them; asked after {@link #scores()}.
   *
   * @return none unless the metric looks at places
   */
  default List<ScoreMap> maps() {
    return List.of();
  }

  /**
   * What shows the images that the scores speak of; asked after {@link #scores()}.
   *
   * @return none unless the metric has something to show
   */
  default List<ScorePicture> pictures() {
    return List.of();
  }

  /** Releases what it holds. */
  @Override
  void close();
}
