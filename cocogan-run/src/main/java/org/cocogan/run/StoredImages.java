package org.cocogan.run;

import java.util.function.Function;
import org.cocogan.CocoGanException;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;

/**
 * Images from elsewhere: nothing is known of their patches, so that each counts as one.
 *
 * @param dataset holds them
 * @param count how many of its first images are meant
 * @param opener opens others, brought to the size of these
 */
public record StoredImages(Dataset dataset, int count, Function<String, Dataset> opener)
    implements EvaluatedImages {
  @Override
  public Size size() {
    return dataset.imageSize();
  }

  @Override
  public int channels() {
    return dataset.channels();
  }

  @Override
  public CoordinateSystem coordinates() {
    return new EuclideanCoordinateSystem(new PatchLayout(size(), size(), size()));
  }

  @Override
  public Dataset real() {
    throw new CocoGanException("what " + dataset.name() + " was learned from is not known");
  }

  @Override
  public Dataset alike(String data) {
    return opener.apply(data);
  }

  @Override
  public byte[][] pixels(int first, int count) {
    byte[][] images = new byte[count][];
    int stride = Product.of(size().width(), channels());
    for (int i = 0; i < count; i++) {
      images[i] = new byte[Product.of(size().height(), stride)];
      dataset.read(first + i, 0, 0, size().height(), size().width(), images[i], 0, stride);
    }
    return images;
  }
}
