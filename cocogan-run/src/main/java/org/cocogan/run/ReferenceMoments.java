package org.cocogan.run;

import com.google.inject.ImplementedBy;
import org.cocogan.dataset.Dataset;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.eval.statistics.FeatureMoments;

/** Finds mean and covariance of the features of a data set's images. */
@ImplementedBy(ReferenceMoments.Here.class)
public interface ReferenceMoments {
  /**
   * Finds them.
   *
   * @param count how many of the first images count
   * @param references keeps what was computed, should it be interrupted
   */
  FeatureMoments of(Dataset dataset, int count, FeatureNetwork network, References references);

  /** Computes them in this process. */
  final class Here implements ReferenceMoments {
    /** Creates one for Guice. */
    public Here() {}

    @Override
    public FeatureMoments of(
        Dataset dataset, int count, FeatureNetwork network, References references) {
      return references.images(dataset, count, network).moments();
    }
  }
}
