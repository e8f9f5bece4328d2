package org.cocogan.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A libtorch that is installed on the machine, which the environment's {@code PYTORCH_LIBRARY_PATH}
 * names: PyTorch's own, for its C++ interface, or that in a Python package.
 *
 * @param folder holds its libraries
 * @param flavour of DJL's library that fits: {@code cpu}, or {@code cu128} for CUDA 12.8
 */
record InstalledTorch(Path folder, String flavour) {
  /** The version that DJL's library was built for; any other may crash. */
  static final String VERSION = "2.7.1";

  /** What helps where the natives of the jars know no GPU. */
  static final String INSTEAD =
      "let PYTORCH_LIBRARY_PATH name the folder lib of a libtorch "
          + VERSION
          + " for CUDA 12.8 (docs/gpu.md)";

  private static final String FOLDER = "PYTORCH_LIBRARY_PATH";
  private static final String FLAVOUR = "PYTORCH_FLAVOR";
  private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  /**
   * The one that is named.
   *
   * @throws IllegalStateException if it is not there, is of another version or has no library of
   *     DJL's; the message says what would be right
   */
  static Optional<InstalledTorch> named() {
    return Optional.ofNullable(Utils.getEnvOrSystemProperty(FOLDER))
        .filter(named -> !named.isBlank())
        .map(named -> at(Path.of(named), Utils.getEnvOrSystemProperty(FLAVOUR)));
  }

  /** As {@link #named()}, of a folder and a flavour that may be missing. */
  static InstalledTorch at(Path folder, @Nullable String flavour) {
    if (!has(folder, "torch_cpu")) {
      throw new IllegalStateException(
          "%s names %s, which holds no %s; name the folder lib of a libtorch"
              .formatted(FOLDER, folder, System.mapLibraryName("torch_cpu")));
    }
    String version = version(folder).orElse(VERSION);
    if (!version.equals(VERSION)) {
      throw new IllegalStateException(
          "%s names %s, which is PyTorch %s; DJL %s takes %s"
              .formatted(FOLDER, folder, version, Engine.getDjlVersion(), VERSION));
    }
    String fitting = has(folder, "torch_cuda") ? "cu128" : "cpu";
    String chosen = flavour == null || flavour.isBlank() ? fitting : flavour;
    String library =
        "jnilib/%s/%s/%s"
            .formatted(
                Platform.detectPlatform("pytorch").getClassifier(),
                chosen,
                System.mapLibraryName("djl_torch"));
    if (InstalledTorch.class.getClassLoader().getResource(library) == null) {
      throw new IllegalStateException(
          "DJL has no library for PyTorch of the flavour %s on this platform; %s takes cpu, and on"
                  .formatted(chosen, FLAVOUR)
              + " Linux and Windows on x86-64 cu128");
    }
    return new InstalledTorch(folder, chosen);
  }

  private static boolean has(Path folder, String library) {
    return Files.isRegularFile(folder.resolve(System.mapLibraryName(library)));
  }

  /**
   * As a file beside the folder says: libtorch's {@code build-version}, Python's {@code
   * version.py}.
   */
  private static Optional<String> version(Path folder) {
    for (String file : new String[] {"build-version", "version.py"}) {
      try {
        Matcher number =
            NUMBER.matcher(Files.readString(folder.toAbsolutePath().resolveSibling(file)));
        if (number.find()) {
          return Optional.of(number.group());
        }
      } catch (IOException e) {
        // It is not there, or of another kind of installation: the version is not known.
      }
    }
    return Optional.empty();
  }

  /** Tells DJL of it, before PyTorch is loaded. */
  void announce() {
    System.setProperty(FOLDER, folder.toString());
    System.setProperty(FLAVOUR, flavour);
    System.setProperty("PYTORCH_VERSION", VERSION);
  }
}
