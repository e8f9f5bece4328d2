package org.cocogan.data;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The images of another source, which it closes in the end, as long as nothing is overridden. */
abstract class WrappedSource implements ImageSource {
  private final ImageSource source;

  WrappedSource(ImageSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return source.name();
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
  public int number(int index) {
    return source.number(index);
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    return source.load(index, decoder, next);
  }

  @Override
  public void close() {
    source.close();
  }
}
