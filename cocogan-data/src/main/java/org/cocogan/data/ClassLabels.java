package org.cocogan.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Labels of images: they tell the class of each image of a source. */
public interface ClassLabels {
  /** The word for the folders that images lie in. */
  String FOLDERS = "folders";

  /**
   * The class of each image, in the order of the source's entries.
   *
   * @throws DataException if an image has none, or the labels are of other images
   */
  List<String> of(ImageSource source);

  /**
   * The labels that a configuration or a command names.
   *
   * @param named {@link #FOLDERS}, or a file: IDX labels where it is called so, otherwise lines of
   *     an image's name, a comma and its class
   * @throws DataException if it is no name of a file
   */
  static ClassLabels of(String named) {
    if (named.equals(FOLDERS)) {
      return new FolderLabels();
    }
    try {
      Path file = Path.of(named);
      return IdxLabels.areIn(file) ? new IdxLabels(file) : new LabelFile(file);
    } catch (InvalidPathException e) {
      throw new DataException(named + ": is no name of a file", e);
    }
  }
}
