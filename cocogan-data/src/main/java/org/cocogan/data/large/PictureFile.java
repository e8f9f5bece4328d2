package org.cocogan.data.large;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.cocogan.data.DataException;
import org.cocogan.data.Journal;
import org.cocogan.data.PartialFile;

/** A large picture in one file. */
public final class PictureFile implements BandTarget {
  private static final int BUFFER = 1 << 20;

  private final Raster raster;
  private final RasterFormat format;
  private final PartialFile file;
  private final Optional<Journal<Band>> journal;
  private final FileChannel channel;
  private final List<Band> bands = new ArrayList<>();

  private PictureFile(
      Raster raster,
      RasterFormat format,
      PartialFile file,
      Optional<Journal<Band>> journal,
      String drawn)
      throws IOException {
    this.raster = raster;
    this.format = format;
    this.file = file;
    this.journal = journal;
    channel = file.open();
    if (journal.isPresent()) {
      bands.addAll(journal.get().begin(new Job(format.title(), raster, drawn), this::countThere));
      if (bands.isEmpty()) {
        file.discard();
      }
    }
    channel.position(0);
    write(format.head(raster, 0));
    channel.truncate(end());
    channel.position(end());
  }

  /**
   * Begins a file, or goes on with what an earlier attempt has left.
   *
   * @param target replaced, if it exists, once the picture is whole
   * @param drawn what the picture shows; two pictures that differ must be called differently
   * @throws DataException if the file cannot be written
   */
  public static PictureFile open(Path target, Raster raster, RasterFormat format, String drawn) {
    Optional<Journal<Band>> journal = Journal.open(target, Band.class);
    PartialFile file =
        journal.isPresent() ? PartialFile.resumable(target) : new PartialFile(target);
    return open(raster, format, file, journal, drawn);
  }

  static PictureFile open(
      Raster raster,
      RasterFormat format,
      PartialFile file,
      Optional<Journal<Band>> journal,
      String drawn) {
    try {
      return new PictureFile(raster, format, file, journal, drawn);
    } catch (IOException e) {
      file.close();
      journal.ifPresent(Journal::close);
      throw file.failed(e, raster.bytes());
    }
  }

  /** How many of the bands are in the file, up to the first that is not. */
  private int countThere(List<Band> candidates) {
    long position = format.head(raster, 0).length;
    int there = 0;
    try {
      for (Band band : candidates) {
        if (band.numbers().size() != format.numbers(raster) || !isAt(position, band)) {
          break;
        }
        position += band.bytes();
        there++;
      }
    } catch (IOException e) {
      // What cannot be read is not there.
      return there;
    }
    return there;
  }

  private boolean isAt(long begin, Band band) throws IOException {
    if (band.bytes() > channel.size() - begin) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long position = begin;
    long end = begin + band.bytes();
    while (position < end) {
      buffer.clear().limit((int) Math.min(BUFFER, end - position));
      int read = channel.read(buffer, position);
      if (read < 0) {
        return false;
      }
      checksum.update(buffer.flip());
      position += read;
    }
    return (int) checksum.getValue() == band.checksum();
  }

  @Override
  public Path target() {
    return file.target();
  }

  @Override
  public int done() {
    return bands.size();
  }

  @Override
  public boolean startedAnew() {
    return journal.isPresent() && journal.get().startedAnew();
  }

  @Override
  public void add(byte[] rows) {
    RasterFormat.EncodedBand encoded = format.encode(raster, rows);
    CRC32C checksum = new CRC32C();
    long bytes = 0;
    try {
      for (byte[] part : encoded.parts()) {
        checksum.update(part);
        bytes += part.length;
        write(part);
      }
      Band band = new Band((int) checksum.getValue(), bytes, encoded.numbers());
      if (journal.isPresent()) {
        journal.get().add(band);
        file.keep();
      }
      bands.add(band);
    } catch (IOException e) {
      throw file.failed(e, raster.bytes());
    }
  }

  @Override
  public void finish() {
    if (bands.size() != raster.bands()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "only %d of %d bands are there", bands.size(), raster.bands()));
    }
    try {
      long end = end();
      write(format.tail(raster, bands, end));
      channel.position(0);
      write(format.head(raster, end));
      file.commit();
    } catch (IOException e) {
      throw file.failed(e, raster.bytes());
    }
    journal.ifPresent(Journal::discard);
  }

  private long end() {
    return format.head(raster, 0).length + bands.stream().mapToLong(Band::bytes).sum();
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  @Override
  public void close() {
    file.close();
    journal.ifPresent(Journal::close);
  }
}
