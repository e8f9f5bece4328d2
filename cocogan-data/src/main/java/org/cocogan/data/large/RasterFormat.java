package org.cocogan.data.large;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A file format of large pictures: a head, the bands one after another, and a tail. */
public sealed interface RasterFormat permits PngFormat, TiffFormat {
  /**
   * The bytes of a band.
   *
   * @param parts which follow one another in the file
   * @param numbers what {@link #tail} needs to know of the band
   */
  record EncodedBand(List<byte[]> parts, List<Long> numbers) {}

  /** A PNG. */
  static RasterFormat png() {
    return new PngFormat();
  }

  /**
   * A tiled BigTIFF.
   *
   * @param compressed whether its tiles are deflated
   */
  static RasterFormat tiff(boolean compressed) {
    return new TiffFormat(compressed);
  }

  /** The format that a file's name asks for: .png, or .tif and .tiff, which is compressed. */
  static Optional<RasterFormat> of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return Optional.of(png());
    }
    return name.endsWith(".tif") || name.endsWith(".tiff")
        ? Optional.of(tiff(true))
        : Optional.empty();
  }

  /**
   * The format of a title.
   *
   * @throws IllegalArgumentException if there is none
   */
  static RasterFormat titled(String title) {
    return Stream.of(png(), tiff(true), tiff(false))
        .filter(format -> format.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no pictures are of the format " + title));
  }

  /** What it is called, with all that its bytes depend on. */
  String title();

  /**
   * The first bytes of the file; always as many.
   *
   * @param end where the tail begins, 0 while that is not known
   */
  byte[] head(Raster raster, long end);

  /** How many numbers {@link #tail} needs to know of a band. */
  int numbers(Raster raster);

  /**
   * The bytes of a band, which depend on no other band.
   *
   * @param rows [rows of the band, width, channels] bytes
   */
  EncodedBand encode(Raster raster, byte[] rows);

  /** The last bytes of the file. */
  byte[] tail(Raster raster, List<Band> bands, long end);
}
