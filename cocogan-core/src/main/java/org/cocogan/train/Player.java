package org.cocogan.train;

import java.util.List;
import org.cocogan.model.Parameter;

/**
 * A player, who in each step trains some of the networks' parameters; they take turns in the order
 * given here (released code, {@code trainer.py}).
 */
public enum Player {
  /** The discriminator with its spatial head. */
  DISCRIMINATOR("d") {
    @Override
    boolean keeps(String parameter) {
      return parameter.startsWith("discriminator/") && !CONTENT.keeps(parameter);
    }
  },
  /** The generator, and the spatial head, which both players train. */
  GENERATOR("g") {
    @Override
    boolean keeps(String parameter) {
      return parameter.startsWith("generator/") || parameter.startsWith("discriminator/spatial/");
    }
  },
  /** The discriminator once more, with fakes from all positions, beyond the image's edges too. */
  EXTRAPOLATED_DISCRIMINATOR("d_extrapolated") {
    @Override
    boolean keeps(String parameter) {
      return DISCRIMINATOR.keeps(parameter);
    }
  },
  /**
   * The generator once more, at all positions: only its first two residual blocks learn, while the
   * state of all of it goes on.
   */
  EXTRAPOLATED_GENERATOR("g_extrapolated") {
    @Override
    boolean keeps(String parameter) {
      return GENERATOR.keeps(parameter);
    }

    @Override
    boolean trains(String parameter) {
      return parameter.startsWith("generator/block0/") || parameter.startsWith("generator/block1/");
    }
  },
  /** The content head Q. */
  CONTENT("q") {
    @Override
    boolean keeps(String parameter) {
      return parameter.startsWith("discriminator/content/");
    }
  };

  private final String label;

  Player(String label) {
    this.label = label;
  }

  /** A short name, which begins those of its losses and ends that of its optimiser moments. */
  public String label() {
    return label;
  }

  /** The prefix of this player's optimiser moments. */
  public String moments() {
    return "adam/" + label;
  }

  /** Whether this player's fakes come from all positions, beyond the image's edges too. */
  public boolean extrapolates() {
    return this == EXTRAPOLATED_DISCRIMINATOR || this == EXTRAPOLATED_GENERATOR;
  }

  /** Whether the step keeps the state it has advanced of a parameter. */
  abstract boolean keeps(String parameter);

  /** Whether the player's gradient moves a weight. */
  boolean trains(String parameter) {
    return keeps(parameter);
  }

  /** The names of the trained parameters this player's gradient moves. */
  public List<String> trained(List<Parameter> parameters) {
    return parameters.stream()
        .filter(parameter -> parameter.trained() && trains(parameter.name()))
        .map(Parameter::name)
        .toList();
  }
}
