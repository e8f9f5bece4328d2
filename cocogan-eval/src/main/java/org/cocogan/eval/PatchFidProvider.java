package org.cocogan.eval;

import java.util.Set;
import org.cocogan.eval.statistics.FrechetDistance;
import org.cocogan.exact.Division;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.patch.Size;

/**
 * Offers the Fréchet distance of macro patches, in all and by place, as {@code patch_fid}.
 *
 * <p>Its parameters {@code rows} and {@code columns} say at how many places along each axis patches
 * are cut out of an image, evenly from edge to edge; by default as few as cover it.
 */
public final class PatchFidProvider implements MetricProvider {
  static final String NAME = "patch_fid";

  /** For {@link java.util.ServiceLoader}. */
  public PatchFidProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Fréchet distance between the features of generated and real macro patches, by place.";
  }

  @Override
  public Metric create(MetricRequest request) {
    Parameters parameters = new Parameters(NAME, request.parameters(), Set.of("rows", "columns"));
    Size image = request.imageSize();
    Size patch = request.coordinates().layout().macro();
    int rows = parameters.whole("rows", 1, Division.ceil(image.height(), patch.height()));
    int columns = parameters.whole("columns", 1, Division.ceil(image.width(), patch.width()));
    SharedFeatures features = SharedFeatures.of(request, NAME);
    FrechetDistance.shortage(request.images(), features.network().dimension())
        .ifPresent(shortage -> request.notices().accept(NAME + " by place: " + shortage));
    return new PatchFidMetric(
        features,
        new PatchPlaces(image, patch, rows, columns),
        request.channels(),
        request.cache());
  }
}
