package org.cocogan.run;

import com.google.inject.ImplementedBy;
import java.util.Collection;
import java.util.function.IntConsumer;
import org.cocogan.metric.Metric;
import org.cocogan.metric.Shared;

/** Passes images through the metrics that measure them. */
@ImplementedBy(DrawnPass.class)
public interface ImagePass {
  /**
   * Passes all images, in order.
   *
   * @param shared what the metrics share, such as the features of the images
   * @param progress told how many images are through
   */
  void feed(
      EvaluatedImages images, Collection<Metric> metrics, Shared shared, IntConsumer progress);
}
