package org.cocogan.data;

import java.util.List;
import java.util.function.UnaryOperator;

/** The image files of a folder or zip. */
final class ImageFiles implements ImageSource {
  private final FileTree tree;
  private final List<String> entries;

  ImageFiles(FileTree tree) {
    this.tree = tree;
    entries = tree.files();
  }

  @Override
  public String name() {
    return tree.name();
  }

  @Override
  public List<String> entries() {
    return entries;
  }

  @Override
  public List<Skipped> skipped() {
    return tree.skipped();
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    return decoder.decode(tree.read(entries.get(index)), next);
  }

  @Override
  public String digest() {
    return tree.digest();
  }

  @Override
  public void close() {
    tree.close();
  }
}
