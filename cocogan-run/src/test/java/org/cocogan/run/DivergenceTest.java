package org.cocogan.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.data.PixelImage;
import org.cocogan.dataset.Dataset;
import org.cocogan.patch.Size;
import org.cocogan.training.SampleSheet;
import org.cocogan.training.TrainingStep;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private static final Size SIZE = new Size(2, 2);
  private static final byte[] PHOTOGRAPH = {0, 40, 90, (byte) 255};
  private static final byte[] GLYPH = {0, 0, 2, (byte) 253};

  /** Images that are all alike. */
  private static final class Real implements Dataset {
    private final byte[] pixels;

    Real(byte[] pixels) {
      this.pixels = pixels;
    }

    @Override
    public String name() {
      return "alike";
    }

    @Override
    public int count() {
      return 20;
    }

    @Override
    public Size imageSize() {
      return SIZE;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public void read(
        int image,
        int top,
        int left,
        int height,
        int width,
        byte[] target,
        int offset,
        int stride) {
      System.arraycopy(pixels, 0, target, offset, pixels.length);
    }

    @Override
    public void close() {}
  }

  private static TrainingStep step(float loss) {
    return new TrainingStep(1, Map.of("d_loss", 1f, "g_loss", loss), Map.of(), true, 4, 1, 1, 0);
  }

  private static SampleSheet sheet(byte[] pixels) {
    return new SampleSheet(1, List.of(new PixelImage(SIZE, 1, pixels)), Path.of("sheet.png"));
  }

  private static boolean isSeen(Divergence divergence) {
    return divergence.warning(Optional.empty()).isPresent();
  }

  @Test
  void isSeenOnceLossesHaveBeenBeyondUseForTenSteps() {
    Divergence divergence = new Divergence(new Real(PHOTOGRAPH));
    for (int i = 0; i < 9; i++) {
      divergence.stepped(step(-1e8f));
    }

    assertThat(divergence.isNear()).isTrue();
    assertThat(isSeen(divergence)).isFalse();
    divergence.stepped(step(2e5f));
    assertThat(isSeen(divergence)).isTrue();
    divergence.stepped(step(900));
    assertThat(divergence.isNear()).isFalse();
    assertThat(isSeen(divergence)).isFalse();
  }

  @Test
  void isSeenInImagesThatAreAllBlackAndWhite() {
    Divergence divergence = new Divergence(new Real(PHOTOGRAPH));

    divergence.drawn(sheet(PHOTOGRAPH));
    assertThat(isSeen(divergence)).isFalse();
    divergence.drawn(sheet(GLYPH));
    assertThat(isSeen(divergence)).isTrue();
  }

  @Test
  void isNotSeenInImagesThatAreAsBlackAndWhiteAsRealOnes() {
    Divergence divergence = new Divergence(new Real(GLYPH));

    divergence.drawn(sheet(GLYPH));

    assertThat(isSeen(divergence)).isFalse();
  }

  @Test
  void saysWhereToGoOnFrom() {
    Divergence divergence = new Divergence(new Real(PHOTOGRAPH));
    divergence.drawn(sheet(GLYPH));

    assertThat(divergence.warning(Optional.of(Path.of("checkpoints", "00000007"))).orElseThrow())
        .contains("remove the checkpoints after checkpoints/00000007 and go on from there with");
    assertThat(divergence.warning(Optional.empty()).orElseThrow())
        .contains("start anew under another exp_name with smaller learning rates");
  }
}
