package org.cocogan.data;

/** The failure of an image that is, byte for byte, the file that an earlier one is. */
public final class RepeatedImageException extends DataException {
  /**
   * Names the earlier one.
   *
   * @param first the file that is the same
   */
  RepeatedImageException(String first) {
    super("it is the same file as " + first);
  }
}
