package org.cocogan.data.large;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.Division;
import org.cocogan.exact.Product;

/**
 * The PNG format, written in bands. Its one zlib stream is made of blocks that end on a byte and
 * refer to nothing before them, so that rows are compressed side by side, and the stream goes on
 * after an interruption; the checksum at its end is joined from those of the bands.
 */
final class PngFormat implements RasterFormat {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] STREAM_HEAD = {0x78, (byte) 0x9c};

  /** An empty block of deflate that is the last of its stream. */
  private static final byte[] LAST_BLOCK = {0x03, 0x00};

  private static final int PIECE_BYTES = 1 << 20;
  private static final int BYTES_AROUND_CHUNK = 12;

  /** Some rows that were compressed together. */
  private record Piece(ByteBuffer chunk, Adler adler) {}

  @Override
  public String title() {
    return "PNG";
  }

  /** The bytes of a file with a whole image. */
  static byte[] file(PixelImage image) {
    PngFormat format = new PngFormat();
    int side =
        Product.of(Raster.tileSide(16), Division.ceil(image.size().height(), Raster.tileSide(16)));
    Raster raster = new Raster(image.size(), image.channels(), side);
    EncodedBand band = format.encode(raster, image.pixels());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(format.head(raster, 0));
    band.parts().forEach(file::writeBytes);
    file.writeBytes(format.tail(raster, List.of(new Band(0, 0, band.numbers())), 0));
    return file.toByteArray();
  }

  @Override
  public byte[] head(Raster raster, long end) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(raster.size().width())
            .putInt(raster.size().height())
            .put((byte) 8)
            .put((byte) (raster.channels() == 1 ? 0 : 2))
            .array();
    byte[] first = chunk("IHDR", header);
    byte[] second = chunk("IDAT", STREAM_HEAD);
    return ByteBuffer.allocate(SIGNATURE.length + first.length + second.length)
        .put(SIGNATURE)
        .put(first)
        .put(second)
        .array();
  }

  @Override
  public int numbers(Raster raster) {
    return 1;
  }

  @Override
  public EncodedBand encode(Raster raster, byte[] rows) {
    int rowBytes = raster.rowBytes();
    int count = rows.length / rowBytes;
    int together = Math.max(1, PIECE_BYTES / rowBytes);
    List<Piece> pieces =
        IntStream.range(0, Division.ceil(count, together))
            .parallel()
            .mapToObj(
                i -> {
                  int begin = Product.of(i, together);
                  return piece(raster, rows, begin, Math.min(count, begin + together));
                })
            .toList();
    Adler adler = pieces.stream().map(Piece::adler).reduce(Adler.EMPTY, Adler::then);
    return new EncodedBand(
        pieces.stream().map(piece -> piece.chunk().array()).toList(), List.of(adler.value()));
  }

  private static Piece piece(Raster raster, byte[] rows, int begin, int end) {
    byte[] filtered = new PngRows(rows, raster.rowBytes(), raster.channels()).filtered(begin, end);
    return new Piece(ByteBuffer.wrap(chunk("IDAT", Deflate.blocks(filtered))), Adler.of(filtered));
  }

  @Override
  public byte[] tail(Raster raster, List<Band> bands, long end) {
    Adler adler = Adler.EMPTY;
    for (int band = 0; band < bands.size(); band++) {
      long length = (long) raster.rows(band) * (raster.rowBytes() + 1);
      adler = adler.then(new Adler(bands.get(band).numbers().get(0), length));
    }
    byte[] streamEnd =
        ByteBuffer.allocate(LAST_BLOCK.length + Integer.BYTES)
            .put(LAST_BLOCK)
            .putInt((int) adler.value())
            .array();
    byte[] last = chunk("IDAT", streamEnd);
    byte[] imageEnd = chunk("IEND", new byte[0]);
    return ByteBuffer.allocate(last.length + imageEnd.length).put(last).put(imageEnd).array();
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    return ByteBuffer.allocate(data.length + BYTES_AROUND_CHUNK)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) checksum.getValue())
        .array();
  }
}
