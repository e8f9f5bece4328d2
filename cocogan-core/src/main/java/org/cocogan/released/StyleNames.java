package org.cocogan.released;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.model.Parameter;

/**
 * The names that the StyleGAN-based project gives to the parameters of the style-based networks.
 */
final class StyleNames {
  /** Here mapping layers keep W / 0.01, so that Adam moves W at a hundredth of the rate. */
  private static final float MAPPING = 100;

  private static final String N = "(?<n>\\d+)";
  private static final String PART = "/(?<part>weight|bias)";

  private final int macro;
  private final List<Rule> rules;

  /** A tensor that may hold the parameters with names of a form. */
  private record Rule(
      Pattern ours,
      Function<Matcher, String> theirs,
      BiFunction<Parameter, String, StyleTensor> form) {}

  /**
   * Makes the names for networks of one size.
   *
   * @param macro side of the macro patch, from which the discriminator's blocks are counted
   */
  StyleNames(int macro) {
    this.macro = macro;
    rules =
        List.of(
            rule(
                "generator/mapping/fc" + N + PART,
                name -> "style." + (2L * number(name) + 1) + ".linear." + equalized(name),
                StyleNames::mapping),
            rule("generator/block0/constant", name -> "generator.progression.0.conv1.input"),
            rule(
                "generator/block" + N + "/conv1" + PART,
                name -> block(name) + "conv1.1.conv." + equalized(name)),
            rule(
                "generator/block" + N + "/conv1/weight",
                name -> block(name) + "conv1.0.weight",
                StyleTensor::fused),
            rule("generator/block" + N + "/conv1/bias", name -> block(name) + "conv1.0.bias"),
            rule(
                "generator/block" + N + "/conv2" + PART,
                name -> block(name) + "conv2.conv." + equalized(name)),
            rule(
                "generator/block" + N + "/(?<noise>noise[12])",
                name -> block(name) + name.group("noise") + ".weight_orig"),
            rule(
                "generator/block" + N + "/norm(?<place>[12])/gamma" + PART,
                StyleNames::norm,
                (parameter, name) -> StyleTensor.half(parameter, name, false)),
            rule(
                "generator/block" + N + "/norm(?<place>[12])/beta" + PART,
                StyleNames::norm,
                (parameter, name) -> StyleTensor.half(parameter, name, true)),
            rule(
                "generator/to_image" + N + PART,
                name -> "generator.to_rgb." + number(name) + ".conv." + equalized(name)),
            rule(
                "discriminator/from_image" + N + PART,
                name -> "from_rgb." + depth(name) + ".0.conv." + equalized(name)),
            rule(
                "discriminator/block" + N + "/conv1" + PART,
                name -> "progression." + depth(name) + ".conv1.0.conv." + equalized(name)),
            rule(
                "discriminator/block(?<n>4)/conv2" + PART,
                name -> "progression." + depth(name) + ".conv2.0.conv." + equalized(name)),
            rule(
                "discriminator/block" + N + "/conv2" + PART,
                name -> "progression." + depth(name) + ".conv2.1.conv." + equalized(name)),
            rule(
                "discriminator/block" + N + "/conv2" + PART,
                name -> "progression." + depth(name) + ".conv2.1." + name.group("part")),
            rule("discriminator/adversarial" + PART, name -> "linear.linear." + equalized(name)),
            rule(
                "discriminator/projection/weight",
                name -> "proj.linear.weight_orig",
                (parameter, name) -> StyleTensor.equal(parameter, name).withCoordinatesSwapped()),
            rule("discriminator/projection/bias", name -> "proj.linear.bias"));
  }

  private static Rule rule(String ours, Function<Matcher, String> theirs) {
    return rule(ours, theirs, StyleTensor::equal);
  }

  private static Rule rule(
      String ours,
      Function<Matcher, String> theirs,
      BiFunction<Parameter, String, StyleTensor> form) {
    return new Rule(Pattern.compile(ours), theirs, form);
  }

  private static StyleTensor mapping(Parameter parameter, String name) {
    StyleTensor layer = StyleTensor.equal(parameter, name).times(MAPPING);
    return name.equals("style.1.linear.weight_orig") ? layer.withCoordinatesSwapped() : layer;
  }

  private static int number(Matcher name) {
    return Integer.parseInt(name.group("n"));
  }

  private static String equalized(Matcher name) {
    return name.group("part").equals("weight") ? "weight_orig" : "bias";
  }

  private static String block(Matcher name) {
    return "generator.progression." + number(name) + ".";
  }

  private static String norm(Matcher name) {
    return block(name) + "adain" + name.group("place") + ".style.linear." + equalized(name);
  }

  /** How often a macro patch is halved to a side. */
  private int depth(Matcher name) {
    return Integer.numberOfTrailingZeros(macro / number(name));
  }

  /** The tensors that may hold a parameter, the usual one first; empty if there are none. */
  List<StyleTensor> of(Parameter parameter) {
    return rules.stream().map(rule -> matching(rule, parameter)).flatMap(List::stream).toList();
  }

  private static List<StyleTensor> matching(Rule rule, Parameter parameter) {
    Matcher name = rule.ours().matcher(parameter.name());
    return name.matches()
        ? List.of(rule.form().apply(parameter, rule.theirs().apply(name)))
        : List.of();
  }
}
