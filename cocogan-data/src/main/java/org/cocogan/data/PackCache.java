package org.cocogan.data;

import java.nio.file.Path;
import java.util.Optional;
import org.cocogan.file.Digests;
import org.cocogan.patch.Size;

/** Keeps the packs of sources in a folder and builds them when they are missing or outdated. */
public final class PackCache {
  private static final int KEY_DIGITS = 12;

  private final Path folder;
  private final PackBuilder builder;

  /** Keeps packs in a folder, which is made when it is needed. */
  public PackCache(Path folder) {
    this(folder, new PackBuilder());
  }

  /** Keeps packs in a folder and builds them with a builder. */
  public PackCache(Path folder, PackBuilder builder) {
    this.folder = folder;
    this.builder = builder;
  }

  /**
   * Opens the pack of a source, building it first if there is none, the source has changed since,
   * or it is damaged. A path that is a pack already, or an index of packs, is opened as it is.
   *
   * @param path a pack, an index, or what the kind opens
   * @param kind how the path is opened
   * @param preparation how each image is made to fit
   * @param channels 3 for red, green, blue; 1 for grey
   * @param strict whether an image that cannot be used is an error instead of being skipped
   * @param listener hears of the progress; hears nothing if nothing is to be built
   * @throws DataException if the source has no usable image or cannot be read, the pack cannot be
   *     written, or a given pack has another size or other channels
   */
  public Packed open(
      Path path,
      DatasetKind kind,
      Preparation preparation,
      int channels,
      boolean strict,
      PackListener listener) {
    if (Packed.isPacked(path)) {
      return openAsItIs(path, preparation.target(), channels);
    }
    try (ImageSource source = kind.open(path, Optional.of(preparation.target()))) {
      String key = path.toAbsolutePath().normalize() + "\0" + kind.name() + "\0" + channels;
      Path target = folder.resolve(fileName(key, source.name(), preparation));
      Optional<Packed> kept = openIfCurrent(target, source, preparation, channels, strict);
      if (kept.isPresent()) {
        return kept.get();
      }
      builder.build(source, preparation, channels, target, strict, listener);
      return Pack.open(target);
    }
  }

  private static Packed openAsItIs(Path path, Size size, int channels) {
    Packed pack = Packed.open(path);
    if (!pack.imageSize().equals(size) || pack.channels() != channels) {
      pack.close();
      throw new DataException(
          path
              + ": its images are "
              + form(pack.imageSize(), pack.channels())
              + " but "
              + form(size, channels)
              + " is wanted; change what is wanted or pack the images again");
    }
    return pack;
  }

  private static String form(Size size, int channels) {
    return size + (channels == 1 ? " grey" : " RGB");
  }

  /**
   * Opens a pack if it is what would be built anew.
   *
   * @param target the pack or the index, which need not exist
   * @param strict whether a pack that lacks skipped images does not count
   */
  public static Optional<Packed> openIfCurrent(
      Path target, ImageSource source, Preparation preparation, int channels, boolean strict) {
    if (!Packed.isPacked(target)) {
      return Optional.empty();
    }
    try {
      Packed pack = Packed.open(target);
      PackDescription description = pack.description();
      boolean current =
          description.sourceDigest().equals(source.digest())
              && description.preparation().equals(preparation)
              && description.decoder() == ImageDecoder.VERSION
              && pack.channels() == channels
              && !(strict && description.skipped() > 0);
      return current ? Optional.of(pack) : Optional.empty();
    } catch (DataException e) {
      // A damaged pack, or one of another format, is worth no more than none.
      return Optional.empty();
    }
  }

  private static String fileName(String key, String name, Preparation preparation) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_")
        + "-"
        + preparation.target()
        + "-"
        + Digests.of(key + "\0" + preparation).substring(0, KEY_DIGITS)
        + ".pack";
  }
}
