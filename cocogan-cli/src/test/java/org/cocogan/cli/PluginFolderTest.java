package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.cli.PluggedExperiment.complaints;
import static org.cocogan.cli.PluggedExperiment.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cocogan.patch.CoordinateSystemProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars in a folder of plugins, whole and broken ones. */
class PluginFolderTest {
  @TempDir Path folder;
  private PluggedExperiment plugged;

  /** Throws what no method of the interface declares. */
  private static final String SNEAKY =
      """

      @SuppressWarnings("unchecked")
      static <T extends Throwable> T sneaky() throws T {
        throw (T) new java.io.IOException("gone");
      }
      """;

  @BeforeEach
  void makeTheFolders() throws IOException {
    plugged = PluggedExperiment.in(folder);
  }

  /** The one line about a jar, which must not have disturbed an experiment without it. */
  private String leftOut(Path jar) {
    CommandRun without = plugged.run("check", "euclidean").succeeding();
    assertThat(complaints(without)).hasSize(1);
    CommandRun with = plugged.run("check", "flat");
    assertThat(with.exitCode()).isEqualTo(1);
    assertThat(complaints(with)).hasSize(2);
    assertThat(complaints(with).get(1))
        .endsWith(
            "there is no coordinate system flat; known: cylindrical, euclidean, spherical or"
                + " toroidal; "
                + jar
                + " may bring it, but is left out for the reason above");
    String line = complaints(without).get(0);
    assertThat(complaints(with).get(0)).isEqualTo(line);
    String start = "plugin " + jar + " is left out: ";
    assertThat(line).startsWith(start);
    return line.substring(start.length());
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    Path gone = folder.resolve("gone");

    assertThat(failure(CommandRun.of(plugged.tiny().words("check", "--plugins", gone))))
        .isEqualTo(
            "--plugins: there is no folder " + gone + "; name the folder that holds the jars");
  }

  @Test
  void leavesOutWhatIsNoJar() throws IOException {
    Path jar = Files.writeString(plugged.plugins().resolve("text.jar"), "no jar");

    assertThat(leftOut(jar)).startsWith("it cannot be read as a jar (").endsWith("); copy it anew");
  }

  @Test
  void leavesOutAJarWithoutProviders() throws IOException {
    Path jar = TestPlugin.in(plugged.plugins()).jar("empty.jar");

    assertThat(leftOut(jar))
        .isEqualTo("no file in its META-INF/services names a provider; see docs/plugins.md");
  }

  @Test
  void leavesOutAJarWhoseProviderIsMissing() throws IOException {
    Path jar =
        TestPlugin.in(plugged.plugins())
            .service(CoordinateSystemProvider.class, "com.example.Gone")
            .jar("gone.jar");

    assertThat(leftOut(jar))
        .isEqualTo(
            "coordinate system: Provider com.example.Gone not found; mend it, or take it out of"
                + " the folder");
  }

  @Test
  void leavesOutAJarWithAMissingClass() throws IOException {
    Path jar =
        plugged
            .flat("// constructor", "Helper.help();")
            .without("com/example/flat/FlatProvider$Helper.class")
            .jar("lacking.jar");

    assertThat(leftOut(jar))
        .startsWith(
            "coordinate system: java.lang.NoClassDefFoundError:"
                + " com/example/flat/FlatProvider$Helper at"
                + " com.example.flat.FlatProvider.<init> (FlatProvider.java:")
        .endsWith(
            "; put the missing class into the jar, or its jar into the manifest's Class-Path");
  }

  @Test
  void leavesOutAJarWhoseConstructorFails() throws IOException {
    Path jar =
        plugged
            .flat("// constructor", "if (true) throw new IllegalStateException(\"boom\");")
            .jar("x.jar");

    assertThat(leftOut(jar))
        .startsWith(
            "coordinate system: java.lang.IllegalStateException: boom at"
                + " com.example.flat.FlatProvider.<init> (FlatProvider.java:")
        .endsWith("; mend it, or take it out of the folder");
  }

  @Test
  void leavesOutAJarForANewerJava() throws IOException {
    Path jar = plugged.flat().ofClassFileVersion(120).jar("newer.jar");

    assertThat(leftOut(jar))
        .contains("UnsupportedClassVersionError")
        .endsWith("; build it for Java " + Runtime.version().feature() + " or older");
  }

  @ParameterizedTest
  @CsvSource({
    "'return \"flat\";\n  }', return null; }, 'name() gave null; expected an object'",
    "'return \"flat\";\n"
        + "  }', return \" \"; }, 'name() gave an empty text; expected one that says something'",
    "return \"Flat images.\";, return null;, 'description() gave null; expected an object'"
  })
  void leavesOutAJarThatSaysNothing(String text, String replacement, String problem)
      throws IOException {
    Path jar = plugged.flat(text, replacement).jar("nameless.jar");

    assertThat(leftOut(jar))
        .isEqualTo(
            "coordinate system: com.example.flat.FlatProvider: "
                + problem
                + "; mend it, or take it out of the folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"return \"flat\";\n  }", "return \"Flat images.\";\n  }"})
  void leavesOutAJarThatFailsWhenItIsAskedForAText(String text) throws IOException {
    Path jar =
        plugged
            .flat(text, "throw FlatProvider.<RuntimeException>sneaky(); }" + SNEAKY)
            .jar("failing.jar");

    assertThat(leftOut(jar))
        .startsWith(
            "coordinate system: java.io.IOException: gone at com.example.flat.FlatProvider.")
        .endsWith("; mend it, or take it out of the folder");
  }

  @ParameterizedTest
  @CsvSource({"0.2.0, 0.2.0", "1.0, 1.0", "0.0.9-SNAPSHOT, 0.0.9-SNAPSHOT"})
  void leavesOutAJarForAnotherVersion(String version, String named) throws IOException {
    Path jar = plugged.flat().attribute("CocoGAN-Api-Version", version).jar("old.jar");

    assertThat(leftOut(jar))
        .matches(
            "it was built for cocogan-api "
                + named
                + ", and this is (0\\.1\\.\\S+); build it anew with \\1");
  }

  @Test
  void leavesOutAJarWithANonsensicalVersion() throws IOException {
    Path jar = plugged.flat().attribute("CocoGAN-Api-Version", "new").jar("x.jar");

    assertThat(leftOut(jar))
        .isEqualTo(
            "CocoGAN-Api-Version in its manifest: 'new' is no version such as 0.1.0; correct it");
  }

  @Test
  void usesAJarForAFittingVersion() throws IOException {
    plugged.flat().attribute("CocoGAN-Api-Version", "0.1.99").jar("flat.jar");

    assertThat(complaints(plugged.run("check", "flat").succeeding())).isEmpty();
  }

  @Test
  void leavesOutAJarThatBringsANameOfTheProgram() throws IOException {
    Path jar = TestPlugin.withSystem(plugged.plugins(), "euclidean", Map.of()).jar("euclidean.jar");

    assertThat(leftOut(jar))
        .isEqualTo(
            "it brings the coordinate system euclidean, and so does the program itself; remove or"
                + " rename one");
  }

  @Test
  void leavesOutAJarThatBringsANameTwice() throws IOException {
    Path jar =
        plugged
            .flat()
            .source(
                "com.example.AlsoFlat",
                """
                package com.example;
                import org.cocogan.provider.Parameters;
                import org.cocogan.patch.*;
                public final class AlsoFlat implements CoordinateSystemProvider {
                  public String name() { return "flat"; }
                  public String description() { return "Flat, too."; }
                  public CoordinateSystem create(
                      PatchLayout layout, Parameters parameters) {
                    throw new IllegalStateException();
                  }
                }
                """)
            .service(
                CoordinateSystemProvider.class,
                "com.example.AlsoFlat\ncom.example.flat.FlatProvider")
            .jar("twice.jar");

    assertThat(leftOut(jar))
        .isEqualTo("two of its classes bring the coordinate system flat; remove or rename one");
  }

  @Test
  void leavesOutBothJarsThatBringTheSameName() throws IOException {
    Path first = plugged.flat().jar("1.jar");
    Path second = plugged.flat().jar("2.jar");

    CommandRun run = plugged.run("check", "flat");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(complaints(run))
        .startsWith(
            "plugin "
                + first
                + " is left out: it brings the coordinate system flat, and so does "
                + second
                + "; remove or rename one",
            "plugin "
                + second
                + " is left out: it brings the coordinate system flat, and so does "
                + first
                + "; remove or rename one")
        .last()
        .asString()
        .endsWith(
            "; " + first + ", " + second + " may bring it, but are left out for the reasons above");
    plugged.run("check", "euclidean").succeeding();
  }

  @Test
  void usesTheOtherJarsOfTheFolder() throws IOException {
    plugged.flat().jar("flat.jar");
    Files.writeString(plugged.plugins().resolve("a.jar"), "no jar");
    Files.writeString(plugged.plugins().resolve("notes.txt"), "not even called a jar");

    CommandRun run = plugged.run("check", "flat").succeeding();

    assertThat(complaints(run)).hasSize(1);
  }

  @Test
  void keepsTheClassesOfJarsApart() throws IOException {
    TestPlugin.withSystem(plugged.plugins(), "flat", Map.of()).jar("1.jar");
    TestPlugin.withSystem(plugged.plugins(), "even", Map.of("// create", "int other = 1;"))
        .jar("2.jar");

    plugged.run("check", "flat").succeeding();
    plugged.run("check", "even").succeeding();
  }

  @Test
  void findsWhatTheManifestsClassPathNames() throws IOException {
    String helper = "com/example/flat/FlatProvider$Helper.class";
    plugged.flat("// coordinate", "Helper.help();").only(helper).jar("lib-of-flat/helper.jar");
    plugged
        .flat("// coordinate", "Helper.help();")
        .without(helper)
        .attribute("Class-Path", "lib-of-flat/helper.jar")
        .jar("flat.jar");

    assertThat(complaints(plugged.run("coordinates", "flat").succeeding())).isEmpty();
  }
}
