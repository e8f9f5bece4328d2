package org.cocogan.data;

import java.util.function.UnaryOperator;

/**
 * The images of a source, each changed after it was prepared, so that they are of another domain.
 */
public final class ChangedSource extends WrappedSource {
  private final ImageSource source;
  private final DomainChange change;

  /** Changes the images of a source, which it closes in the end. */
  public ChangedSource(ImageSource source, DomainChange change) {
    super(source);
    this.source = source;
    this.change = change;
  }

  @Override
  public String name() {
    return source.name() + ", " + change.name();
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    return source.load(index, decoder, image -> change.apply(next.apply(image), index));
  }

  @Override
  public String digest() {
    return FileListing.digest(source.digest(), change.digest());
  }
}
