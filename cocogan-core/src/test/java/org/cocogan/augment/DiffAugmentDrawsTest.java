package org.cocogan.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The random numbers that augmentation takes. */
class DiffAugmentDrawsTest {
  private static final Shape PATCHES = Shape.of(20, 3, 16, 24);

  private static DiffAugment only(Augmentation augmentation) {
    return new DiffAugment(Set.of(augmentation));
  }

  private static float[] drawn(Augmentation augmentation, String input, long step) {
    HostArray value = only(augmentation).draw(PATCHES, 1, "", step).get(input);
    assertThat(value).as(input).isNotNull();
    return value.values();
  }

  @Test
  void areNoneWhereNothingIsChosen() {
    DiffAugment none = new DiffAugment(Set.of());

    assertThat(none.inputs(PATCHES)).isEmpty();
    assertThat(none.draw(PATCHES, 1, "", 0)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void haveTheShapesOfTheInputs(Augmentation augmentation) {
    for (int batch : new int[] {1, 3, 16, 17, 40}) {
      Shape patches = PATCHES.with(0, batch);
      Map<String, Shape> shapes = new TreeMap<>();
      only(augmentation)
          .draw(patches, 1, "", 0)
          .forEach((name, value) -> shapes.put(name, value.shape()));

      assertThat(shapes).isEqualTo(only(augmentation).inputs(patches));
    }
  }

  @Test
  void areTheSameWhateverElseIsChosen() {
    Map<String, HostArray> all =
        new DiffAugment(EnumSet.allOf(Augmentation.class)).draw(PATCHES, 1, "", 5);
    for (Augmentation augmentation : Augmentation.values()) {
      only(augmentation)
          .draw(PATCHES, 1, "", 5)
          .forEach((name, value) -> assertThat(values(all, name)).isEqualTo(value.values()));
    }
  }

  private static float[] values(Map<String, HostArray> inputs, String name) {
    return inputs.getOrDefault(name, HostArray.scalar(Float.NaN)).values();
  }

  @ParameterizedTest
  @EnumSource
  void areOfTheirOwnForRealAndFakePatchesPlayersSeedsAndSteps(Augmentation augmentation) {
    Set<List<Float>> drawn = new HashSet<>();
    int count = 0;
    for (String player : List.of("", " in the generator's step")) {
      for (long seed = 0; seed < 2; seed++) {
        for (long step = 0; step < 5; step++) {
          for (HostArray value : only(augmentation).draw(PATCHES, seed, player, step).values()) {
            List<Float> numbers = new ArrayList<>();
            for (float number : value.values()) {
              numbers.add(number);
            }
            drawn.add(numbers);
            count++;
          }
        }
      }
    }

    assertThat(drawn).hasSize(count);
  }

  @Test
  void ofColourFillTheirRanges() {
    float[] least = {9, 9, 9};
    float[] most = {-9, -9, -9};
    for (long step = 0; step < 50; step++) {
      float[] drawn = drawn(Augmentation.COLOUR, "real_colour", step);
      for (int i = 0; i < drawn.length; i++) {
        least[i % 3] = Math.min(least[i % 3], drawn[i]);
        most[i % 3] = Math.max(most[i % 3], drawn[i]);
      }
    }

    assertThat(least[0]).isBetween(-0.5f, -0.49f);
    assertThat(most[0]).isBetween(0.49f, 0.5f);
    assertThat(least[1]).isBetween(0f, 0.02f);
    assertThat(most[1]).isBetween(1.98f, 2f);
    assertThat(least[2]).isBetween(0.5f, 0.51f);
    assertThat(most[2]).isBetween(1.49f, 1.5f);
  }

  @Test
  void ofTranslationHaveOneOneForEachImageAtItsOwnPlace() {
    Set<Integer> shifts = new TreeSet<>();
    for (long step = 0; step < 10; step++) {
      float[] drawn = drawn(Augmentation.TRANSLATION, "fake_translation_columns", step);
      for (int image = 0; image < 20; image++) {
        for (int other = 0; other < 16; other++) {
          for (int at = 0; at < 7; at++) {
            if (drawn[(image * 16 + other) * 7 + at] == 1) {
              assertThat(other).isEqualTo(image % 16);
              shifts.add(at - 3);
            } else {
              assertThat(drawn[(image * 16 + other) * 7 + at]).isZero();
            }
          }
        }
      }
    }

    assertThat(shifts).containsExactly(-3, -2, -1, 0, 1, 2, 3);
  }

  @Test
  void ofCutoutHideRectanglesOfHalfTheSidesThatMayReachOutside() {
    Set<List<Integer>> corners = new HashSet<>();
    for (long step = 0; step < 100; step++) {
      float[] kept = drawn(Augmentation.CUTOUT, "real_cutout", step);
      for (int image = 0; image < 20; image++) {
        corners.add(hidden(kept, image));
      }
    }

    assertThat(corners).contains(List.of(0, 0, 4, 6), List.of(12, 18, 4, 6), List.of(4, 6, 8, 12));
    // Rows begin at -4, ..., 12 and columns at -6, ..., 18.
    assertThat(corners).hasSizeBetween(17 * 25 * 9 / 10, 17 * 25);
  }

  /** Top, left, height and width of what is hidden; checks that it is a rectangle of zeros. */
  private static List<Integer> hidden(float[] kept, int image) {
    TreeSet<Integer> rows = new TreeSet<>();
    TreeSet<Integer> columns = new TreeSet<>();
    int count = 0;
    for (int at = 0; at < 16 * 24; at++) {
      float value = kept[image * 16 * 24 + at];
      if (value == 0) {
        rows.add(at / 24);
        columns.add(at % 24);
        count++;
      } else {
        assertThat(value).isEqualTo(1);
      }
    }
    assertThat(count).isEqualTo(rows.size() * columns.size());
    assertThat(rows.size()).isBetween(4, 8);
    assertThat(columns.size()).isBetween(6, 12);
    return List.of(rows.first(), columns.first(), rows.size(), columns.size());
  }

  @Test
  void leavePatchesTooSmallToMoveWhereTheyAre() {
    Map<String, HostArray> drawn =
        only(Augmentation.TRANSLATION).draw(Shape.of(2, 3, 7, 7), 1, "", 0);

    assertThat(values(drawn, "real_translation_rows")).containsExactly(1, 0, 0, 1);
    assertThat(values(drawn, "fake_translation_columns")).containsExactly(1, 0, 0, 1);
  }
}
