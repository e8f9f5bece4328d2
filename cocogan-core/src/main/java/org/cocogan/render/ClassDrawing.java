package org.cocogan.render;

import org.cocogan.model.LatentSpace;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;

/** Another drawing's images of one class. */
record ClassDrawing(Drawing all, LatentSpace latentSpace) implements Drawing {
  @Override
  public Size imageSize() {
    return all.imageSize();
  }

  @Override
  public int channels() {
    return all.channels();
  }

  @Override
  public PixelRegion patchRegion(int row, int column) {
    return all.patchRegion(row, column);
  }

  @Override
  public byte[] pixels(LatentSpace from, long seed, long number, PixelRegion region) {
    return all.pixels(from, seed, number, region);
  }

  @Override
  public void close() {
    all.close();
  }
}
