package org.cocogan.data;

import java.util.List;
import java.util.TreeSet;

/** The images of a source, each of a class. */
final class LabelledSource extends WrappedSource {
  private final ImageSource source;
  private final List<String> labels;

  private LabelledSource(ImageSource source, List<String> labels) {
    super(source);
    this.source = source;
    this.labels = List.copyOf(labels);
  }

  /**
   * Labels the images of a source, which is closed in the end, and at once where that fails.
   *
   * @throws DataException if an image has no class, or all have the same
   */
  static ImageSource of(ImageSource source, ClassLabels classes) {
    try {
      if (source.entries().isEmpty()) {
        return source;
      }
      List<String> labels = classes.of(source);
      if (new TreeSet<>(labels).size() == 1) {
        throw new DataException(
            source.name()
                + ": all its images are of the class "
                + labels.get(0)
                + "; classes are two or more");
      }
      return new LabelledSource(source, labels);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public String digest() {
    return FileListing.digest(source.digest(), String.join("\0", labels));
  }
}
