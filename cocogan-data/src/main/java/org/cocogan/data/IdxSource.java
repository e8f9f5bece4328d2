package org.cocogan.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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

  private final FileSet files;
  private final List<IdxFile> parts;
  private final Numbering<IdxFile> numbering;
  private final List<Skipped> skipped;
  private final Optional<Size> wanted;
  private final List<String> entries;

  private IdxSource(
      FileSet files, List<IdxFile> parts, List<Skipped> skipped, Optional<Size> wanted) {
    this.files = files;
    this.parts = List.copyOf(parts);
    this.skipped = List.copyOf(skipped);
    this.wanted = wanted;
    numbering = new Numbering<>(parts, IdxFile::count, IdxFile::name);
    entries = numbering.list();
  }

  /**
   * Opens a file, or all files of images in a folder.
   *
   * @param wanted the size that images are wanted in
   */
  static IdxSource open(Path path, Optional<Size> wanted) {
    FileSet files = FileSet.open(path, FILES, "train-images-idx3-ubyte.gz");
    List<IdxFile> parts = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    long memory = FileTree.MAXIMUM_BYTES;
    try {
      for (Path file : files.files()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".gz")
            && files.files().contains(file.resolveSibling(name.replaceFirst("\\.gz$", "")))) {
          skipped.add(new Skipped(name, "it lies there decompressed, too, and is taken once"));
          continue;
        }
        IdxFile part = IdxFile.open(file, memory);
        parts.add(part);
        memory -= part.bytesInMemory();
      }
    } catch (DataException e) {
      parts.forEach(IdxFile::close);
      throw e;
    }
    return new IdxSource(files, parts, skipped, wanted);
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
    Place<IdxFile> place = numbering.place(index);
    Size size = place.part().size();
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
  public void close() {
    parts.forEach(IdxFile::close);
  }
}
