package org.cocogan.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Images under names, in a stable order; safe to load from several threads.
 *
 * <p>An image may be a file, an array in a file, a record of a database, or be composed of several
 * files. What should be an image but must not or cannot be read is {@linkplain #skipped() skipped
 * by name}.
 */
public interface ImageSource extends AutoCloseable {
  /**
   * Opens a folder or a zip with image files: what ends in png, jpg, jpeg, webp, bmp or gif, in
   * whatever case, or begins as such files do, at any depth, in the order of the names.
   *
   * @throws DataException if it does not exist, cannot be read or is neither
   */
  static ImageSource open(Path path) {
    return new ImageFiles(FileTree.open(path, FileTypes.IMAGES));
  }

  /** The name of the folder or file, without the path to it. */
  String name();

  /** Names of the images, each once; the list may look them up when asked. */
  List<String> entries();

  /**
   * The class of each image, in the order of their names; empty where images have none. A source is
   * given classes by {@link DatasetKind#labelled}.
   */
  default List<String> labels() {
    return List.of();
  }

  /** What is left out before any image is loaded, and why. */
  List<Skipped> skipped();

  /**
   * What had to be decided about all images at once, in one line for people; reads some of them.
   *
   * @throws DataException if the images leave it in doubt
   */
  default Optional<String> decided() {
    return Optional.empty();
  }

  /**
   * The number of an image for what is drawn at random for it, such as a crop.
   *
   * @param index of its name in {@link #entries()}
   */
  default int number(int index) {
    return index;
  }

  /**
   * Loads an image and goes on with it.
   *
   * @param index of its name in {@link #entries()}
   * @param decoder decodes image files; its channels are those of the loaded image
   * @param next what becomes of the loaded image; called within the decoder's limit of pixels in
   *     memory where the decoder is used
   * @return what next returns
   * @throws DataException if it cannot be loaded; the message does not repeat the entry's name
   */
  PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next);

  /**
   * A SHA-256 in hexadecimal that changes when images are added, removed, renamed or changed; cheap
   * to compute.
   */
  String digest();

  /** Releases the files. */
  @Override
  void close();
}
