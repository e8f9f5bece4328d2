package org.cocogan.studio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cocogan.exact.Product;
import org.cocogan.model.LatentSpace;
import org.cocogan.random.Distribution;
import org.cocogan.render.Interpolation;
import org.cocogan.render.PatchRenderer;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * A latent vector in the words of an address: {@code SEED-NUMBER}, that of an image, or {@code z}
 * and its entries, 32-bit floats from the lowest byte on, in Base64 for addresses; then any number
 * of {@code ~VECTOR@PART}, each of which goes so far on the way to another vector in the same
 * words, 0 not at all, 1 all of it, below 0 away from it.
 *
 * @param text the words
 */
record LatentName(String text) {
  private static final int MOST_STEPS = 16;
  private static final Pattern IMAGE = Pattern.compile("(-?\\d{1,18})-(\\d{1,12})");
  private static final Pattern STEP = Pattern.compile("([^@]+)@(-?\\d(?:\\.\\d{1,9})?)");

  /** The image that the vector is of. */
  record Image(long seed, long number) {}

  /** A vector [latent dimension] by its entries. */
  static LatentName of(HostArray latent) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Product.of(Float.BYTES, latent.values().length))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(latent.values());
    return new LatentName(
        "z" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
  }

  /** Whether the vector is that of an image. */
  boolean isOfImage() {
    return IMAGE.matcher(text).matches();
  }

  /** The image that the vector is of. */
  Image image() {
    Matcher matcher = IMAGE.matcher(text);
    if (!matcher.matches()) {
      throw Refusal.bad("a latent field begins with SEED-NUMBER, not with " + text);
    }
    return image(matcher);
  }

  private static Image image(Matcher matcher) {
    return new Image(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  /** The vector [latent dimension]. */
  HostArray in(LatentSpace space) {
    String[] words = text.split("~", -1);
    if (words.length > MOST_STEPS + 1) {
      throw Refusal.bad("a latent vector is given in at most " + MOST_STEPS + " steps");
    }
    HostArray latent = vector(words[0], space);
    for (int i = 1; i < words.length; i++) {
      Matcher step = STEP.matcher(words[i]);
      if (!step.matches()) {
        throw Refusal.bad(
            "a step to another image is SEED-NUMBER@PART, such as 0-9@0.5, or z and"
                + " its latent vector before @PART");
      }
      double part = Double.parseDouble(step.group(2));
      HostArray to = vector(step.group(1), space);
      latent = limited(Interpolation.SPHERICAL.between(latent, to, part, space), space);
    }
    return latent;
  }

  private static HostArray vector(String word, LatentSpace space) {
    if (word.startsWith("z")) {
      return given(word.substring(1), space);
    }
    Matcher matcher = IMAGE.matcher(word);
    if (!matcher.matches()) {
      throw Refusal.bad(
          "an image is named by SEED-NUMBER, such as 0-7, or by z and its latent vector");
    }
    return drawn(image(matcher), space);
  }

  private static HostArray drawn(Image image, LatentSpace space) {
    return PatchRenderer.latent(image.seed(), PatchRenderer.GENERATED, image.number(), space);
  }

  private static HostArray given(String base64, LatentSpace space) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Refusal.bad("what follows z is no Base64 for addresses (RFC 4648, section 5)");
    }
    if (bytes.length != (long) Float.BYTES * space.dimension()) {
      throw Refusal.bad(
          "a latent vector here has "
              + space.dimension()
              + " entries of 4 bytes, and "
              + bytes.length
              + " bytes were given");
    }
    float[] entries = new float[space.dimension()];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(entries);
    for (float entry : entries) {
      if (!Float.isFinite(entry)) {
        throw Refusal.bad("the entries of a latent vector are finite, and one is " + entry);
      }
    }
    return limited(new HostArray(Shape.of(entries.length), entries), space);
  }

  /** Entries of a uniform vector stay where the generator knows them. */
  private static HostArray limited(HostArray latent, LatentSpace space) {
    if (space.distribution() != Distribution.UNIFORM) {
      return latent;
    }
    float[] entries = latent.values().clone();
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Math.max(-1, Math.min(1, entries[i]));
    }
    return new HostArray(latent.shape(), entries);
  }
}
