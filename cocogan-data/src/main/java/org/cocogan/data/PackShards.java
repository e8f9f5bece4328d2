package org.cocogan.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.cocogan.patch.Size;

/** The images of several packs, one after another, as one data set. */
final class PackShards implements Packed {
  private final Path path;
  private final PackIndex index;
  private final List<Pack> packs;

  /** The number of the first image of each pack, then that of all images. */
  private final int[] firsts;

  private final short[] labels;

  private PackShards(Path path, PackIndex index, List<Pack> packs, int[] firsts) {
    this.path = path;
    try {
      labels = index.description().packLabels().of(firsts[packs.size()]);
    } catch (DataException e) {
      throw new DataException(path + ": " + e.getMessage(), e);
    }
    this.index = index;
    this.packs = packs;
    this.firsts = firsts;
  }

  /** Opens the packs of an index. */
  static PackShards open(Path path) {
    PackIndex index = PackIndex.read(path);
    List<PackIndex.Shard> shards = index.packs();
    List<Pack> packs = new ArrayList<>();
    int[] firsts = new int[shards.size() + 1];
    try {
      for (int i = 0; i < shards.size(); i++) {
        Pack pack = Pack.open(path.resolveSibling(shards.get(i).file()));
        packs.add(pack);
        requireListed(path, pack, packs.get(0), shards.get(i).images());
        firsts[i + 1] = Math.addExact(firsts[i], pack.count());
      }
      return new PackShards(path, index, packs, firsts);
    } catch (ArithmeticException e) {
      packs.forEach(Pack::close);
      throw new DataException(path + ": has more than " + Integer.MAX_VALUE + " images", e);
    } catch (DataException e) {
      packs.forEach(Pack::close);
      throw e;
    }
  }

  private static void requireListed(Path index, Pack pack, Pack first, int images) {
    if (pack.count() != images
        || !pack.imageSize().equals(first.imageSize())
        || pack.channels() != first.channels()) {
      throw new DataException(
          "%s: has %s images of %s with %s channels, not the %s of %s with %s that %s lists; pack the images again"
              .formatted(
                  pack.path(),
                  pack.count(),
                  pack.imageSize(),
                  pack.channels(),
                  images,
                  first.imageSize(),
                  first.channels(),
                  index.getFileName()));
    }
  }

  @Override
  public String name() {
    return description().source();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public PackDescription description() {
    return index.description();
  }

  @Override
  public int count() {
    return firsts[packs.size()];
  }

  @Override
  public List<String> classes() {
    return description().classes();
  }

  @Override
  public int classOf(int image) {
    return labels[image];
  }

  @Override
  public Size imageSize() {
    return packs.get(0).imageSize();
  }

  @Override
  public int channels() {
    return packs.get(0).channels();
  }

  @Override
  public void read(
      int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {
    Objects.checkIndex(image, count());
    int found = Arrays.binarySearch(firsts, image);
    int pack = found >= 0 ? found : -found - 2;
    packs.get(pack).read(image - firsts[pack], top, left, height, width, target, offset, stride);
  }

  @Override
  public void verify() {
    packs.forEach(Pack::verify);
  }

  @Override
  public void close() {
    packs.forEach(Pack::close);
  }
}
