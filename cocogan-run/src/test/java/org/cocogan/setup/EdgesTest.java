package org.cocogan.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleBinaryOperator;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class EdgesTest {
  private static final int SIDE = 64;

  /**
   * A picture of levels in [-1, 1].
   *
   * @param level of turns down and turns to the right, each in [0, 1)
   */
  private static Edges of(DoubleBinaryOperator level) {
    byte[] pixels = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double value = level.applyAsDouble(y / (double) SIDE, x / (double) SIDE);
        pixels[y * SIDE + x] = (byte) Math.round(127.5 + 127 * value);
      }
    }
    Edges.Votes votes = new Edges.Votes();
    votes.add(new PixelImage(new Size(SIDE, SIDE), 1, pixels));
    return votes.majority();
  }

  private static double wave(double turns) {
    return Math.sin(2 * Math.PI * turns);
  }

  @Test
  void sidesMeetWhereAPictureGoesRound() {
    assertThat(of((down, right) -> (wave(right) + wave(0.4 * down + right)) / 2))
        .isEqualTo(new Edges(true, false));
  }

  @Test
  void allEdgesOfATileMeet() {
    assertThat(of((down, right) -> (wave(right + down) + wave(2 * down - 3 * right)) / 2))
        .isEqualTo(new Edges(true, true));
  }

  @Test
  void edgesOfAPhotographDoNotMeet() {
    assertThat(of((down, right) -> wave(0.7 * right + 0.4 * down)))
        .isEqualTo(new Edges(false, false));
  }

  @Test
  void aPlainBackgroundSaysNothing() {
    assertThat(of((down, right) -> Math.hypot(down - 0.5, right - 0.5) < 0.4 ? 1 : -1))
        .isEqualTo(new Edges(false, false));
  }
}
