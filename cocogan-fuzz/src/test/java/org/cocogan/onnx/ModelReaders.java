package org.cocogan.onnx;

import java.io.IOException;
import java.nio.file.Path;

/** What this package reads, for fuzzing. */
public final class ModelReaders {
  private ModelReaders() {}

  /** Looks through a model as it is done before ONNX Runtime sees it; gives its digest. */
  public static String look(Path file) throws IOException {
    return ModelFile.read(file).digest();
  }
}
