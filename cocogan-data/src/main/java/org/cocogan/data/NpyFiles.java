package org.cocogan.data;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The .npy files of a folder or zip, an image each. */
final class NpyFiles implements ImageSource {
  static final FileTypes TYPES =
      new FileTypes(
          Set.of("npy"), Set.of("npz"), "archives are not read; save each image as an .npy file");

  private final FileTree tree;
  private final List<String> entries;

  NpyFiles(FileTree tree) {
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
    PixelImage image = NpyArray.read(tree.read(entries.get(index)));
    return next.apply(image.withChannels(decoder.channels()));
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
