package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.cocogan.engine.WithEngine;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;

class MacroWindowsTest extends WithEngine {
  private static final Size FULL = new Size(8, 12);

  /** Every pixel's number is its place: 100 · image + 12 · row + column. */
  private HostArray cut(Size macro, Size micro, double[][] positions) {
    float[] pixels = new float[positions.length * 96];
    for (int i = 0; i < pixels.length; i++) {
      int image = i / 96;
      pixels[i] = 100 * image + i % 96;
    }
    MacroWindows windows = new MacroWindows(new PatchLayout(FULL, macro, micro));
    Map<String, HostArray> inputs = new HashMap<>(windows.at(positions));
    assertThat(inputs).containsOnlyKeys(windows.inputs(positions.length).keySet());
    inputs.put("images", new HostArray(Shape.of(positions.length, 1, 8, 12), pixels));
    return outputs(inputs, program -> Map.of("cut", windows.cut(program.input("images"), program)))
        .getOrDefault("cut", HostArray.scalar(Float.NaN));
  }

  @Test
  void cutsEachImageAtItsOwnPosition() {
    HostArray patches =
        cut(new Size(4, 8), new Size(4, 4), new double[][] {{0, 0}, {1, 1}, {1, 0}, {0, 1}});

    assertThat(patches.shape()).isEqualTo(Shape.of(4, 1, 4, 8));
    int[] corners = {0, 100 + 48 + 4, 200 + 48, 300 + 4};
    for (int image = 0; image < 4; image++) {
      for (int pixel = 0; pixel < 32; pixel++) {
        assertThat(patches.values()[image * 32 + pixel])
            .isEqualTo(corners[image] + 12 * (pixel / 8) + pixel % 8);
      }
    }
  }

  @Test
  void goesOnAtTheBeginningOfACyclicAxis() {
    HostArray patches = cut(new Size(8, 8), new Size(8, 4), new double[][] {{0, 2}});

    for (int pixel = 0; pixel < 64; pixel++) {
      assertThat(patches.values()[pixel]).isEqualTo(12 * (pixel / 8) + (8 + pixel % 8) % 12);
    }
  }

  @Test
  void leavesAnImageThatIsItsOwnMacroPatch() {
    HostArray patches = cut(FULL, FULL, new double[][] {{0, 0}, {0, 0}});

    for (int pixel = 0; pixel < 192; pixel++) {
      int image = pixel / 96;
      assertThat(patches.values()[pixel]).isEqualTo(100 * image + pixel % 96);
    }
  }
}
