package org.cocogan.data;

import java.util.Locale;
import org.cocogan.dataset.DomainMap;

/** A change that turns a prepared image into one of another domain; safe for several threads. */
public interface DomainChange {
  /**
   * The image of the other domain.
   *
   * @param number of the image in its source, which random draws depend on
   * @return an image of the same size and channels
   */
  PixelImage apply(PixelImage image, int number);

  /** The name for people. */
  String name();

  /** What tells it from all others, its own sources included. */
  default String digest() {
    return name();
  }

  /** A known map, which changes all images in the same way. */
  static DomainChange of(DomainMap map) {
    return new DomainChange() {
      @Override
      public PixelImage apply(PixelImage image, int number) {
        return new PixelImage(
            image.size(),
            image.channels(),
            map.apply(image.pixels(), image.size(), image.channels()));
      }

      @Override
      public String name() {
        return map.name().toLowerCase(Locale.ROOT);
      }
    };
  }
}
