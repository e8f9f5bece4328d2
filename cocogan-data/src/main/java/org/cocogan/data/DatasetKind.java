package org.cocogan.data;

import java.nio.file.Path;
import java.util.Optional;
import org.cocogan.patch.Size;

/**
 * A kind of data set: how its images lie on the disk, and how they are usually prepared.
 *
 * @param name as a configuration and the command line call it
 * @param layout what a path of this kind holds, in words for people
 * @param crop the part of an image that the kind is known for; empty to leave the choice
 * @param size the usual size of a prepared image; empty for that of the images themselves
 * @param enlarge whether images are usually smaller than the size they are wanted in
 * @param opener opens a path
 */
public record DatasetKind(
    String name,
    String layout,
    Optional<Crop> crop,
    Optional<Size> size,
    boolean enlarge,
    Opener opener) {
  /** Opens a path of the kind. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens a path.
     *
     * @param path a folder or file
     * @param wanted the size that images are wanted in, if it is stated; only for sources that do
     *     not say themselves what size they are of
     * @throws DataException if it is not what the kind expects; the message says what is
     */
    ImageSource open(Path path, Optional<Size> wanted);
  }

  /** Folders and zips of image files: what is taken where no kind is named. */
  public static DatasetKind images() {
    return new DatasetKind(
        "images",
        "a folder or zip of PNG, JPEG, WebP, BMP or GIF images, at any depth",
        Optional.empty(),
        Optional.empty(),
        false,
        (path, wanted) -> ImageSource.open(path));
  }

  /** The same, where a file that repeats another counts once more, as in what a generator drew. */
  public static DatasetKind allImages() {
    DatasetKind images = images();
    return new DatasetKind(
        "all-images",
        images.layout,
        images.crop,
        images.size,
        images.enlarge,
        (path, wanted) -> new ImageFiles(FileTree.open(path, FileTypes.IMAGES), true));
  }

  /** The same, with a class for each image; what was packed without them is packed anew. */
  public DatasetKind labelled(ClassLabels classes) {
    return new DatasetKind(
        name + " with classes",
        layout,
        crop,
        size,
        enlarge,
        (path, wanted) -> LabelledSource.of(opener.open(path, wanted), classes));
  }

  /**
   * Opens a path that has images.
   *
   * @param path a folder or file
   * @param wanted the size that images are wanted in, if it is stated
   * @throws DataException if it is not what this kind expects, or has no images; the message says
   *     what is
   */
  public ImageSource open(Path path, Optional<Size> wanted) {
    ImageSource source = opener.open(path, wanted);
    if (!source.entries().isEmpty()) {
      return source;
    }
    String first =
        source.skipped().isEmpty() ? "" : "; the first left out is " + source.skipped().get(0);
    source.close();
    throw new DataException(path + ": it has no images; name " + layout + first);
  }

  /**
   * How images of this kind are made to fit.
   *
   * @param target the wanted size
   * @param otherwise the crop for kinds without one of their own
   */
  public Preparation preparation(Size target, Crop otherwise) {
    return new Preparation(target, crop.orElse(otherwise), enlarge);
  }

  /**
   * How images of this kind are made to fit as the released code does: without a crop where the
   * kind has none of its own, and enlarged where they are too small.
   */
  public Preparation officialPreparation(Size target) {
    return Preparation.official(target, crop.orElse(Crop.none()));
  }
}
