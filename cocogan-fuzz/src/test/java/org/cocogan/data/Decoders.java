package org.cocogan.data;

/** Decoders with limits of their own, for fuzzing. */
public final class Decoders {
  private Decoders() {}

  /** One that refuses images of more pixels, whose memory they would have a right to. */
  public static ImageDecoder ofAtMost(int pixels) {
    return new ImageDecoder(3, pixels, Long.MAX_VALUE);
  }
}
