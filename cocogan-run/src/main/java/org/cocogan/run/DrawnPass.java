package org.cocogan.run;

import java.util.Collection;
import java.util.function.IntConsumer;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Shared;

/** Draws, or reads, some images at a time, and gives each to all metrics. */
public final class DrawnPass implements ImagePass {
  private static final int IMAGES_AT_ONCE = 64;

  /** Creates one for Guice. */
  public DrawnPass() {}

  @Override
  public void feed(
      EvaluatedImages images, Collection<Metric> metrics, Shared shared, IntConsumer progress) {
    for (int done = 0; done < images.count(); done += IMAGES_AT_ONCE) {
      int count = Math.min(IMAGES_AT_ONCE, images.count() - done);
      for (byte[] image : images.pixels(done, count)) {
        metrics.forEach(metric -> metric.add(image));
      }
      progress.accept(done + count);
    }
  }
}
