package org.cocogan.data;

import java.util.List;

/**
 * The first folder below the root as the class of the images in it. A folder that all images lie in
 * is part of the root: a zip mostly has one.
 */
record FolderLabels() implements ClassLabels {
  @Override
  public List<String> of(ImageSource source) {
    List<String> entries = source.entries();
    int root = root(entries);
    return entries.stream().map(entry -> folder(entry, root, source)).toList();
  }

  /** How many letters all names begin with that are the names of folders. */
  private static int root(List<String> entries) {
    String shared = entries.isEmpty() ? "" : entries.get(0);
    for (String entry : entries) {
      int same = 0;
      while (same < Math.min(shared.length(), entry.length())
          && shared.charAt(same) == entry.charAt(same)) {
        same++;
      }
      shared = shared.substring(0, same);
    }
    return shared.lastIndexOf('/') + 1;
  }

  private static String folder(String entry, int root, ImageSource source) {
    int end = entry.indexOf('/', root);
    if (end < 0) {
      throw new DataException(
          "%s: the image %s lies in no folder that would be its class; move it into that of its class"
              .formatted(source.name(), entry));
    }
    return entry.substring(root, end);
  }
}
