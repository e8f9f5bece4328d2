package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.cocogan.model.Initializer;
import org.cocogan.model.Parameter;
import org.cocogan.schedule.Schedule;
import org.cocogan.schedule.Schedule.Shape;
import org.cocogan.tensor.AdamUpdate;
import org.junit.jupiter.api.Test;

class TrainerSettingsTest {
  private static final TrainerSettings SETTINGS =
      new TrainerSettings(
          Map.of(
              Player.DISCRIMINATOR,
              Schedule.constant(4e-4),
              Player.GENERATOR,
              Schedule.constant(1e-4),
              Player.CONTENT,
              Schedule.constant(2e-4)),
          Map.of(Player.DISCRIMINATOR, 1, Player.GENERATOR, 3, Player.CONTENT, 0),
          0.1,
          Schedule.constant(0.9),
          1e-7,
          Optional.empty());

  @Test
  void letAPlayerPlayEverySoManySteps() {
    assertThat(playing(Player.DISCRIMINATOR)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(playing(Player.GENERATOR)).containsExactly(0L, 3L, 6L);
    assertThat(playing(Player.CONTENT)).isEmpty();
  }

  private static List<Long> playing(Player player) {
    return LongStream.range(0, 8).filter(step -> SETTINGS.plays(player, step)).boxed().toList();
  }

  @Test
  void leaveOutAPlayerWithoutAPeriod() {
    TrainerSettings none =
        new TrainerSettings(
            Map.of(), Map.of(), 0, Schedule.constant(0.999), 1e-8, Optional.empty());

    assertThat(none.plays(Player.DISCRIMINATOR, 0)).isFalse();
  }

  @Test
  void numberTheUpdatesOfEachPlayerFromOne() {
    assertThat(numbers(Player.DISCRIMINATOR)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(numbers(Player.GENERATOR)).containsExactly(1L, 2L, 3L);
  }

  private static List<Long> numbers(Player player) {
    return playing(player).stream().map(step -> SETTINGS.update(player, step).number()).toList();
  }

  @Test
  void giveEachPlayerItsRateAndMoments() {
    assertThat(SETTINGS.update(Player.DISCRIMINATOR, 4))
        .isEqualTo(new AdamUpdate("adam/d", 5, 4e-4, 0.1, 0.9, 1e-7));
    assertThat(SETTINGS.update(Player.GENERATOR, 6))
        .isEqualTo(new AdamUpdate("adam/g", 3, 1e-4, 0.1, 0.9, 1e-7));
  }

  @Test
  void correctTheSecondMomentByTheDecaysOfAllUpdatesSoFar() {
    TrainerSettings changing =
        new TrainerSettings(
            Map.of(Player.GENERATOR, new Schedule(Shape.LINEAR, 1e-3, 2e-3, 10)),
            Map.of(Player.GENERATOR, 3),
            0,
            new Schedule(Shape.COSINE, 0.5, 0.9, 6),
            1e-8,
            Optional.empty());

    assertThat(changing.update(Player.GENERATOR, 3).beta2()).isCloseTo(0.7, within(1e-12));
    // With a gradient of one, the second moment is one less the product of the decays.
    double second = 0;
    for (long step = 0; step <= 12; step += 3) {
      AdamUpdate update = changing.update(Player.GENERATOR, step);
      second = update.beta2() * second + 1 - update.beta2();
      double rate = 1e-3 * (1 + Math.min(1, step / 10.0));
      assertThat(update.correctedRate() / Math.sqrt(second)).isCloseTo(rate, within(1e-12));
    }
  }

  @Test
  void sayWhichParametersEachPlayerTrains() {
    List<Parameter> parameters =
        List.of(
            trained("generator/fc/weight"),
            carried("generator/fc/u"),
            trained("discriminator/block0/conv1/weight"),
            trained("discriminator/spatial/fc1/weight"),
            carried("discriminator/spatial/fc1/u"),
            trained("discriminator/content/fc1/weight"));

    assertThat(Player.DISCRIMINATOR.trained(parameters))
        .containsExactly("discriminator/block0/conv1/weight", "discriminator/spatial/fc1/weight");
    assertThat(Player.GENERATOR.trained(parameters))
        .containsExactly("generator/fc/weight", "discriminator/spatial/fc1/weight");
    assertThat(Player.CONTENT.trained(parameters))
        .containsExactly("discriminator/content/fc1/weight");
  }

  private static Parameter trained(String name) {
    return new Parameter(name, org.cocogan.tensor.Shape.of(2), true, new Initializer.Constant(0));
  }

  private static Parameter carried(String name) {
    return new Parameter(name, org.cocogan.tensor.Shape.of(2), false, new Initializer.Constant(0));
  }
}
