package org.cocogan.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.cocogan.exact.Product;
import org.cocogan.file.FileFailures;
import org.cocogan.patch.Size;

/** Reads and writes single images. */
public final class Images {
  private Images() {}

  /**
   * Reads an image file.
   *
   * @param path a PNG, JPEG, WebP, BMP or GIF
   * @param channels of the image in memory: 3 for red, green, blue; 1 for grey
   * @throws DataException if it cannot be read or is no such image
   */
  public static PixelImage read(Path path, int channels) {
    try (InputStream in = Files.newInputStream(path)) {
      return new ImageDecoder(channels).decode(Limited.readAll(in));
    } catch (DataException e) {
      throw new DataException(path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  /**
   * Whether a file is called an image that is read, or begins as one; false if it cannot be read.
   */
  public static boolean isImage(Path path) {
    try {
      return FileTypes.IMAGES
          .typeOf(String.valueOf(path.getFileName()), () -> Limited.readStart(path))
          .filter(FileTypes.IMAGES.read()::contains)
          .isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Writes a PNG; the file appears when it is whole.
   *
   * @param path where; replaced if it exists
   * @param pixels [height, width, channels] bytes in 0..255
   * @param size height and width
   * @param channels 3 for red, green, blue; 1 for grey
   * @throws DataException if it cannot be written
   */
  public static void writePng(Path path, byte[] pixels, Size size, int channels) {
    write(path, encodePng(new PixelImage(size, channels, pixels)));
  }

  /** Writes the bytes of a file, which appears when it is whole. */
  static void write(Path path, byte[] content) {
    try (PartialFile file = new PartialFile(path)) {
      try {
        FileChannel channel = file.open();
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        file.commit();
      } catch (IOException e) {
        throw file.failed(e, content.length);
      }
    }
  }

  /** An image as the bytes of a PNG file. */
  public static byte[] encodePng(PixelImage image) {
    return encode(image, "PNG");
  }

  /** An image as the bytes of a JPEG file, in the quality that Java thinks usual. */
  public static byte[] encodeJpeg(PixelImage image) {
    return encode(image, "JPEG");
  }

  private static byte[] encode(PixelImage image, String format) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(buffered(image));
    } catch (IOException e) {
      throw new IllegalStateException("memory is always writable", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static BufferedImage buffered(PixelImage image) {
    int channels = image.channels();
    int height = image.size().height();
    int width = image.size().width();
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            false,
            false,
            ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(image.pixels(), image.pixels().length),
            width,
            height,
            Product.of(width, channels),
            channels,
            IntStream.range(0, channels).toArray(),
            null);
    return new BufferedImage(model, raster, false, null);
  }
}
