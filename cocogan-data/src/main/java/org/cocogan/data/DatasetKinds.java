package org.cocogan.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cocogan.data.RandomCrop.Span;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/** The kinds of data sets that are known. */
public final class DatasetKinds {
  private static final String CELEBA_HQ = "celeba-hq";
  private static final Size CELEBA = new Size(128, 128);
  private static final Size MATTERPORT = new Size(256, 768);
  private static final String ALIGNED =
      "a folder or zip of CelebA's aligned JPEGs (img_align_celeba), 218 rows of 178 pixels";

  private DatasetKinds() {}

  /** All kinds, in the order people are told of them. */
  public static List<DatasetKind> all() {
    return List.of(
        DatasetKind.images(),
        celeba(),
        celebaInward(),
        celebaOutward(),
        celebaHq(Optional.empty()),
        lsun(),
        matterport(),
        handwritten("mnist"),
        handwritten("fashion-mnist"),
        tfrecord());
  }

  /** The kind of a name, if there is one. */
  public static Optional<DatasetKind> named(String name) {
    return all().stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** The authors' crop: rows 50 to 178 and columns 25 to 153. */
  private static DatasetKind celeba() {
    return aligned("celeba", Crop.rectangle(new PixelRegion(50, 25, 128, 128)), CELEBA);
  }

  /** The authors' crop of 128 pixels, moved by up to 25 either way. */
  private static DatasetKind celebaInward() {
    return aligned(
        "celeba-syn-inward",
        new RandomCrop(new Size(128, 128), new Span(25, 75), new Span(0, 50), 0),
        CELEBA);
  }

  /**
   * The authors' crop of 150 pixels around the face: rows 13 to 41 as theirs, columns 0 to 28.
   * Their columns, 24 to 37, would run off the image, which has 178.
   */
  private static DatasetKind celebaOutward() {
    return aligned(
        "celeba-syn-outward",
        new RandomCrop(new Size(150, 150), new Span(13, 41), new Span(0, 28), 0),
        CELEBA);
  }

  /** Six faces become the middle 256 rows of a panorama of 384; ready panoramas are cropped so. */
  private static DatasetKind matterport() {
    return new DatasetKind(
        "mp3d",
        "a folder or zip of Matterport3D's skyboxes (NAME_skybox0_sami.jpg to 5), unpacked or in"
            + " their zips; or of cubes (front, right, back, left, up and down in a folder each);"
            + " or of panoramas twice as wide as high",
        Optional.of(Crop.centre()),
        Optional.of(MATTERPORT),
        false,
        (path, wanted) -> CubeFaces.open(path, wanted.orElse(MATTERPORT)));
  }

  /**
   * A kind whose arrays of floats run over a known range, in place of what they look like.
   *
   * @throws DataException if images of the kind are no such arrays
   */
  public static DatasetKind withRange(DatasetKind kind, NumberRange range) {
    if (!kind.name().equals(CELEBA_HQ)) {
      throw new DataException(
          "a range of numbers is stated of .npy files, which are of the kind "
              + CELEBA_HQ
              + ", not of "
              + kind.name());
    }
    return celebaHq(Optional.of(range));
  }

  private static DatasetKind celebaHq(Optional<NumberRange> range) {
    return new DatasetKind(
        CELEBA_HQ,
        "a folder or zip of .npy files, an image each, [1, 3, height, width] or [height, width, 3]",
        Optional.empty(),
        Optional.empty(),
        false,
        (path, wanted) -> arraysOrImages(path, range));
  }

  /** CelebA-HQ also goes round as image files. */
  private static ImageSource arraysOrImages(Path path, Optional<NumberRange> range) {
    NpyFiles arrays = new NpyFiles(FileTree.open(path, NpyFiles.TYPES), range);
    if (arrays.entries().isEmpty() && arrays.skipped().isEmpty()) {
      arrays.close();
      return ImageSource.open(path);
    }
    return arrays;
  }

  private static DatasetKind lsun() {
    return new DatasetKind(
        "lsun",
        "LSUN's LMDB as it is distributed: its folder, that above it, or its data.mdb",
        Optional.empty(),
        Optional.of(new Size(256, 256)),
        false,
        (path, wanted) -> databaseOrImages(path));
  }

  /** LSUN is often exported to image files first, as the authors did. */
  private static ImageSource databaseOrImages(Path path) {
    Optional<Path> database = LmdbSource.find(path);
    if (database.isPresent()) {
      return LmdbSource.open(database.get());
    }
    ImageSource images = ImageSource.open(path);
    if (images.entries().isEmpty()) {
      images.close();
      throw new DataException(
          path
              + ": has neither data.mdb nor images; unpack the zip, or name the folder of data.mdb");
    }
    return images;
  }

  private static DatasetKind handwritten(String name) {
    return new DatasetKind(
        name,
        "IDX files of grey images, gzipped or not: one of them, or their folder",
        Optional.empty(),
        Optional.of(new Size(32, 32)),
        true,
        IdxSource::open);
  }

  private static DatasetKind tfrecord() {
    return new DatasetKind(
        "tfrecord",
        "the authors' TFRecords, raw bytes of red, green, blue under 'img': a file or its folder",
        Optional.empty(),
        Optional.empty(),
        false,
        TfRecordSource::open);
  }

  private static DatasetKind aligned(String name, Crop crop, Size size) {
    return new DatasetKind(
        name,
        ALIGNED,
        Optional.of(crop),
        Optional.of(size),
        false,
        (path, wanted) -> ImageSource.open(path));
  }
}
