package org.cocogan.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cocogan.patch.Size;

/** Checks that settings fit images that are pairs of two domains, side by side. */
final class PairChecks {
  private static final Set<String> NETWORKS_OF_PAIRS = Set.of("coupled", "coupled-digits");
  private static final String SWAPPED = "would move pixels from one image of a pair into the other";

  private PairChecks() {}

  static List<Problem> of(Values values) {
    boolean paired = values.find(DataKeys.SECOND_DATASET).flatMap(second -> second).isPresent();
    return paired ? ofPairs(values) : ofSingleImages(values);
  }

  private static List<Problem> ofSingleImages(Values values) {
    return values
        .find(NetworkKeys.GENERATOR)
        .filter(NETWORKS_OF_PAIRS::contains)
        .map(
            name ->
                Problem.warning(
                    NetworkKeys.GENERATOR.id(),
                    ("%s makes pairs of two domains, and without second_dataset each image of"
                            + " dataset is taken for such a pair, side by side")
                        .formatted(name)))
        .stream()
        .toList();
  }

  private static List<Problem> ofPairs(Values values) {
    List<Problem> problems = new ArrayList<>();
    Optional<Size> full = values.find(DataKeys.FULL_IMAGE_SIZE);
    full.filter(size -> size.width() % 2 != 0)
        .ifPresent(
            size ->
                problems.add(
                    Problem.error(
                        DataKeys.FULL_IMAGE_SIZE.id(),
                        "%s cannot be halved into two images side by side; the width must be even"
                            .formatted(SizeType.shown(size)))));
    full.ifPresent(
        size -> {
          whole(values, DataKeys.MACRO_PATCH_SIZE, size).ifPresent(problems::add);
          whole(values, DataKeys.MICRO_PATCH_SIZE, size).ifPresent(problems::add);
        });
    values
        .find(DataKeys.COORDINATE_SYSTEM)
        .filter(name -> !name.equals("euclidean"))
        .ifPresent(
            name ->
                problems.add(
                    Problem.error(
                        DataKeys.COORDINATE_SYSTEM.id(),
                        name + " would join the edges of a pair; pairs need euclidean")));
    if (values.find(DataKeys.CLASSES).flatMap(classes -> classes).isPresent()) {
      problems.add(
          Problem.error(
              DataKeys.CLASSES.id(), "are of single images, and a pair has two; write False"));
    }
    if (values.find(DataKeys.HORIZONTAL_FLIP).orElse(false)) {
      problems.add(
          Problem.error(DataKeys.HORIZONTAL_FLIP.id(), SWAPPED + "; write False for pairs"));
    }
    if (!values.find(TrainingKeys.DIFF_AUGMENT).orElse(Set.of()).isEmpty()) {
      problems.add(Problem.error(TrainingKeys.DIFF_AUGMENT.id(), SWAPPED + "; write [] for pairs"));
    }
    return problems;
  }

  private static Optional<Problem> whole(Values values, Setting<Size> setting, Size full) {
    return values
        .find(setting)
        .filter(size -> !size.equals(full))
        .map(
            size ->
                Problem.error(
                    setting.id(),
                    "%s is not the whole pair; with second_dataset it must be %s"
                        .formatted(SizeType.shown(size), SizeType.shown(full))));
  }
}
