package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cocogan.plugin.ProviderKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/plugins.md shows is what examples/polar builds and what the program looks for. */
class PluginDocumentationTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling(".").normalize();
  private static final Path SOURCES = ROOT.resolve("examples/polar/src");

  private static String document(String name) throws IOException {
    return Files.readString(ROOT.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main/java/com/example/polar/PolarCoordinateSystem.java",
        "main/java/com/example/polar/PolarProvider.java",
        "test/java/com/example/polar/PolarConformanceTest.java"
      })
  void showsTheExampleAsItCompiles(String file) throws IOException {
    assertThat(document("docs/plugins.md"))
        .contains("```java\n" + Files.readString(SOURCES.resolve(file)) + "```\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/plugins.md"})
  void listsEveryKindThatCanBePluggedIn(String name) throws IOException {
    String document = document(name);

    assertThat(ProviderKind.ALL)
        .allSatisfy(kind -> assertThat(document).contains("`" + kind.type().getName() + "`"));
  }

  @Test
  void keepsTheSystemOfTheExampleShort() throws IOException {
    Path system = SOURCES.resolve("main/java/com/example/polar/PolarCoordinateSystem.java");

    assertThat(Files.readAllLines(system)).hasSizeLessThan(80);
  }
}
