package org.cocogan.data.large;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cocogan.exact.Product;

/**
 * The format of tiled BigTIFF: TIFF 6.0 with offsets of 64 bits. Tiles are deflated after taking
 * the difference to the pixel on the left, or left as they are; the directory follows them.
 */
final class TiffFormat implements RasterFormat {
  private static final int HEAD_BYTES = 16;
  private static final int VERSION = 43;
  private static final int ENTRY_BYTES = 20;
  private static final int ALIGNMENT = 8;

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int LONG8 = 16;

  private static final int IMAGE_WIDTH = 256;
  private static final int IMAGE_LENGTH = 257;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC_INTERPRETATION = 262;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int PLANAR_CONFIGURATION = 284;
  private static final int PREDICTOR = 317;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_LENGTH = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTE_COUNTS = 325;

  private static final long UNCOMPRESSED = 1;
  private static final long DEFLATED = 8;
  private static final long GREY = 1;
  private static final long RGB = 2;
  private static final long INTERLEAVED = 1;
  private static final long NO_DIFFERENCE = 1;
  private static final long HORIZONTAL_DIFFERENCE = 2;

  private final boolean compressed;

  TiffFormat(boolean compressed) {
    this.compressed = compressed;
  }

  /** An entry of the directory. */
  private record Entry(int tag, int type, List<Long> values) {
    static Entry of(int tag, int type, long value) {
      return new Entry(tag, type, List.of(value));
    }

    int bytes() {
      return Product.of(values.size(), type == SHORT ? 2 : type == LONG ? 4 : 8);
    }

    boolean isInline() {
      return bytes() <= Long.BYTES;
    }

    void putValues(ByteBuffer to) {
      for (long value : values) {
        switch (type) {
          case SHORT -> to.putShort((short) value);
          case LONG -> to.putInt((int) value);
          default -> to.putLong(value);
        }
      }
    }
  }

  @Override
  public String title() {
    return compressed ? "BigTIFF, deflated" : "BigTIFF";
  }

  @Override
  public byte[] head(Raster raster, long end) {
    return ByteBuffer.allocate(HEAD_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'I')
        .put((byte) 'I')
        .putShort((short) VERSION)
        .putShort((short) Long.BYTES)
        .putShort((short) 0)
        .putLong(aligned(end))
        .array();
  }

  @Override
  public int numbers(Raster raster) {
    return raster.columns();
  }

  @Override
  public EncodedBand encode(Raster raster, byte[] rows) {
    List<byte[]> tiles =
        IntStream.range(0, raster.columns())
            .parallel()
            .mapToObj(column -> tile(raster, rows, column))
            .toList();
    return new EncodedBand(tiles, tiles.stream().map(tile -> (long) tile.length).toList());
  }

  private byte[] tile(Raster raster, byte[] rows, int column) {
    int side = raster.tileSide();
    int channels = raster.channels();
    int stride = Product.of(side, channels);
    int left = Product.of(column, stride);
    int bytes = Math.min(stride, raster.rowBytes() - left);
    byte[] tile = new byte[Product.of(side, stride)];
    for (int row = 0; row < rows.length / raster.rowBytes(); row++) {
      int begin = Product.of(row, stride);
      System.arraycopy(rows, row * raster.rowBytes() + left, tile, begin, bytes);
      if (compressed) {
        for (int i = begin + stride - 1; i >= begin + channels; i--) {
          tile[i] = (byte) (tile[i] - tile[i - channels]);
        }
      }
    }
    return compressed ? Deflate.stream(tile) : tile;
  }

  @Override
  public byte[] tail(Raster raster, List<Band> bands, long end) {
    List<Entry> entries = entries(raster, bands);
    long directory = aligned(end);
    int directoryBytes = Long.BYTES + Product.of(entries.size(), ENTRY_BYTES) + Long.BYTES;
    int beyond = entries.stream().filter(entry -> !entry.isInline()).mapToInt(Entry::bytes).sum();
    int padding = (int) (directory - end);
    byte[] bytes = new byte[padding + directoryBytes + beyond];
    ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    tail.position(padding);
    tail.putLong(entries.size());
    long valuesAt = directory + directoryBytes;
    for (Entry entry : entries) {
      tail.putShort((short) entry.tag()).putShort((short) entry.type());
      tail.putLong(entry.values().size());
      int next = tail.position() + Long.BYTES;
      if (entry.isInline()) {
        entry.putValues(tail);
      } else {
        tail.putLong(valuesAt);
        valuesAt += entry.bytes();
      }
      tail.position(next);
    }
    tail.putLong(0);
    entries.stream().filter(entry -> !entry.isInline()).forEach(entry -> entry.putValues(tail));
    return bytes;
  }

  private List<Entry> entries(Raster raster, List<Band> bands) {
    List<Long> counts = bands.stream().flatMap(band -> band.numbers().stream()).toList();
    long[] offsets = new long[counts.size()];
    long offset = HEAD_BYTES;
    for (int tile = 0; tile < offsets.length; tile++) {
      offsets[tile] = offset;
      offset += counts.get(tile);
    }
    List<Long> bits = IntStream.range(0, raster.channels()).mapToObj(channel -> 8L).toList();
    return List.of(
        Entry.of(IMAGE_WIDTH, LONG, raster.size().width()),
        Entry.of(IMAGE_LENGTH, LONG, raster.size().height()),
        new Entry(BITS_PER_SAMPLE, SHORT, bits),
        Entry.of(COMPRESSION, SHORT, compressed ? DEFLATED : UNCOMPRESSED),
        Entry.of(PHOTOMETRIC_INTERPRETATION, SHORT, raster.channels() == 1 ? GREY : RGB),
        Entry.of(SAMPLES_PER_PIXEL, SHORT, raster.channels()),
        Entry.of(PLANAR_CONFIGURATION, SHORT, INTERLEAVED),
        Entry.of(PREDICTOR, SHORT, compressed ? HORIZONTAL_DIFFERENCE : NO_DIFFERENCE),
        Entry.of(TILE_WIDTH, LONG, raster.tileSide()),
        Entry.of(TILE_LENGTH, LONG, raster.tileSide()),
        new Entry(TILE_OFFSETS, LONG8, LongStream.of(offsets).boxed().toList()),
        new Entry(TILE_BYTE_COUNTS, LONG8, counts));
  }

  private static long aligned(long offset) {
    return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
