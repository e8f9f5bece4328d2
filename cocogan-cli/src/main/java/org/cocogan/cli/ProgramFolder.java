package org.cocogan.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of the program, which the launchers name: a release's, or a build's. */
final class ProgramFolder {
  private static final String PROPERTY = "cocogan.home";

  private ProgramFolder() {}

  /** A folder that ships with the program, if it was started by a launcher and has it. */
  static Optional<Path> find(String name) {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(home -> Path.of(home).normalize().resolve(name))
        .filter(Files::isDirectory);
  }
}
