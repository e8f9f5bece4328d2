package org.cocogan.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;

/**
 * The description of a pack: its source, and how each image was prepared.
 *
 * @param source name of the folder or zip
 * @param sourceDigest the source's {@link ImageSource#digest()} at that time
 * @param preparation how each image was made to fit
 * @param skipped how many images were left out
 * @param decoder the {@link ImageDecoder#VERSION} at that time; 0 in packs from before there was
 *     one
 * @param classes names of the images' classes, sorted; empty if they have none
 * @param labels the class of each image, as {@link PackLabels} has them
 */
public record PackDescription(
    String source,
    String sourceDigest,
    Preparation preparation,
    int skipped,
    int decoder,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> classes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) String labels) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public PackDescription {
    classes = List.copyOf(classes);
    if (skipped < 0 || decoder < 0) {
      throw new IllegalArgumentException(
          "images left out and versions are counted from 0, not " + Math.min(skipped, decoder));
    }
  }

  /** Describes a pack that is made now. */
  public PackDescription(String source, String sourceDigest, Preparation preparation, int skipped) {
    this(source, sourceDigest, preparation, skipped, ImageDecoder.VERSION);
  }

  /** Describes a pack whose images have no classes. */
  public PackDescription(
      String source, String sourceDigest, Preparation preparation, int skipped, int decoder) {
    this(source, sourceDigest, preparation, skipped, decoder, List.of(), "");
  }

  /**
   * Describes the pack of a source, with the classes of its images.
   *
   * @param skipped what was left out
   * @throws DataException if there are more classes than a pack can have, or of one no image is
   *     left
   */
  public static PackDescription of(
      ImageSource source, Preparation preparation, List<Skipped> skipped) {
    return new PackDescription(source.name(), source.digest(), preparation, skipped.size())
        .with(PackLabels.of(source, skipped));
  }

  /** The same of images that have classes. */
  private PackDescription with(PackLabels its) {
    return new PackDescription(
        source, sourceDigest, preparation, skipped, decoder, its.classes(), its.numbers());
  }

  PackLabels packLabels() {
    return new PackLabels(classes, labels);
  }

  /** What to do about a pack of an older decoder, in words that follow its name and a colon. */
  public Optional<String> advice() {
    return decoder >= ImageDecoder.VERSION
        ? Optional.empty()
        : Optional.of(
            "its images were decoded by an older version, which read some files wrongly, lossy"
                + " WebP among them; pack them again (docs/data.md says which)");
  }
}
