package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

/** Images that keep their colours in unusual ways, or more than one of themselves. */
class UnusualImagesTest {
  private final ImageDecoder colour = new ImageDecoder(3);

  @Test
  void readsTheFirstFrameOfAnAnimatedGif() throws IOException {
    BufferedImage first = new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_INDEXED);
    first.setRGB(3, 1, 0xffff0000);
    BufferedImage second = new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_INDEXED);
    second.setRGB(3, 1, 0xff0000ff);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(writer.getDefaultStreamMetadata(null));
      writer.writeToSequence(new IIOImage(first, null, null), null);
      writer.writeToSequence(new IIOImage(second, null, null), null);
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }

    PixelImage image = colour.decode(bytes.toByteArray());

    assertThat(image.size()).isEqualTo(new Size(8, 9));
    assertThat(Samples.rgb(image, 1, 3)).isEqualTo(0xff0000);
  }

  @Test
  void readsColoursOfAPaletteAndTheirTransparency() throws IOException {
    byte[] red = {(byte) 255, 0, 18};
    byte[] green = {0, 0, 52};
    byte[] blue = {0, (byte) 255, 86};
    byte[] alpha = {(byte) 255, (byte) 255, 0};
    IndexColorModel palette = new IndexColorModel(2, 3, red, green, blue, alpha);
    BufferedImage indexed = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    indexed.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 1, 2});

    PixelImage image = colour.decode(Samples.encode(indexed, "png"));

    assertThat(Samples.rgb(image, 0, 0)).isEqualTo(0xff0000);
    assertThat(Samples.rgb(image, 0, 1)).isEqualTo(0x0000ff);
    assertThat(Samples.rgb(image, 0, 2)).isEqualTo(0xffffff);
  }

  @Test
  void roundsSixteenBitsOfEachColour() throws IOException {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, new int[] {65535, 257 * 100 + 100, 257 * 100 + 150});

    PixelImage image =
        colour.decode(Samples.encode(new BufferedImage(model, raster, false, null), "png"));

    assertThat(Samples.rgb(image, 0, 0)).isEqualTo(0xff6465);
  }
}
