package org.cocogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;

class DomainPairsTest {
  private static final Size IMAGE = new Size(3, 4);
  private static final PixelRegion WHOLE = new PixelRegion(0, 0, 3, 8);
  private static final int FIRST = 5;
  private static final int SECOND = 7;

  private static DomainPairs pairs() {
    return new DomainPairs(
        new NumberedImages(FIRST, IMAGE, 3), new NumberedImages(SECOND, IMAGE, 3));
  }

  @Test
  void showsAnImageOfEachDomainSideBySide() {
    DomainPairs pairs = pairs();
    byte[] pair = new byte[3 * 8 * 3];

    pairs.read(6, 0, 0, 3, 8, pair, 0, 24);

    assertThat(pairs.imageSize()).isEqualTo(new Size(3, 8));
    assertThat(pairs.channels()).isEqualTo(3);
    assertThat(pairs.count()).isEqualTo(SECOND);
    assertThat(pairs.name()).isEqualTo("numbered beside numbered");
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 8; column++) {
        int at = (row * 8 + column) * 3;
        assertThat(List.of(pair[at], pair[at + 1], pair[at + 2]))
            .containsExactly((byte) (column < 4 ? 6 % FIRST : 6), (byte) row, (byte) (column % 4));
      }
    }
  }

  @Test
  void readsARegionAcrossTheMiddleAndOnEitherSide() {
    byte[] across = new byte[2 * 10 + 4];
    new DomainPairs(new NumberedImages(1, IMAGE, 1), new NumberedImages(2, IMAGE, 1))
        .read(1, 1, 3, 2, 3, across, 4, 10);
    byte[] right = new byte[3];
    pairs().read(2, 1, 6, 1, 1, right, 0, 3);

    assertThat(across[4]).isZero();
    assertThat(across[5]).isEqualTo((byte) 1);
    assertThat(across[6]).isEqualTo((byte) 1);
    assertThat(across[14]).isZero();
    assertThat(across[15]).isEqualTo((byte) 1);
    assertThat(right).containsExactly(2, 1, 2);
  }

  @Test
  void drawsEveryImageOnceInItsDomainsEpochAndAnyWithAnyOther() {
    ShuffledImages images = new ShuffledImages(pairs(), NumberedImages.cropper(), 1, "");
    Set<List<Byte>> met = new HashSet<>();
    Set<Byte> left = new TreeSet<>();
    Set<Byte> right = new TreeSet<>();
    byte[] pair = new byte[3 * 8 * 3];
    for (int count = 0; count < 40 * FIRST * SECOND; count++) {
      images.crop(images.image(count), count, WHOLE, pair);
      met.add(List.of(pair[0], pair[4 * 3]));
      left.add(pair[0]);
      right.add(pair[4 * 3]);
      if ((count + 1) % FIRST == 0) {
        assertThat(left).hasSize(FIRST);
        left.clear();
      }
      if ((count + 1) % SECOND == 0) {
        assertThat(right).hasSize(SECOND);
        right.clear();
      }
    }

    assertThat(met).hasSize(FIRST * SECOND);
  }

  @Test
  void drawsTheTwoDomainsInDifferentOrdersWhereTheyAreAsLarge() {
    DomainPairs alike =
        new DomainPairs(new NumberedImages(50, IMAGE, 3), new NumberedImages(50, IMAGE, 3));
    ShuffledImages images = new ShuffledImages(alike, NumberedImages.cropper(), 1, "");
    byte[] pair = new byte[3 * 8 * 3];
    int same = 0;
    for (int count = 0; count < 50; count++) {
      images.crop(images.image(count), count, WHOLE, pair);
      same += pair[0] == pair[4 * 3] ? 1 : 0;
    }

    assertThat(same).isLessThan(10);
  }

  @Test
  void refusesDomainsWhoseImagesDiffer() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DomainPairs(
                    new NumberedImages(1, IMAGE, 3), new NumberedImages(1, new Size(4, 4), 1)))
        .withMessage(
            "the images of two domains must be alike, but those of numbered are 3x4 with 3 channels"
                + " and those of numbered are 4x4 with 1");
  }
}
