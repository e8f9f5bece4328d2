package org.cocogan.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;

/**
 * Blends images over photographs as MNIST-M does (Ganin et al. 2016): |photograph - image|, for
 * each channel, with a part of a photograph as large as the image.
 *
 * <p>Photograph and part are drawn for each image from its number. Images are blended as they are:
 * a script that many use for MNIST-M makes all that is not black white before.
 */
public final class Backgrounds implements DomainChange {
  private static final long MOST_BYTES = 1 << 28;

  private final String name;
  private final String digest;
  private final List<PixelImage> photographs;

  private Backgrounds(String name, String digest, List<PixelImage> photographs) {
    this.name = name;
    this.digest = digest;
    this.photographs = List.copyOf(photographs);
  }

  /**
   * Loads photographs.
   *
   * @param path a folder or zip of image files
   * @param channels of the images to blend: 3 for red, green, blue; 1 for grey
   * @param least the size of the images to blend
   * @throws DataException if there are none, one of them cannot be used or is smaller than the
   *     images, or they take more than 256 MiB
   */
  public static Backgrounds open(Path path, int channels, Size least) {
    try (ImageSource source = DatasetKind.images().open(path, Optional.empty())) {
      ImageDecoder decoder = new ImageDecoder(channels);
      List<PixelImage> photographs = new ArrayList<>();
      long bytes = 0;
      List<String> entries = source.entries();
      for (int i = 0; i < entries.size(); i++) {
        PixelImage photograph = load(source, i, decoder, path);
        Size size = photograph.size();
        if (size.height() < least.height() || size.width() < least.width()) {
          throw new DataException(
              "%s: %s has %s pixels, too few to lie behind images of %s"
                  .formatted(path, entries.get(i), size, least));
        }
        bytes += photograph.pixels().length;
        if (bytes > MOST_BYTES) {
          throw new DataException(
              path + ": its photographs take more than 256 MiB; name fewer or smaller ones");
        }
        photographs.add(photograph);
      }
      return new Backgrounds(source.name(), source.digest(), photographs);
    }
  }

  private static PixelImage load(ImageSource source, int index, ImageDecoder decoder, Path path) {
    try {
      return source.load(index, decoder, image -> image);
    } catch (DataException e) {
      throw new DataException(path + ": " + source.entries().get(index) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public PixelImage apply(PixelImage image, int number) {
    CountedRandom random = CountedRandom.of(0, "background", number);
    PixelImage photograph = photographs.get(random.nextInt(photographs.size()));
    Size size = image.size();
    int top = random.nextInt(photograph.size().height() - size.height() + 1);
    int left = random.nextInt(photograph.size().width() - size.width() + 1);
    byte[] blended =
        photograph.part(new PixelRegion(top, left, size.height(), size.width())).pixels();
    byte[] own = image.pixels();
    for (int i = 0; i < blended.length; i++) {
      int difference = Byte.toUnsignedInt(blended[i]) - Byte.toUnsignedInt(own[i]);
      blended[i] = (byte) Math.abs(difference);
    }
    return new PixelImage(size, image.channels(), blended);
  }

  @Override
  public String name() {
    return "over " + name;
  }

  @Override
  public String digest() {
    return "over " + digest;
  }
}
