package org.cocogan.data;

/**
 * A listener to the progress of packing, which may stop it; it is called on the packing thread, and
 * does nothing unless told otherwise.
 */
public interface PackListener {
  /** Hears nothing. */
  PackListener SILENT = new PackListener() {};

  /**
   * Packing begins.
   *
   * @param source name of the folder or zip
   * @param images how many images it has
   */
  default void started(String source, int images) {}

  /**
   * Something was decided about all images.
   *
   * @param decision one line for people
   */
  default void decided(String decision) {}

  /**
   * Packing goes on where an earlier attempt was interrupted.
   *
   * @param done images that are packed or skipped already
   * @param total of so many
   */
  default void resumed(int done, int total) {}

  /**
   * One more image was packed or skipped.
   *
   * @param done images so far
   * @param total of so many
   */
  default void advanced(int done, int total) {}

  /**
   * Whether packing is to stop now; asked before each image. What is packed stays for the next
   * attempt.
   */
  default boolean stops() {
    return false;
  }

  /** Packing has ended well. */
  default void finished(PackSummary summary) {}
}
