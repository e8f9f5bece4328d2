package org.cocogan.advice;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.KnownNames;
import org.cocogan.experiment.SettingsReader;
import org.cocogan.provider.ParameterDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule on series that it is to speak about, and on those that are as they should be. */
class RulesTest {
  private static final long LAST = 20_000;

  private static Experiment experiment(String loss) {
    return new SettingsReader(
            new KnownNames(
                Map.of(
                    "backend", named("djl"),
                    "generator", named("cocogan"),
                    "discriminator", named("cocogan"),
                    "coordinate system", named("euclidean")),
                Map.of(),
                ""))
        .read(
            Map.ofEntries(
                entry("data_params.dataset", "./images"),
                entry("data_params.full_image_size", "[32, 32]"),
                entry("data_params.macro_patch_size", "[16, 16]"),
                entry("data_params.micro_patch_size", "[8, 8]"),
                entry("data_params.coordinate_system", "euclidean"),
                entry("loss_params.adversarial_loss", loss),
                entry("train_params.batch_size", "16"),
                entry("train_params.glr", "0.0001"),
                entry("train_params.dlr", "0.0004"),
                entry("train_params.ema_decay", "0.999"),
                entry("log_params.exp_name", "rules")))
        .experiment();
  }

  private static SortedMap<String, List<ParameterDefinition<?>>> named(String name) {
    return new TreeMap<>(Map.of(name, List.of()));
  }

  private static Optional<Advice> examine(String rule, String loss, Series... all) {
    History history = new History();
    for (Series series : all) {
      for (long step = series.period(); step <= LAST; step += series.period()) {
        history.add(step, series.name(), series.values().applyAsDouble(step));
      }
    }
    return Rule.ALL.stream()
        .filter(one -> one.name().equals(rule))
        .findFirst()
        .orElseThrow()
        .examine(history, experiment(loss));
  }

  /** Numbers of a name, one each so many steps. */
  private record Series(String name, long period, LongToDoubleFunction values) {}

  /** A training that goes wrong in one way. */
  private record Wrong(
      String rule, String loss, Series series, long since, String seen, String change) {}

  static Stream<Wrong> wrong() {
    return Stream.of(
        new Wrong(
            "gradient_slopes",
            "wasserstein",
            new Series("gradient_slope", 100, step -> step <= 12_000 ? 2 : 8),
            12_100,
            "the slopes of the gradient penalty are 8.00, more than 5",
            "loss_params.gp_lambda=20.0"),
        new Wrong(
            "gradient_slopes",
            "wasserstein",
            new Series("gradient_slope", 100, step -> 0.1),
            10_100,
            "the slopes of the gradient penalty are 0.10, far below 1",
            "loss_params.gp_lambda=5.0"),
        new Wrong(
            "separation",
            "hinge",
            new Series("real_above_fake", 100, step -> step <= 15_000 ? 0.8 : 1),
            15_100,
            "the discriminator is winning, a real patch is judged above a generated one in 100 %"
                + " of pairs",
            "train_params.dlr=2.0E-4"),
        new Wrong(
            "separation",
            "wasserstein",
            new Series("real_above_fake", 100, step -> 0.5),
            10_100,
            "the discriminator is losing, a real patch is judged above a generated one in 50 % of"
                + " pairs",
            "train_params.dlr=8.0E-4"),
        new Wrong(
            "coordinates",
            "wasserstein",
            new Series("coordinate_error_fake", 100, step -> 0.3),
            10_100,
            "generated patches do not know their place, the error of their coordinates is 0.300"
                + " after 0.300 at the beginning",
            "loss_params.coord_loss_w=200.0"),
        new Wrong(
            "collapse",
            "wasserstein",
            new Series("samples.spread", 2000, step -> step <= 14_000 ? 40 : 10),
            16_000,
            "the images of a sample sheet become alike, they spread by 10.0 levels of 255 after"
                + " 40.0",
            "train_params.glr=5.0E-5, from a checkpoint before that step"),
        new Wrong(
            "seams",
            "wasserstein",
            new Series("samples.seam", 2000, step -> step <= 16_000 ? 1.2 : 1.8),
            18_000,
            "borders of micro patches show more, neighbours differ 1.80 times as much across as"
                + " within, after 1.20",
            "larger macro patches (data_params.macro_patch_size), or a smaller train_params.glr"),
        new Wrong(
            "average",
            "wasserstein",
            new Series("average.distance", 5000, step -> step <= 10_000 ? 0.1 : 0.5),
            15_000,
            "the moving average of the weights, which draws, is 50 % away from them",
            "train_params.ema_decay=0.998"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatWasSeenSinceWhenAndWhatToTry(Wrong wrong) {
    Advice advice = examine(wrong.rule(), wrong.loss(), wrong.series()).orElseThrow();

    assertThat(advice.since()).isEqualTo(wrong.since());
    assertThat(advice.seen()).isEqualTo(wrong.seen());
    assertThat(advice.change()).isEqualTo(wrong.change());
    assertThat(advice.source()).isNotEmpty();
  }

  static Stream<Wrong> fine() {
    return Stream.of(
            new Series("gradient_slope", 100, step -> 1.1),
            new Series("gradient_slope", 100, step -> 0.9),
            // Only the early phase is wrong.
            new Series("gradient_slope", 100, step -> step <= 10_000 ? 30 : 2),
            // Some of the latest are right.
            new Series("gradient_slope", 100, step -> step % 400 == 0 ? 3 : 8),
            new Series("real_above_fake", 100, step -> 0.8),
            new Series("coordinate_error_fake", 100, step -> 600.0 / (step + 1000)),
            new Series("samples.spread", 2000, step -> 40 - step / 1000.0),
            new Series("samples.seam", 2000, step -> 1.2),
            new Series("average.distance", 5000, step -> 0.05))
        .map(series -> new Wrong("", "hinge", series, 0, "", ""));
  }

  @ParameterizedTest
  @MethodSource("fine")
  void saysNothingAboutWhatIsAsItShouldBe(Wrong fine) {
    for (Rule rule : Rule.ALL) {
      assertThat(examine(rule.name(), fine.loss(), fine.series())).isEmpty();
    }
  }

  @Test
  void doesNotHoldAgainstTheCriticOfTheWassersteinLossThatItTellsApart() {
    assertThat(examine("separation", "wasserstein", new Series("real_above_fake", 100, step -> 1)))
        .isEmpty();
  }

  @Test
  void saysNothingWithoutNumbers() {
    for (Rule rule : Rule.ALL) {
      assertThat(examine(rule.name(), "wasserstein")).isEmpty();
    }
  }
}
