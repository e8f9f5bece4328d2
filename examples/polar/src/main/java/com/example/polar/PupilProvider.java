package com.example.polar;

import java.util.List;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.provider.ParameterDefinition;

/** Offers the contrast of pupils as a metric. */
public final class PupilProvider implements MetricProvider {
  private static final ParameterDefinition<Integer> ROWS =
      ParameterDefinition.whole("rows", 1, 10_000, "Rows that are pupil in every image.").orElse(3);

  @Override
  public String name() {
    return "pupil";
  }

  @Override
  public String description() {
    return "How much brighter an eye is than its pupil, which the innermost rows show.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(ROWS);
  }

  @Override
  public Metric create(MetricRequest request) {
    int rows = request.parameters().get(ROWS);
    if (rows >= request.imageSize().height()) {
      throw new IllegalArgumentException(
          "rows must be fewer than the " + request.imageSize().height() + " of an image");
    }
    return new PupilMetric(request.imageSize(), request.channels(), rows);
  }
}
