package org.cocogan.data;

import java.nio.file.Path;

/** A program that opens an LMDB database and ends as if it was killed. */
final class OpenedLmdb {
  private OpenedLmdb() {}

  public static void main(String[] arguments) {
    LmdbSource.open(Path.of(arguments[0]));
    Runtime.getRuntime().halt(0);
  }
}
