package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** Has npm, which must be on the {@code PATH}, fetch packages for tests of pages. */
public final class NodePackages {
  private NodePackages() {}

  /**
   * Fetches what a committed lock names, and runs nothing of it.
   *
   * @param source a folder with {@code package.json} and {@code package-lock.json}
   * @param target the folder to fetch into, made if need be
   * @return the folder of the packages
   */
  public static Path fetch(Path source, Path target) throws Exception {
    Files.createDirectories(target);
    for (String name : new String[] {"package.json", "package-lock.json"}) {
      Files.copy(source.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Path told = target.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(target.toFile())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    assertThat(npm.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(npm.exitValue()).as(Files.readString(told)).isZero();
    return target.resolve("node_modules");
  }
}
