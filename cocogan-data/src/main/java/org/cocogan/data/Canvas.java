package org.cocogan.data;

import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/**
 * The canvas that the first frame of an animation lies on.
 *
 * @param size of all frames together
 * @param top row of the canvas that the frame begins in
 * @param left column likewise
 * @param colour red, green and blue around the frame, such as 0xffffff
 */
record Canvas(Size size, int top, int left, int colour) {
  static final int WHITE = 0xffffff;

  /** The canvas with a frame on it, all of which must lie inside. */
  PixelImage with(PixelImage frame) {
    if (frame.size().equals(size)) {
      return frame;
    }
    int channels = frame.channels();
    byte[] pixels = new byte[Product.of(size.height(), size.width(), channels)];
    byte[] around =
        channels == 1
            ? new byte[] {(byte) PixelConversion.luma(colour)}
            : new byte[] {(byte) (colour >> 16), (byte) (colour >> 8), (byte) colour};
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = around[at % channels];
    }
    PixelRegion place = new PixelRegion(top, left, frame.size().height(), frame.size().width());
    return new PixelImage(size, channels, pixels).with(place, frame);
  }
}
