package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cocogan.provider.NearestName;
import org.cocogan.provider.ParameterDefinition;
import org.cocogan.provider.Parameters;

/** Holds parameters to what the providers that are chosen say of theirs, and fills in defaults. */
final class ParameterChecks {
  /**
   * Parameters, and whose they are.
   *
   * @param setting the parameters
   * @param kind what takes them
   * @param chosen the name of the one that takes them, once it is known
   */
  private record Owner(
      Setting<Map<String, String>> setting,
      String kind,
      Function<Values, Optional<String>> chosen) {}

  private static final List<Owner> OWNERS =
      List.of(
          new Owner(
              DataKeys.DATASET_PARAMETERS,
              KnownNames.DATASET,
              values -> values.find(DataKeys.DATASET)),
          new Owner(
              DataKeys.SECOND_DATASET_PARAMETERS,
              KnownNames.DATASET,
              values -> values.find(DataKeys.SECOND_DATASET).map(second -> second.orElse("False"))),
          new Owner(
              NetworkKeys.COORDINATE_PARAMETERS,
              KnownNames.COORDINATE_SYSTEM,
              values -> values.find(DataKeys.COORDINATE_SYSTEM)),
          new Owner(
              NetworkKeys.GENERATOR_PARAMETERS,
              KnownNames.GENERATOR,
              values -> values.find(NetworkKeys.GENERATOR)),
          new Owner(
              NetworkKeys.DISCRIMINATOR_PARAMETERS,
              KnownNames.DISCRIMINATOR,
              values -> values.find(NetworkKeys.DISCRIMINATOR)),
          new Owner(
              NetworkKeys.MERGER_PARAMETERS,
              KnownNames.MERGER,
              values -> values.find(NetworkKeys.MERGER)),
          new Owner(
              DataKeys.CROPPER_PARAMETERS,
              KnownNames.CROPPER,
              values -> values.find(DataKeys.CROPPER)));

  private final Values values;
  private final KnownNames known;
  private final List<Problem> problems = new ArrayList<>();

  private ParameterChecks(Values values, KnownNames known) {
    this.values = values;
    this.known = known;
  }

  /** Completes the parameters among the values; what is wrong with them stays as it is. */
  static List<Problem> complete(Values values, KnownNames known) {
    ParameterChecks checks = new ParameterChecks(values, known);
    checks.spellOutShorthands();
    OWNERS.forEach(checks::complete);
    checks.completeMetrics();
    return checks.problems;
  }

  /** A key that stands for a parameter of some generators counts for those that have it. */
  private void spellOutShorthands() {
    Optional<String> generator = values.find(NetworkKeys.GENERATOR);
    Optional<Map<String, String>> given = values.find(NetworkKeys.GENERATOR_PARAMETERS);
    if (generator.isEmpty() || given.isEmpty()) {
      return;
    }
    Map<String, String> all = new LinkedHashMap<>(given.get());
    definitions(KnownNames.GENERATOR, generator.get())
        .forEach(
            definition ->
                NetworkKeys.OF_GENERATOR.stream()
                    .filter(shorthand -> shorthand.key().equals(definition.name()))
                    .flatMap(shorthand -> values.find(shorthand).stream())
                    .forEach(value -> all.putIfAbsent(definition.name(), value.toString())));
    values.put(NetworkKeys.GENERATOR_PARAMETERS, all);
  }

  private void complete(Owner owner) {
    Optional<String> name = owner.chosen().apply(values);
    Optional<Map<String, String>> given = values.find(owner.setting());
    if (name.isPresent() && given.isPresent()) {
      values.put(
          owner.setting(),
          completed(owner.setting().id(), definitions(owner.kind(), name.get()), given.get()));
    }
  }

  private void completeMetrics() {
    values
        .find(LogKeys.METRIC_PARAMETERS)
        .ifPresent(
            given -> {
              Map<String, Map<String, String>> all = new LinkedHashMap<>();
              given.forEach((metric, own) -> all.put(metric, completed(metric, own)));
              values.put(LogKeys.METRIC_PARAMETERS, all);
            });
  }

  private Map<String, String> completed(String metric, Map<String, String> given) {
    String id = LogKeys.METRIC_PARAMETERS.id() + "." + metric;
    if (known.of(KnownNames.METRIC).contains(metric)) {
      return completed(id, definitions(KnownNames.METRIC, metric), given);
    }
    problems.add(
        Problem.error(
            id,
            "there is no metric of this name%s; known: %s"
                .formatted(
                    NearestName.hint(metric, known.of(KnownNames.METRIC)),
                    Text.oneOf(List.copyOf(known.of(KnownNames.METRIC))))));
    return given;
  }

  private Map<String, String> completed(
      String id, List<ParameterDefinition<?>> definitions, Map<String, String> given) {
    Map<String, String> mistakes = Parameters.mistakes(definitions, given);
    mistakes.forEach(
        (name, message) -> problems.add(Problem.error(id + "." + Text.shown(name), message)));
    return mistakes.isEmpty() ? Parameters.of(definitions, given).written() : given;
  }

  private List<ParameterDefinition<?>> definitions(String kind, String name) {
    return known.parameters(kind).getOrDefault(name, List.of());
  }
}
