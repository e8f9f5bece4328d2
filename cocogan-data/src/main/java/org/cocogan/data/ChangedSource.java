package org.cocogan.data;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The images of a source, each changed after it was prepared, so that they are of another domain.
 */
public final class ChangedSource implements ImageSource {
  private final ImageSource source;
  private final DomainChange change;

  /** Changes the images of a source, which it closes in the end. */
  public ChangedSource(ImageSource source, DomainChange change) {
    this.source = source;
    this.change = change;
  }

  @Override
  public String name() {
    return source.name() + ", " + change.name();
  }

  @Override
  public List<String> entries() {
    return source.entries();
  }

  @Override
  public List<String> labels() {
    return source.labels();
  }

  @Override
  public List<Skipped> skipped() {
    return source.skipped();
  }

  @Override
  public Optional<String> decided() {
    return source.decided();
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    return source.load(index, decoder, image -> change.apply(next.apply(image), index));
  }

  @Override
  public String digest() {
    return FileListing.digest(source.digest(), change.digest());
  }

  @Override
  public void close() {
    source.close();
  }
}
