package org.cocogan.data.large;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;
import org.cocogan.data.DataException;

/**
 * Consecutive bands of a large picture, drawn apart from the others; all sections of a picture
 * joined are, byte for byte, the file that {@link PictureFile} writes.
 *
 * @param format the title of the picture's format
 * @param raster of the whole picture
 * @param first number of its first band
 * @param bands as they follow one another in its file
 */
public record PictureSection(String format, Raster raster, int first, List<Band> bands) {
  private static final int BUFFER = 1 << 16;

  /** Copies the list. */
  public PictureSection {
    bands = List.copyOf(bands);
  }

  /** Opens the bytes of a section. */
  @FunctionalInterface
  public interface Opener {
    /** Opens those of the section with this first band. */
    InputStream open(int first) throws IOException;
  }

  /**
   * Writes the bands of a section.
   *
   * @param last number of the band after its last one
   * @param rows of a band, [rows, width, channels] bytes
   */
  public static PictureSection write(
      RasterFormat format,
      Raster raster,
      int first,
      int last,
      IntFunction<byte[]> rows,
      OutputStream out)
      throws IOException {
    List<Band> bands = new ArrayList<>();
    for (int band = first; band < last; band++) {
      RasterFormat.EncodedBand encoded = format.encode(raster, rows.apply(band));
      CRC32C checksum = new CRC32C();
      long bytes = 0;
      for (byte[] part : encoded.parts()) {
        checksum.update(part);
        bytes += part.length;
        out.write(part);
      }
      bands.add(new Band((int) checksum.getValue(), bytes, encoded.numbers()));
    }
    return new PictureSection(format.title(), raster, first, bands);
  }

  /**
   * Writes the whole picture from its sections, in memory that does not grow with the picture.
   *
   * @param sections all of them, in any order
   * @param opener opens their bytes
   * @throws DataException if bands are missing, or other bytes than were written
   */
  public static void join(List<PictureSection> sections, Opener opener, OutputStream out)
      throws IOException {
    List<PictureSection> ordered =
        sections.stream().sorted(Comparator.comparingInt(PictureSection::first)).toList();
    PictureSection any = ordered.get(0);
    RasterFormat format = RasterFormat.titled(any.format());
    List<Band> all = ordered.stream().flatMap(section -> section.bands().stream()).toList();
    if (all.size() != any.raster().bands()) {
      throw new DataException(
          "only %s of %s bands are there".formatted(all.size(), any.raster().bands()));
    }
    int head = format.head(any.raster(), 0).length;
    long end = head + all.stream().mapToLong(Band::bytes).sum();
    out.write(format.head(any.raster(), end));
    for (PictureSection section : ordered) {
      try (InputStream in = opener.open(section.first())) {
        for (Band band : section.bands()) {
          copy(in, band, out);
        }
      }
    }
    out.write(format.tail(any.raster(), all, end));
  }

  private static void copy(InputStream in, Band band, OutputStream out) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    long left = band.bytes();
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(BUFFER, left));
      if (read < 0) {
        throw new DataException("a section of the picture ends too early; draw it again");
      }
      checksum.update(buffer, 0, read);
      out.write(buffer, 0, read);
      left -= read;
    }
    if ((int) checksum.getValue() != band.checksum()) {
      throw new DataException("a section of the picture is damaged; draw it again");
    }
  }
}
