package org.cocogan.eval;

import java.util.List;
import org.cocogan.eval.statistics.FrechetDistance;
import org.cocogan.exact.Division;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.patch.Size;
import org.cocogan.provider.ParameterDefinition;

/** Offers the Fréchet distance of macro patches, in all and by place, as {@code patch_fid}. */
public final class PatchFidProvider implements MetricProvider {
  static final String NAME = "patch_fid";

  private static final ParameterDefinition<Integer> ROWS =
      ParameterDefinition.whole(
              "rows",
              0,
              Integer.MAX_VALUE,
              "Places down an image, evenly from edge to edge; 0 for as few as cover it.")
          .orElse(0);

  private static final ParameterDefinition<Integer> COLUMNS =
      ParameterDefinition.whole(
              "columns",
              0,
              Integer.MAX_VALUE,
              "Places across an image, evenly from edge to edge; 0 for as few as cover it.")
          .orElse(0);

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
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
  public List<ParameterDefinition<?>> parameters() {
    return List.of(ROWS, COLUMNS);
  }

  @Override
  public Metric create(MetricRequest request) {
    Size image = request.imageSize();
    Size patch = request.coordinates().layout().macro();
    int rows = places(request.parameters().get(ROWS), image.height(), patch.height());
    int columns = places(request.parameters().get(COLUMNS), image.width(), patch.width());
    SharedFeatures features = SharedFeatures.of(request, NAME);
    FrechetDistance.shortage(request.images(), features.network().dimension())
        .ifPresent(shortage -> request.notices().accept(NAME + " by place: " + shortage));
    return new PatchFidMetric(
        features,
        new PatchPlaces(image, patch, rows, columns),
        request.channels(),
        request.cache());
  }

  private static int places(int wanted, int length, int patch) {
    return wanted > 0 ? wanted : Division.ceil(length, patch);
  }
}
