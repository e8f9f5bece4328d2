package org.cocogan.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.cocogan.data.Numbering.Place;
import org.cocogan.patch.Size;

/**
 * The images of TFRecord files as the COCO-GAN authors' {@code compute_tfrecord.py} writes them:
 * each record an example whose feature {@code img} is the [height, width, 3] bytes of an image,
 * without its size.
 */
final class TfRecordSource implements ImageSource {
  private static final Pattern FILES =
      Pattern.compile(".*\\.tfrecords?([.-].*)?", Pattern.CASE_INSENSITIVE);
  private static final String FEATURE = "img";
  private static final int CHANNELS = 3;

  private final FileSet set;
  private final List<TfRecordFile> files;
  private final Optional<Size> wanted;
  private final Numbering<TfRecordFile> numbering;
  private final List<String> entries;
  private final List<Skipped> skipped = new ArrayList<>();

  private TfRecordSource(FileSet set, List<TfRecordFile> files, Optional<Size> wanted) {
    this.set = set;
    this.files = List.copyOf(files);
    this.wanted = wanted;
    numbering = new Numbering<>(files, TfRecordFile::count, TfRecordFile::name);
    entries = numbering.list();
    for (TfRecordFile file : files) {
      file.damage()
          .ifPresent(
              damage -> skipped.add(new Skipped(numbering.name(file, file.count()), damage)));
    }
  }

  /**
   * Opens a file, or all TFRecord files in a folder.
   *
   * @param wanted the size that images are tried in first; otherwise they are taken for square
   */
  static TfRecordSource open(Path path, Optional<Size> wanted) {
    FileSet set = FileSet.open(path, FILES, "celeba.tfrecord");
    List<TfRecordFile> files = new ArrayList<>();
    try {
      for (Path file : set.files()) {
        files.add(TfRecordFile.open(file));
      }
    } catch (DataException e) {
      files.forEach(TfRecordFile::close);
      throw e;
    }
    return new TfRecordSource(set, files, wanted);
  }

  @Override
  public String name() {
    return set.name();
  }

  @Override
  public List<String> entries() {
    return entries;
  }

  @Override
  public List<Skipped> skipped() {
    return List.copyOf(skipped);
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    Place<TfRecordFile> place = numbering.place(index);
    byte[] pixels = ExampleMessage.bytes(place.part().record(place.index()), FEATURE);
    PixelImage image = new PixelImage(size(pixels.length), CHANNELS, pixels);
    return next.apply(image.withChannels(decoder.channels()));
  }

  private Size size(int bytes) {
    if (wanted.isPresent() && bytes(wanted.get()) == bytes) {
      return wanted.get();
    }
    int side = (int) Math.round(Math.sqrt(bytes / (double) CHANNELS));
    if (side == 0 || (long) side * side * CHANNELS != bytes) {
      throw new DataException(
          "its "
              + bytes
              + " bytes are "
              + wanted.map(size -> "neither " + size + " nor ").orElse("not ")
              + "square pixels of red, green and blue; state the size that they are of");
    }
    return new Size(side, side);
  }

  private static long bytes(Size size) {
    return (long) size.height() * size.width() * CHANNELS;
  }

  @Override
  public String digest() {
    return set.digest();
  }

  @Override
  public void close() {
    files.forEach(TfRecordFile::close);
  }
}
