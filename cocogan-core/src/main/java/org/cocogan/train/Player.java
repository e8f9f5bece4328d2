package org.cocogan.train;

import java.util.List;
import org.cocogan.model.Parameter;

/** Who trains in a step, and which parameters that moves (released code, {@code trainer.py}). */
public enum Player {
  /** The discriminator with its spatial head. */
  DISCRIMINATOR("d") {
    @Override
    boolean moves(String parameter) {
      return parameter.startsWith("discriminator/") && !CONTENT.moves(parameter);
    }
  },
  /** The generator, and the spatial head, which both players train. */
  GENERATOR("g") {
    @Override
    boolean moves(String parameter) {
      return parameter.startsWith("generator/") || parameter.startsWith("discriminator/spatial/");
    }
  },
  /** The content head Q. */
  CONTENT("q") {
    @Override
    boolean moves(String parameter) {
      return parameter.startsWith("discriminator/content/");
    }
  };

  private final String letter;

  Player(String letter) {
    this.letter = letter;
  }

  /** One letter for logs and for the names of optimiser moments: d, g or q. */
  public String letter() {
    return letter;
  }

  /** The prefix of this player's optimiser moments. */
  public String moments() {
    return "adam/" + letter;
  }

  abstract boolean moves(String parameter);

  /** The names of the trained parameters this player's gradient moves. */
  List<String> trained(List<Parameter> parameters) {
    return parameters.stream()
        .filter(parameter -> parameter.trained() && moves(parameter.name()))
        .map(Parameter::name)
        .toList();
  }
}
