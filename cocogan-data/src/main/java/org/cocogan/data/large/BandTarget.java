package org.cocogan.data.large;

import java.nio.file.Path;

/**
 * The target of the bands of a large picture. What is written stays beside its place, as
 * NAME.partial with NAME.journal, until it is whole: another attempt at the same picture goes on
 * from there.
 */
public sealed interface BandTarget extends AutoCloseable permits DeepZoomFolder, PictureFile {
  /** Where the picture will be. */
  Path target();

  /** What a viewer opens: the picture itself, unless a page shows it. */
  default Path opens() {
    return target();
  }

  /** How many bands are there, those of earlier attempts included. */
  int done();

  /** Whether an earlier attempt was given up because it was at another picture or is damaged. */
  boolean startedAnew();

  /**
   * Writes the next band.
   *
   * @param rows [rows of the band, width, channels] bytes in 0..255
   * @throws org.cocogan.data.DataException if it cannot be written; what was written before stays
   */
  void add(byte[] rows);

  /**
   * Moves the picture to its place, once all bands are there.
   *
   * @throws org.cocogan.data.DataException if it cannot be written
   */
  void finish();

  /** Leaves what is unfinished for another attempt, unless no band is there yet. */
  @Override
  void close();
}
