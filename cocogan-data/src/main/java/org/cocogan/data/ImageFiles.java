package org.cocogan.data;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The image files of a folder or zip. */
final class ImageFiles implements ImageSource {
  private final FileTree tree;
  private final List<String> entries;
  private final boolean countRepeated;
  private @Nullable RepeatedFiles repeated;

  /** Finds the images of a tree; repeated files are left out. */
  ImageFiles(FileTree tree) {
    this(tree, false);
  }

  ImageFiles(FileTree tree, boolean countRepeated) {
    this.tree = tree;
    this.countRepeated = countRepeated;
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
    byte[] file = tree.read(entries.get(index));
    if (!countRepeated) {
      repeated().requireFirst(index, file);
    }
    return decoder.decode(file, next);
  }

  /** Made when the first image is loaded, because most sources are opened to be listed only. */
  private synchronized RepeatedFiles repeated() {
    RepeatedFiles known = repeated;
    if (known == null) {
      known = new RepeatedFiles(tree);
      repeated = known;
    }
    return known;
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
