package org.cocogan.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.cocogan.data.Numbering.Place;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;

/**
 * The grey images of IDX files, as MNIST and Fashion-MNIST are distributed, compressed by gzip or
 * not.
 *
 * <p>Where larger images are wanted, theirs are padded with black to the next power of two, 28x28
 * to 32x32, so that their pixels stay what they are.
 */
final class IdxSource implements ImageSource {
  private static final Pattern FILES = Pattern.compile(".*images?[.-]idx3-ubyte(\\.gz)?");
  private static final int BYTES_IN_THREE_DIMENSIONS = 0x00000803;
  private static final int GZIP = 0x1f8b;
  private static final int MAXIMUM_BYTES = 1 << 30;

  private final FileSet files;
  private final Numbering<Part> numbering;
  private final List<Skipped> skipped;
  private final Optional<Size> wanted;
  private final List<String> entries;

  /** The images of one file. */
  private static final class Part {
    private final String name;
    private final int count;
    private final Size size;
    private final byte[] pixels;

    Part(String name, int count, Size size, byte[] pixels) {
      this.name = name;
      this.count = count;
      this.size = size;
      this.pixels = pixels;
    }

    String name() {
      return name;
    }

    int count() {
      return count;
    }

    /** One image, with a black frame if the padded size is larger. */
    PixelImage image(int index, Size padded) {
      byte[] framed = new byte[Product.of(padded.height(), padded.width())];
      int top = (padded.height() - size.height()) / 2;
      int left = (padded.width() - size.width()) / 2;
      for (int row = 0; row < size.height(); row++) {
        System.arraycopy(
            pixels,
            (index * size.height() + row) * size.width(),
            framed,
            (top + row) * padded.width() + left,
            size.width());
      }
      return new PixelImage(padded, 1, framed);
    }
  }

  private IdxSource(FileSet files, List<Part> parts, List<Skipped> skipped, Optional<Size> wanted) {
    this.files = files;
    this.skipped = List.copyOf(skipped);
    this.wanted = wanted;
    numbering = new Numbering<>(parts, Part::count, Part::name);
    entries = numbering.list();
  }

  /**
   * Opens a file, or all files of images in a folder.
   *
   * @param wanted the size that images are wanted in
   */
  static IdxSource open(Path path, Optional<Size> wanted) {
    FileSet files = FileSet.open(path, FILES, "train-images-idx3-ubyte.gz");
    List<Part> parts = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Path file : files.files()) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".gz")
          && files.files().contains(file.resolveSibling(name.replaceFirst("\\.gz$", "")))) {
        skipped.add(new Skipped(name, "it lies there decompressed, too, and is taken once"));
        continue;
      }
      try {
        parts.add(read(file));
      } catch (DataException e) {
        throw new DataException(file + ": " + e.getMessage(), e);
      } catch (IOException e) {
        throw new DataException(file + ": cannot be read: " + Failures.describe(e), e);
      }
    }
    return new IdxSource(files, parts, skipped, wanted);
  }

  private static Part read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(decompressed(file))) {
      if (in.readInt() != BYTES_IN_THREE_DIMENSIONS) {
        throw new DataException("it is no IDX file of grey images; name one of idx3-ubyte");
      }
      int count = in.readInt();
      int height = in.readInt();
      int width = in.readInt();
      if (count < 1 || height < 1 || width < 1) {
        throw new DataException("it says that it has " + count + " images");
      }
      Size size = new Size(height, width);
      if ((long) height * width > MAXIMUM_BYTES || (long) count * height * width > MAXIMUM_BYTES) {
        throw new DataException(
            count
                + " images of "
                + size
                + " pixels are more than the "
                + MAXIMUM_BYTES
                + " bytes allowed");
      }
      byte[] pixels = in.readNBytes(Product.of(count, height, width));
      if (pixels.length < Product.of(count, height, width)) {
        throw new DataException("it is cut off; fetch it anew");
      }
      if (in.read() >= 0) {
        throw new DataException("it is longer than its " + count + " images; fetch it anew");
      }
      return new Part(String.valueOf(file.getFileName()), count, size, pixels);
    }
  }

  private static InputStream decompressed(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      in.mark(2);
      boolean isCompressed = (in.read() << 8 | in.read()) == GZIP;
      in.reset();
      return isCompressed ? new GZIPInputStream(in, 1 << 16) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return files.name();
  }

  @Override
  public List<String> entries() {
    return entries;
  }

  @Override
  public List<Skipped> skipped() {
    return skipped;
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    Place<Part> place = numbering.place(index);
    Size size = place.part().size;
    Size padded =
        new Size(
            padded(size.height(), wanted.map(Size::height)),
            padded(size.width(), wanted.map(Size::width)));
    return next.apply(place.part().image(place.index(), padded).withChannels(decoder.channels()));
  }

  private static int padded(int side, Optional<Integer> wanted) {
    boolean isEnough = wanted.isPresent() && wanted.get() <= side;
    int below = Integer.highestOneBit(side);
    return isEnough || below == side ? side : Product.of(2, below);
  }

  @Override
  public String digest() {
    return files.digest();
  }

  @Override
  public void close() {}
}
