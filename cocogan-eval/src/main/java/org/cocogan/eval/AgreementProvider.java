package org.cocogan.eval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cocogan.dataset.DomainMap;
import org.cocogan.metric.Metric;
import org.cocogan.metric.MetricProvider;
import org.cocogan.metric.MetricRequest;
import org.cocogan.patch.Size;

/** Offers the {@link AgreementMetric} as {@code agreement}; its parameter {@code map} is needed. */
public final class AgreementProvider implements MetricProvider {
  private static final String MAP = "map";

  /** For {@link java.util.ServiceLoader}. */
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
  public Metric create(MetricRequest request) {
    Size pair = request.imageSize();
    if (pair.width() % 2 != 0) {
      throw new IllegalArgumentException(
          "the metric agreement compares the two halves of a pair; images of "
              + pair
              + " have no two halves");
    }
    return new AgreementMetric(
        new Size(pair.height(), pair.width() / 2), request.channels(), map(request.parameters()));
  }

  private static DomainMap map(Map<String, String> parameters) {
    if (!Set.of(MAP).containsAll(parameters.keySet())) {
      throw new IllegalArgumentException(
          "the metric agreement has no parameter "
              + String.join(", ", new TreeSet<>(parameters.keySet()))
              + "; known parameters: map");
    }
    String name = parameters.getOrDefault(MAP, "");
    return Arrays.stream(DomainMap.values())
        .filter(map -> spelt(map).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the metric agreement needs --set agreement.map=HOW, how the second domain"
                        + " follows from the first: "
                        + Arrays.stream(DomainMap.values())
                            .map(AgreementProvider::spelt)
                            .collect(Collectors.joining(" or "))
                        + (name.isEmpty() ? "" : ", not " + name)));
  }

  private static String spelt(DomainMap map) {
    return map.name().toLowerCase(Locale.ROOT);
  }
}
