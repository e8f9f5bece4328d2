package org.cocogan.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/** Turns whatever a decoder gives into rows of 8-bit red, green, blue or grey. */
final class PixelConversion {
  private PixelConversion() {}

  static PixelImage convert(BufferedImage image, int channels) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (isAsWanted(image, channels)) {
      byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      return new PixelImage(new Size(height, width), channels, samples);
    }
    RowReader rows = rowReader(image);
    int[] row = new int[width];
    byte[] pixels = new byte[Product.of(height, width, channels)];
    int at = 0;
    for (int y = 0; y < height; y++) {
      rows.read(y, row);
      for (int argb : row) {
        int opaque = overWhite(argb);
        if (channels == 1) {
          pixels[at++] = (byte) luma(opaque);
        } else {
          pixels[at++] = (byte) (opaque >> 16);
          pixels[at++] = (byte) (opaque >> 8);
          pixels[at++] = (byte) opaque;
        }
      }
    }
    return new PixelImage(new Size(height, width), channels, pixels);
  }

  /** Whether its samples are opaque grey, or red, green, blue, and in the very order. */
  private static boolean isAsWanted(BufferedImage image, int channels) {
    int space = image.getColorModel().getColorSpace().getType();
    return space == (channels == 1 ? ColorSpace.TYPE_GRAY : ColorSpace.TYPE_RGB)
        && !image.getColorModel().hasAlpha()
        && image.getColorModel() instanceof ComponentColorModel
        && image.getRaster().getDataBuffer() instanceof DataBufferByte samples
        && samples.getData().length == (long) image.getWidth() * image.getHeight() * channels
        && image.getSampleModel() instanceof PixelInterleavedSampleModel order
        && Arrays.equals(order.getBandOffsets(), IntStream.range(0, channels).toArray());
  }

  /** Reads one row of pixels as alpha, red, green, blue of 8 bits each. */
  private interface RowReader {
    void read(int y, int[] argb);
  }

  /**
   * Samples are taken as stored where they are grey or red, green, blue: Java's own conversion
   * brightens grey, which it takes for linear light, and is slow where there is a colour profile.
   */
  private static RowReader rowReader(BufferedImage image) {
    ColorModel model = image.getColorModel();
    int space = model.getColorSpace().getType();
    int type = model.getTransferType();
    if (model instanceof ComponentColorModel
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT)
        && !model.isAlphaPremultiplied()) {
      return new SampleReader(image.getRaster(), model);
    }
    return (y, argb) -> image.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
  }

  private static final class SampleReader implements RowReader {
    private final Raster raster;
    private final int bands;
    private final int colours;
    private final int[] largest;
    private final int[] samples;

    SampleReader(Raster raster, ColorModel model) {
      this.raster = raster;
      bands = raster.getNumBands();
      colours = model.getNumColorComponents();
      largest = new int[bands];
      for (int band = 0; band < bands; band++) {
        largest[band] = (1 << model.getComponentSize(band)) - 1;
      }
      samples = new int[Product.of(raster.getWidth(), bands)];
    }

    @Override
    public void read(int y, int[] argb) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, argb.length, 1, samples);
      for (int x = 0; x < argb.length; x++) {
        int red = sample(x, 0);
        int green = colours == 1 ? red : sample(x, 1);
        int blue = colours == 1 ? red : sample(x, 2);
        int alpha = bands > colours ? sample(x, colours) : 255;
        argb[x] = alpha << 24 | red << 16 | green << 8 | blue;
      }
    }

    @SuppressWarnings("RawProduct")
    private int sample(int x, int band) {
      int value = samples[x * bands + band];
      int most = largest[band];
      return most == 255 ? value : (value * 255 + most / 2) / most;
    }
  }

  private static int overWhite(int argb) {
    int alpha = argb >>> 24;
    if (alpha == 255) {
      return argb;
    }
    return overWhite(argb >> 16 & 255, alpha) << 16
        | overWhite(argb >> 8 & 255, alpha) << 8
        | overWhite(argb & 255, alpha);
  }

  @SuppressWarnings("RawProduct")
  private static int overWhite(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }

  /** 0.299 R + 0.587 G + 0.114 B in 16-bit fixed point, so that grey keeps its value exactly. */
  @SuppressWarnings("RawProduct")
  static int luma(int rgb) {
    return ((rgb >> 16 & 255) * 19595 + (rgb >> 8 & 255) * 38470 + (rgb & 255) * 7471 + 0x8000)
        >> 16;
  }
}
