package org.cocogan.cli.run;

import java.util.function.Function;
import java.util.function.Supplier;
import org.cocogan.dataset.Dataset;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Size;
import org.cocogan.render.PatchRenderer;

/**
 * Images that a generator draws when they are asked for.
 *
 * @param renderer draws them
 * @param learned opens the images that were learned from
 * @param opener opens others as those are
 */
public record DrawnImages(
    PatchRenderer renderer,
    int channels,
    int count,
    CoordinateSystem coordinates,
    Supplier<Dataset> learned,
    Function<String, Dataset> opener)
    implements EvaluatedImages {
  @Override
  public Size size() {
    return renderer.imageSize();
  }

  @Override
  public Dataset real() {
    return learned.get();
  }

  @Override
  public Dataset alike(String data) {
    return opener.apply(data);
  }

  @Override
  public byte[][] pixels(int first, int count) {
    return renderer.images(first, count);
  }
}
