package org.cocogan.data;

import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import org.cocogan.patch.Size;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * How a photograph was stored, after the tag Orientation of Exif; named as the standard metadata
 * format of ImageIO names it.
 */
enum Orientation {
  UPRIGHT("Normal", false, false, false),
  MIRRORED("FlipH", false, false, true),
  UPSIDE_DOWN("Rotate180", false, true, true),
  MIRRORED_UPSIDE_DOWN("FlipV", false, true, false),
  TRANSPOSED("FlipVRotate90", true, false, false),
  LYING_ON_THE_LEFT("Rotate270", true, true, false),
  TRANSPOSED_UPSIDE_DOWN("FlipHRotate90", true, true, true),
  LYING_ON_THE_RIGHT("Rotate90", true, false, true);

  private final String value;
  private final boolean swapped;
  private final boolean fromBottom;
  private final boolean fromRight;

  Orientation(String value, boolean swapped, boolean fromBottom, boolean fromRight) {
    this.value = value;
    this.swapped = swapped;
    this.fromBottom = fromBottom;
    this.fromRight = fromRight;
  }

  /** What the metadata say; upright if they say nothing or cannot be understood. */
  static Orientation of(ImageReader reader) {
    try {
      IIOMetadata metadata = reader.getImageMetadata(0);
      Element tree = (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
      NodeList found = tree.getElementsByTagName("ImageOrientation");
      for (Orientation orientation : values()) {
        if (found.getLength() > 0
            && ((Element) found.item(0)).getAttribute("value").equals(orientation.value)) {
          return orientation;
        }
      }
      return UPRIGHT;
    } catch (IOException | RuntimeException e) {
      return UPRIGHT;
    }
  }

  /** The image as it is to be seen. */
  PixelImage upright(PixelImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int storedHeight = stored.size().height();
    int storedWidth = stored.size().width();
    int height = swapped ? storedWidth : storedHeight;
    int width = swapped ? storedHeight : storedWidth;
    int channels = stored.channels();
    byte[] pixels = new byte[stored.pixels().length];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = swapped ? x : y;
        int column = swapped ? y : x;
        row = fromBottom ? storedHeight - 1 - row : row;
        column = fromRight ? storedWidth - 1 - column : column;
        int from = (row * storedWidth + column) * channels;
        System.arraycopy(stored.pixels(), from, pixels, at, channels);
        at += channels;
      }
    }
    return new PixelImage(new Size(height, width), channels, pixels);
  }
}
