package org.cocogan.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes images as an animation that plays for ever; each image has 256 colours of its own. */
public final class AnimatedGif {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";
  private static final int MILLISECONDS_PER_UNIT = 10;
  private static final byte[] FOR_EVER = {1, 0, 0};

  private AnimatedGif() {}

  /**
   * Writes a GIF; the file appears when it is whole.
   *
   * @param path where; replaced if it exists
   * @param frames at least one, all of one size
   * @param delay milliseconds that each is shown, rounded to hundredths of a second; programs show
   *     less than 20 ms as they please
   * @throws IllegalArgumentException if there is no frame, or they differ in size
   * @throws DataException if it cannot be written
   */
  public static void write(Path path, List<PixelImage> frames, int delay) {
    if (frames.stream().map(PixelImage::size).distinct().count() != 1) {
      throw new IllegalArgumentException("an animation needs frames of one size, at least one");
    }
    Images.write(path, encode(frames, delay));
  }

  private static byte[] encode(List<PixelImage> frames, int delay) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("GIF").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (PixelImage frame : frames) {
        BufferedImage image = Images.buffered(frame);
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
        metadata.mergeTree(FORMAT, timing(delay));
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new IllegalStateException("memory is always writable", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadataNode timing(int delay) {
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute(
        "delayTime", Long.toString(Math.round((double) delay / MILLISECONDS_PER_UNIT)));
    IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
    loop.setAttribute("applicationID", "NETSCAPE");
    loop.setAttribute("authenticationCode", "2.0");
    loop.setUserObject(FOR_EVER);
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    extensions.appendChild(loop);
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    root.appendChild(control);
    root.appendChild(extensions);
    return root;
  }
}
