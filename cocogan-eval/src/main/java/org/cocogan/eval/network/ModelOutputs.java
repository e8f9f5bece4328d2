package org.cocogan.eval.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outputs of a model that are features and classes.
 *
 * @param features the output [images, dimension]
 * @param classes the output [images, classes], if there is one
 * @param probabilities whether that output holds probabilities instead of logits
 */
record ModelOutputs(String features, Optional<String> classes, boolean probabilities) {
  private static final Set<String> SOFTMAX = Set.of("Softmax");
  private static final Set<String> OF_CLASSES = Set.of("Softmax", "LogSoftmax");

  /**
   * Finds them: by the names that are asked for, else by the names that imported networks have,
   * else classes as what a softmax makes, and features as the one output that is left.
   *
   * @param sizes how many numbers an image has in each output that has a row for each image
   * @throws FeatureNetworkException if the model does not tell
   */
  static ModelOutputs of(
      String file, ModelSession model, Map<String, Integer> sizes, FeatureNetworkOptions options) {
    options.features().ifPresent(name -> require(file, name, sizes));
    options.classes().ifPresent(name -> require(file, name, sizes));
    Optional<String> classes =
        options
            .classes()
            .or(() -> named(InceptionGraph.LOGITS, sizes))
            .or(() -> sizes.keySet().stream().filter(name -> isOfClasses(model, name)).findFirst());
    Map<String, Integer> rest = new LinkedHashMap<>(sizes);
    classes.ifPresent(rest::remove);
    String features =
        options
            .features()
            .or(() -> named(InceptionGraph.FEATURES, sizes))
            .or(() -> rest.size() == 1 ? rest.keySet().stream().findFirst() : Optional.empty())
            .orElseThrow(() -> undecided(file, rest));
    return new ModelOutputs(
        features,
        classes.filter(name -> !name.equals(features)),
        classes.map(model::operatorOf).filter(SOFTMAX::contains).isPresent());
  }

  private static boolean isOfClasses(ModelSession model, String output) {
    return OF_CLASSES.contains(model.operatorOf(output));
  }

  private static Optional<String> named(String name, Map<String, Integer> sizes) {
    return sizes.containsKey(name) ? Optional.of(name) : Optional.empty();
  }

  private static void require(String file, String name, Map<String, Integer> sizes) {
    if (!sizes.containsKey(name)) {
      throw new FeatureNetworkException(
          file + ": has no output " + name + " with a row for each image; it has " + text(sizes));
    }
  }

  private static FeatureNetworkException undecided(String file, Map<String, Integer> rest) {
    return new FeatureNetworkException(
        rest.isEmpty()
            ? file + ": has no output of features; export it with the layer before the classes"
            : file
                + ": does not tell which output holds the features; name one by"
                + " --features-output: "
                + text(rest));
  }

  private static String text(Map<String, Integer> sizes) {
    return sizes.entrySet().stream()
        .map(output -> output.getKey() + " (" + output.getValue() + " numbers)")
        .reduce((some, next) -> some + ", " + next)
        .orElse("none");
  }
}
