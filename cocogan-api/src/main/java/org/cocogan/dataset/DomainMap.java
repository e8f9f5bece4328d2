package org.cocogan.dataset;

import org.cocogan.patch.Size;

/** A known map that makes of an image of one domain its counterpart in another. */
public enum DomainMap {
  /**
   * Edges: what dilation adds, max over 3x3 pixels - x, the outlines of what is bright (as in
   * {@code mingyuliutw/CoGAN}). Beyond the image there is nothing to be greater.
   */
  EDGES {
    @Override
    public byte[] apply(byte[] image, Size size, int channels) {
      byte[] edges = new byte[image.length];
      for (int row = 0; row < size.height(); row++) {
        for (int column = 0; column < size.width(); column++) {
          for (int channel = 0; channel < channels; channel++) {
            int at = (row * size.width() + column) * channels + channel;
            int greatest = greatest(image, size, channels, row, column, channel);
            edges[at] = (byte) (greatest - Byte.toUnsignedInt(image[at]));
          }
        }
      }
      return edges;
    }
  },
  /** 255 - x. */
  NEGATIVE {
    @Override
    public byte[] apply(byte[] image, Size size, int channels) {
      byte[] negative = new byte[image.length];
      for (int i = 0; i < image.length; i++) {
        negative[i] = (byte) (255 - Byte.toUnsignedInt(image[i]));
      }
      return negative;
    }
  };

  /**
   * The counterpart of an image.
   *
   * @param image [height, width, channels] bytes in 0..255, row-major; left as it is
   * @param size height and width
   * @param channels of the image
   * @return bytes of the same shape
   */
  public abstract byte[] apply(byte[] image, Size size, int channels);

  private static int greatest(
      byte[] image, Size size, int channels, int row, int column, int channel) {
    int greatest = 0;
    for (int y = Math.max(0, row - 1); y <= Math.min(size.height() - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(size.width() - 1, column + 1); x++) {
        int value = Byte.toUnsignedInt(image[(y * size.width() + x) * channels + channel]);
        greatest = Math.max(greatest, value);
      }
    }
    return greatest;
  }
}
