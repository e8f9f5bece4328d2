package org.cocogan.dataset;

import java.util.List;
import org.cocogan.patch.Size;

/** Real images of one size, read by parts; safe to read from several threads. */
public interface Dataset extends AutoCloseable {
  /** What people call it: its file or source. */
  String name();

  /** How many images there are. */
  int count();

  /** The size of every image. */
  Size imageSize();

  /** Channels of every image: 3 for red, green, blue; 1 for grey. */
  int channels();

  /** Names of the classes that images are of, sorted; empty where they have none. */
  default List<String> classes() {
    return List.of();
  }

  /**
   * The class of an image.
   *
   * @param image number of the image, in [0, count)
   * @return its place in {@link #classes()}
   * @throws IndexOutOfBoundsException if there is no such image, or images have no classes
   */
  default int classOf(int image) {
    throw new IndexOutOfBoundsException("images of " + name() + " have no classes");
  }

  /**
   * Copies a rectangle of one image, touching none of its other pixels.
   *
   * @param image number of the image, in [0, count)
   * @param top first row
   * @param left first column
   * @param height rows; the rectangle lies inside the image
   * @param width columns
   * @param target [height, width, channels] bytes in 0..255, row-major, rows {@code stride} bytes
   *     apart
   * @param offset where in target the first row begins
   * @param stride bytes from one row in target to the next
   * @throws IndexOutOfBoundsException if image or rectangle do not exist
   */
  void read(
      int image, int top, int left, int height, int width, byte[] target, int offset, int stride);

  /** Releases the file. */
  @Override
  void close();
}
