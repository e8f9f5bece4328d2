package org.cocogan.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cocogan.dataset.DomainMap;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.patch.Size;
import org.cocogan.provider.ParameterDefinition;

/** Offers the {@link AgreementMetric} as {@code agreement}. */
public final class AgreementProvider implements MetricProvider {
  private static final ParameterDefinition<String> MAP =
      ParameterDefinition.word(
          "map",
          Arrays.stream(DomainMap.values()).map(AgreementProvider::spelt).toList(),
          "How the second domain follows from the first; it must be set.");

  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public AgreementProvider() {}

  @Override
  public String name() {
    return "agreement";
  }

  @Override
  public String description() {
    return "Share of pixels in which the two images of a pair correspond, by a map that is known.";
  }

  @Override
  public List<ParameterDefinition<?>> parameters() {
    return List.of(MAP);
  }

  @Override
  public Metric create(MetricRequest request) {
    Size pair = request.imageSize();
    if (pair.width() % 2 != 0) {
      throw new IllegalArgumentException(
          "the metric agreement compares the two halves of a pair; images of "
              + pair
              + " have no two halves");
    }
    return new AgreementMetric(
        new Size(pair.height(), pair.width() / 2),
        request.channels(),
        map(request.parameters().get(MAP)));
  }

  private static DomainMap map(String name) {
    return Arrays.stream(DomainMap.values())
        .filter(map -> spelt(map).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String spelt(DomainMap map) {
    return map.name().toLowerCase(Locale.ROOT);
  }
}
