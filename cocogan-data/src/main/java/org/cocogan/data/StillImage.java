package org.cocogan.data;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** The image that a file shows, or shows first, apart from what else the file holds. */
final class StillImage {
  private final ByteBuffer file;
  private final Orientation orientation;
  private final Optional<Canvas> canvas;

  /**
   * Describes an image.
   *
   * @param file an image file of the same format and pixels, without colour profiles, Exif data,
   *     texts and whatever else could be broken and lose a good picture; up to the limit of an
   *     array of its own
   * @param orientation how it is to be turned
   * @param canvas what it lies on, if it is a frame
   */
  StillImage(ByteBuffer file, Orientation orientation, Optional<Canvas> canvas) {
    this.file = file;
    this.orientation = orientation;
    this.canvas = canvas;
  }

  /** Describes an image that is upright and lies on no canvas. */
  StillImage(ByteBuffer file) {
    this(file, Orientation.UPRIGHT, Optional.empty());
  }

  /** The image file, for a decoder. */
  ImageInputStream open() {
    return new ByteArrayImageInputStream(file.array(), file.arrayOffset(), file.limit());
  }

  Optional<Canvas> canvas() {
    return canvas;
  }

  /** The image as it is to be seen. */
  PixelImage whole(PixelImage decoded) {
    return orientation.upright(canvas.map(under -> under.with(decoded)).orElse(decoded));
  }
}
