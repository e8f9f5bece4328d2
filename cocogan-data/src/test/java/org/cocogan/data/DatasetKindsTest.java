package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetKindsTest {
  private static final Size ALIGNED = new Size(218, 178);
  private static final Size TARGET = new Size(128, 128);

  private static Crop crop(String kind) {
    return DatasetKinds.named(kind).flatMap(DatasetKind::crop).orElseThrow();
  }

  @Test
  void cutsCelebAAsTheAuthorsDo() {
    assertThat(crop("celeba").region(ALIGNED, TARGET, 5))
        .isEqualTo(new PixelRegion(50, 25, 128, 128));
  }

  @Test
  void movesTheInwardCropByUpToTwentyFivePixelsEitherWay() {
    Set<Integer> tops = new HashSet<>();
    Set<Integer> lefts = new HashSet<>();
    for (int image = 0; image < 2000; image++) {
      PixelRegion region = crop("celeba-syn-inward").region(ALIGNED, TARGET, image);
      assertThat(region.height()).isEqualTo(128);
      tops.add(region.top());
      lefts.add(region.left());
    }
    assertThat(tops).hasSize(51).allMatch(top -> top >= 25 && top <= 75);
    assertThat(lefts).hasSize(51).allMatch(left -> left >= 0 && left <= 50);
  }

  @Test
  void keepsTheOutwardCropInsideTheImage() {
    Set<Integer> tops = new HashSet<>();
    Set<Integer> lefts = new HashSet<>();
    for (int image = 0; image < 2000; image++) {
      PixelRegion region = crop("celeba-syn-outward").region(ALIGNED, TARGET, image);
      assertThat(region.height()).isEqualTo(150);
      tops.add(region.top());
      lefts.add(region.left());
    }
    assertThat(tops).hasSize(29).allMatch(top -> top >= 13 && top <= 41);
    assertThat(lefts).hasSize(29).allMatch(left -> left >= 0 && left + 150 <= 178);
  }

  @Test
  void drawsTheSameCropForTheSameImageAndAnotherForAnotherSeed() {
    Crop crop = Crop.parse("128x128+25..75+0..50@1");

    assertThat(crop.region(ALIGNED, TARGET, 9)).isEqualTo(crop.region(ALIGNED, TARGET, 9));
    assertThat(crop.region(ALIGNED, TARGET, 9))
        .isNotEqualTo(crop.region(ALIGNED, TARGET, 10))
        .isNotEqualTo(Crop.parse("128x128+25..75+0..50@2").region(ALIGNED, TARGET, 9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"celeba", "celeba-syn-inward", "celeba-syn-outward"})
  void writesCropsSoThatTheyCanBeReadAgain(String kind) {
    assertThat(Crop.parse(crop(kind).toString())).isEqualTo(crop(kind));
  }

  @Test
  void refusesARandomCropThatMayRunOffTheImage() {
    Crop crop = Crop.parse("150x150+13..41+24..37@0");

    assertThatThrownBy(() -> crop.region(ALIGNED, TARGET, 0))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the crop 150x150+13..41+24..37@0 does not always lie inside its 218x178 pixels");
  }

  @Test
  void refusesARangeThatRunsBackwards() {
    assertThatThrownBy(() -> Crop.parse("8x8+5..4+0..1@0"))
        .isInstanceOf(DataException.class)
        .hasMessage("the range 5..4 of a crop runs backwards");
  }

  @Test
  void refusesACropThatIsAlwaysSmallerThanTheTarget() {
    assertThatThrownBy(() -> new Preparation(new Size(160, 160), crop("celeba-syn-outward"), false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is smaller than the target of 160x160 pixels");
  }

  @Test
  void givesEveryKindANameOfItsOwn() {
    assertThat(DatasetKinds.all()).extracting(DatasetKind::name).doesNotHaveDuplicates();
  }
}
