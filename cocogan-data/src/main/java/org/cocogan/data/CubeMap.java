package org.cocogan.data;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * Six square views of 90 degrees each, which together show all directions.
 *
 * <p>Every face is kept with a border of one pixel that is taken from its neighbours, so that
 * interpolation goes on across the edges of the cube.
 */
final class CubeMap {
  /** The sides that a face may have, in pixels. */
  static final int MINIMUM_SIDE = 2;

  static final int MAXIMUM_SIDE = 4096;

  private final int channels;
  private final int largestSide;
  private final Map<CubeFace, BorderedFace> faces = new EnumMap<>(CubeFace.class);

  /**
   * Joins faces; their sides may differ.
   *
   * @param images all six, of equally many channels
   * @throws DataException if a face is missing, not square, too small or too large; the message
   *     names the face
   */
  CubeMap(Map<CubeFace, PixelImage> images) {
    int channels = 0;
    int largestSide = 0;
    for (CubeFace face : CubeFace.values()) {
      PixelImage image = images.get(face);
      if (image == null) {
        throw new DataException("its face " + face.label() + " is missing");
      }
      requireSquare(face, image.size());
      channels = image.channels();
      largestSide = Math.max(largestSide, image.size().width());
      faces.put(face, new BorderedFace(image));
    }
    this.channels = channels;
    this.largestSide = largestSide;
    for (CubeFace face : CubeFace.values()) {
      addBorder(face);
    }
  }

  private static void requireSquare(CubeFace face, Size size) {
    int side = size.width();
    if (size.height() != side || side < MINIMUM_SIDE || side > MAXIMUM_SIDE) {
      throw new DataException(
          "its face "
              + face.label()
              + " has "
              + size
              + " pixels; a face is square, its side "
              + MINIMUM_SIDE
              + " to "
              + MAXIMUM_SIDE);
    }
  }

  /**
   * Checks the size of a panorama.
   *
   * @throws DataException if it is more than half as high as it is wide
   */
  static void requirePanorama(Size size) {
    if (2L * size.height() > size.width()) {
      throw new DataException(
          size
              + " pixels are no panorama: its height is at most half its width, such as "
              + new Size(Math.max(1, size.width() / 2), size.width()));
    }
  }

  /**
   * The middle rows of an equirectangular panorama: each pixel spans 2 pi / width of longitude and
   * of latitude, and the horizon runs through the middle.
   *
   * <p>A pixel is the mean over its area of bilinear samples, as many as the largest face has
   * pixels there.
   *
   * @param heading the longitude in its middle, in radians; 0 is forward, positive is to the right
   * @throws DataException if it is more than half as high as it is wide
   */
  PixelImage panorama(Size size, double heading) {
    requirePanorama(size);
    int samples = (int) Math.ceil(Math.PI * largestSide / size.width());
    double step = 2 * Math.PI / size.width() / samples;
    double[] sines = new double[Product.of(size.width(), samples)];
    double[] cosines = new double[sines.length];
    for (int i = 0; i < sines.length; i++) {
      double longitude = heading + (i + 0.5) * step - Math.PI;
      sines[i] = Math.sin(longitude);
      cosines[i] = Math.cos(longitude);
    }
    int rowLength = Product.of(size.width(), channels);
    byte[] pixels = new byte[Product.of(size.height(), rowLength)];
    double[] sums = new double[rowLength];
    for (int row = 0; row < size.height(); row++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < samples; k++) {
        double latitude = ((size.height() / 2.0 - row) * samples - k - 0.5) * step;
        double up = Math.sin(latitude);
        double level = Math.cos(latitude);
        for (int i = 0; i < sines.length; i++) {
          double x = level * sines[i];
          double z = level * cosines[i];
          CubeFace face = CubeFace.towards(x, up, z);
          bordered(face)
              .add(
                  face.row(x, up, z),
                  face.column(x, up, z),
                  sums,
                  Product.of(i / samples, channels));
        }
      }
      for (int i = 0; i < rowLength; i++) {
        pixels[row * rowLength + i] = (byte) (sums[i] / ((double) samples * samples) + 0.5);
      }
    }
    return new PixelImage(size, channels, pixels);
  }

  private BorderedFace bordered(CubeFace face) {
    return Objects.requireNonNull(faces.get(face));
  }

  private void addBorder(CubeFace face) {
    BorderedFace bordered = bordered(face);
    int side = bordered.side();
    for (int i = -1; i <= side; i++) {
      addBorder(face, bordered, -1, i);
      addBorder(face, bordered, side, i);
      addBorder(face, bordered, i, -1);
      addBorder(face, bordered, i, side);
    }
  }

  /** The pixel that continues the face's plane shows what its neighbour shows in that direction. */
  private void addBorder(CubeFace face, BorderedFace bordered, int row, int column) {
    double[] ray = face.ray(bordered.position(row), bordered.position(column));
    CubeFace neighbour = CubeFace.towards(ray[0], ray[1], ray[2]);
    double[] sample = new double[channels];
    bordered(neighbour)
        .addInner(
            neighbour.row(ray[0], ray[1], ray[2]),
            neighbour.column(ray[0], ray[1], ray[2]),
            sample,
            0);
    bordered.set(row, column, sample);
  }
}
