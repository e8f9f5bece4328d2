package org.cocogan.data;

import java.util.Optional;

/** The image that a file shows, or shows first, apart from what else the file holds. */
final class StillImage {
  private final byte[] file;
  private final Orientation orientation;
  private final Optional<Canvas> canvas;

  /**
   * An image.
   *
   * @param file an image file of the same format and pixels, without colour profiles, Exif data,
   *     texts and whatever else could be broken and lose a good picture
   * @param orientation how it is to be turned
   * @param canvas what it lies on, if it is a frame
   */
  StillImage(byte[] file, Orientation orientation, Optional<Canvas> canvas) {
    this.file = file;
    this.orientation = orientation;
    this.canvas = canvas;
  }

  /** One that is upright and lies on nothing. */
  StillImage(byte[] file) {
    this(file, Orientation.UPRIGHT, Optional.empty());
  }

  byte[] file() {
    return file;
  }

  Optional<Canvas> canvas() {
    return canvas;
  }

  /** The image as it is to be seen. */
  PixelImage whole(PixelImage decoded) {
    return orientation.upright(canvas.map(under -> under.with(decoded)).orElse(decoded));
  }
}
