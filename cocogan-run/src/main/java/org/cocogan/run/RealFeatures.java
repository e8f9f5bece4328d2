package org.cocogan.run;

import com.google.inject.ImplementedBy;
import org.cocogan.eval.FeatureStream;

/** Computes the features of images that generated ones are compared with. */
@ImplementedBy(RealFeatures.Here.class)
public interface RealFeatures {
  /**
   * The way to compute them.
   *
   * @param data a data set's name, or the path of a folder, zip or pack
   * @param compared the images that are compared with them
   */
  FeatureStream of(String data, EvaluatedImages compared);

  /** Computes them in this process. */
  final class Here implements RealFeatures {
    /** Creates one for Guice. */
    public Here() {}

    @Override
    public FeatureStream of(String data, EvaluatedImages compared) {
      return FeatureStream.HERE;
    }
  }
}
