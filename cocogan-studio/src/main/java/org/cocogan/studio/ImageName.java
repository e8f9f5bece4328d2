package org.cocogan.studio;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.render.Position;

/**
 * An image in the words of an address: {@code WEIGHTS:LATENT}, and what else it is drawn with, such
 * as {@code 0f3a5c7e9b1d2f4a:0-7:extrapolate=1:at=0.5,0}.
 *
 * @param weights their digest, or the name of a run or a model
 * @param latent its latent vector
 * @param extrapolation micro patches beyond each open edge
 * @param at position of its top left micro patch, from where it usually is
 * @param truncation how much of the distance from their mean is left of styles
 * @param field micro patches from one latent vector of a latent field to the next, if it is one
 */
record ImageName(
    String weights,
    LatentName latent,
    int extrapolation,
    Position at,
    Optional<Double> truncation,
    Optional<Double> field) {
  private static final int LONGEST = 8_000;
  private static final double MOST_TRUNCATION = 2;
  private static final String NUMBER = "-?\\d{1,7}(?:\\.\\d{1,9})?";
  private static final Pattern EXTRAPOLATE = Pattern.compile("extrapolate=(\\d{1,6})");
  private static final Pattern PLACE = Pattern.compile("(" + NUMBER + "),(" + NUMBER + ")");
  private static final String AT = "at=";
  private static final Pattern TRUNCATION = Pattern.compile("truncation=(" + NUMBER + ")");
  private static final Pattern FIELD = Pattern.compile("field=(" + NUMBER + ")");

  /** Reads it; the latent vector is read when it is known for which weights. */
  static ImageName parse(String text) {
    String[] words = text.split(":", -1);
    if (text.length() > LONGEST || words.length < 2 || words[0].isEmpty()) {
      throw Refusal.missing(
          "an image is named WEIGHTS:SEED-NUMBER, such as portraits-32:0-7, in at most "
              + LONGEST
              + " characters");
    }
    ImageName name =
        new ImageName(
            words[0],
            new LatentName(words[1]),
            0,
            Position.ORIGIN,
            Optional.empty(),
            Optional.empty());
    for (int i = 2; i < words.length; i++) {
      name = name.with(words[i]);
    }
    return name;
  }

  /** Reads {@code ROW,COLUMN}, in micro patches. */
  static Position position(String text) {
    Matcher matcher = PLACE.matcher(text);
    if (!matcher.matches()) {
      throw Refusal.bad("a position is ROW,COLUMN, in micro patches, such as 0.5,1");
    }
    return new Position(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
  }

  private ImageName with(String word) {
    Matcher steps = EXTRAPOLATE.matcher(word);
    Matcher psi = TRUNCATION.matcher(word);
    Matcher spacing = FIELD.matcher(word);
    if (steps.matches()) {
      int wanted = Integer.parseInt(steps.group(1));
      if (wanted > ExtrapolatedCoordinateSystem.MOST_STEPS) {
        throw Refusal.bad("extrapolate is at most " + ExtrapolatedCoordinateSystem.MOST_STEPS);
      }
      return new ImageName(weights, latent, wanted, at, truncation, field);
    }
    if (word.startsWith(AT)) {
      return new ImageName(
          weights, latent, extrapolation, position(word.substring(AT.length())), truncation, field);
    }
    if (psi.matches()) {
      double wanted = Double.parseDouble(psi.group(1));
      if (wanted < 0 || wanted > MOST_TRUNCATION) {
        throw Refusal.bad("truncation is from 0 to 2; 1 leaves styles as they are");
      }
      return new ImageName(weights, latent, extrapolation, at, Optional.of(wanted), field);
    }
    if (spacing.matches()) {
      double wanted = Double.parseDouble(spacing.group(1));
      return new ImageName(weights, latent, extrapolation, at, truncation, Optional.of(wanted));
    }
    throw Refusal.bad(
        "after its latent vector an image is named by extrapolate=STEPS, at=ROW,COLUMN,"
            + " truncation=PSI or field=SPACING alone");
  }
}
