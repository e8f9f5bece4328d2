package org.cocogan.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;

/**
 * The trained networks that are shipped with the program, as models of one folder. Their names,
 * without the ending, stand wherever a run's folder or a model's file does.
 */
final class ShippedModels {
  /** The ending of a model's file. */
  static final String ENDING = ".onnx";

  private ShippedModels() {}

  private static Optional<Path> folder() {
    return ProgramFolder.find("models");
  }

  /** Whether a file is one of them. */
  static boolean contain(Path model) {
    return folder().filter(folder -> folder.equals(model.getParent())).isPresent();
  }

  /** A run's folder or a model's file: a path that exists, or else the name of a shipped model. */
  static final class RunOrModel implements ITypeConverter<Path> {
    private final Optional<Path> shipped;

    /** Takes names of the models that are shipped. */
    RunOrModel() {
      this(folder());
    }

    /** Takes names of the models of a folder. */
    RunOrModel(Optional<Path> shipped) {
      this.shipped = shipped;
    }

    @Override
    public Path convert(String text) {
      Path path = Path.of(text);
      if (Files.exists(path) || path.isAbsolute() || path.getNameCount() > 1) {
        return path;
      }
      return shipped
          .map(folder -> folder.resolve(path + ENDING))
          .filter(Files::isRegularFile)
          .orElse(path);
    }
  }
}
