package org.cocogan.report.comparison.engines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cocogan.train.Player;

/**
 * A comparison of two engines on one experiment.
 *
 * @param experiment its name
 * @param engines the two
 * @param steps how many both have trained on their own
 * @param shared steps taken from a shared state: never empty
 * @param free what each step on their own has given
 * @param imageDifference the largest difference of pixels drawn from one state, in 0..255
 */
public record EngineComparison(
    String experiment,
    List<Engine> engines,
    int steps,
    List<Part> shared,
    List<FreeStep> free,
    int imageDifference) {
  /** How far pixels of 0..255 may be apart. */
  public static final int IMAGE_TOLERANCE = 2;

  /** Copies the lists. */
  public EngineComparison {
    engines = List.copyOf(engines);
    shared = List.copyOf(shared);
    free = List.copyOf(free);
  }

  /**
   * An engine.
   *
   * @param name what it is chosen by
   * @param description engine, version, device and threads
   */
  public record Engine(String name, String description) {}

  /** The kinds of tensors that are compared. */
  public enum Kind {
    /** Losses and their terms. */
    LOSS("loss"),
    /** Gradients of what a player trains. */
    GRADIENT("gradient"),
    /** Weights and carried state after the update. */
    STATE("state");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** What people call it. */
    String label() {
      return label;
    }
  }

  /**
   * A player's part of a step from a shared state, or that of the moving average.
   *
   * @param step steps taken before
   * @param name the player's label, or {@code average}
   * @param worst of each kind what deviates most
   */
  public record Part(long step, String name, Map<Kind, Deviation> worst) {
    /** Copies the map. */
    public Part {
      worst = Map.copyOf(worst);
    }
  }

  /**
   * A step that both have taken on their own.
   *
   * @param step steps taken with it
   * @param losses of the first engine, by name
   * @param others those of the second
   * @param perturbed those of the first, trained from batches that are moved by rounding
   */
  public record FreeStep(
      long step,
      Map<String, Float> losses,
      Map<String, Float> others,
      Map<String, Float> perturbed) {}

  /** Whether everything that must agree does. */
  public boolean agrees() {
    return shared.stream()
            .allMatch(part -> part.worst().values().stream().allMatch(Deviation::passes))
        && imageDifference <= IMAGE_TOLERANCE;
  }

  /** The numbers of steps within which the trainings on their own are looked at. */
  List<Integer> windows() {
    return Stream.of(10, 60, steps).filter(window -> window <= steps).distinct().toList();
  }

  /** The deviation that is nearest to failing, or has failed most, and where it was found. */
  Finding worst() {
    List<Finding> findings = new ArrayList<>();
    for (Part part : shared) {
      part.worst().forEach((kind, deviation) -> findings.add(new Finding(part, kind, deviation)));
    }
    return findings.stream()
        .max(Comparator.comparing(Finding::deviation, Deviation.byDanger()))
        .orElseThrow();
  }

  /** A deviation and where it was found. */
  record Finding(Part part, Kind kind, Deviation deviation) {}

  /** The players whose loss was followed, in the order of their parts. */
  List<Player> players() {
    return Arrays.stream(Player.values())
        .filter(player -> free.stream().anyMatch(step -> step.losses().containsKey(loss(player))))
        .toList();
  }

  /** What the whole loss of a player is called. */
  static String loss(Player player) {
    return player.label() + "_loss";
  }

  /**
   * The largest difference of a player's loss in the first steps on their own, relative to the mean
   * magnitude that the loss has had until then.
   *
   * @param others what the first engine's losses are compared with
   * @param within how many steps
   */
  double freeDifference(Player player, Function<FreeStep, Map<String, Float>> others, int within) {
    double sum = 0;
    int count = 0;
    double largest = 0;
    for (FreeStep step : free) {
      Float left = step.losses().get(loss(player));
      Float right = others.apply(step).get(loss(player));
      if (step.step() <= within && left != null && right != null) {
        count++;
        sum += Math.abs(left);
        double apart = Math.abs((double) left - right);
        largest = Math.max(largest, apart == 0 ? 0 : apart * count / sum);
      }
    }
    return largest;
  }
}
