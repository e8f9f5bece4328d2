package org.cocogan.render;

import org.cocogan.tensor.HostArray;

/** Values in [-1, 1] as bytes in 0..255. */
public final class Pixels {
  private Pixels() {}

  /**
   * Writes one patch of a batch into an image: (x + 1)·127.5, rounded and limited to 0..255.
   *
   * @param patches [batch, channels, h, w]
   * @param row which of the batch
   * @param image [.., .., channels] bytes
   * @param offset where the patch's first pixel goes
   * @param stride bytes from one row of the image to the next
   */
  public static void toBytes(HostArray patches, int row, byte[] image, int offset, int stride) {
    int channels = patches.shape().dimension(1);
    int height = patches.shape().dimension(2);
    int width = patches.shape().dimension(3);
    float[] values = patches.values();
    for (int channel = 0; channel < channels; channel++) {
      int from = (row * channels + channel) * height * width;
      for (int y = 0; y < height; y++) {
        int to = offset + y * stride + channel;
        for (int x = 0; x < width; x++) {
          int value = Math.round((values[from++] + 1) * 127.5f);
          image[to + x * channels] = (byte) Math.max(0, Math.min(255, value));
        }
      }
    }
  }
}
