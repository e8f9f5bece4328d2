package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.metric.MetricProvider;
import org.cocogan.patch.CoordinateSystemProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jars in a folder of plugins, whole and broken ones. */
class PluginFolderTest {
  @TempDir Path folder;
  private Path plugins;
  private TinyExperiment tiny;

  @BeforeEach
  void makeTheFolders() throws IOException {
    tiny = TinyExperiment.in(folder);
    plugins = Files.createDirectories(folder.resolve("plugins"));
  }

  private TestPlugin flat() throws IOException {
    return TestPlugin.withSystem(plugins, "flat", Map.of());
  }

  private TestPlugin flat(String comment, String statement) throws IOException {
    return TestPlugin.withSystem(plugins, "flat", Map.of("// " + comment, statement));
  }

  private CommandRun run(String command, String system) {
    return CommandRun.of(
        tiny.words(
            command, "--plugins", plugins, "--set", "data_params.coordinate_system=" + system));
  }

  /** The one line about a jar, which must not have disturbed an experiment without it. */
  private String leftOut(Path jar) {
    CommandRun without = run("check", "euclidean").succeeding();
    assertThat(without.errorLines()).hasSize(1);
    CommandRun with = run("check", "flat");
    assertThat(with.exitCode()).isEqualTo(1);
    assertThat(with.errorLines()).hasSize(2);
    assertThat(with.errorLines().get(1))
        .endsWith(
            "there is no coordinate system flat; known: cylindrical, euclidean, spherical or"
                + " toroidal; "
                + jar
                + " may bring it, but is left out for the reason above");
    String line = without.errorLines().get(0);
    assertThat(with.errorLines().get(0)).isEqualTo(line);
    String start = "plugin " + jar + " is left out: ";
    assertThat(line).startsWith(start);
    return line.substring(start.length());
  }

  private String failure(CommandRun run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).hasSize(1);
    return run.errorLines().get(0);
  }

  @Test
  void addsToWhatAConfigurationCanName() throws IOException {
    flat().jar("flat.jar");

    CommandRun run = run("check", "flat").succeeding();

    assertThat(run.errors()).isEmpty();
    assertThat(run.output()).contains("flat");
    assertThat(run("coordinates", "flat").succeeding().output()).startsWith("flat coordinates ");
  }

  @Test
  void drawsFromARunWithTheJarAndSaysWhatIsMissingWithoutIt() throws IOException {
    flat().jar("flat.jar");
    run("train", "flat").succeeding();

    CommandRun.of("generate", tiny.run(), "--plugins", plugins, "--count", 1).succeeding();
    assertThat(failure(CommandRun.of("generate", tiny.run(), "--count", 1)))
        .endsWith(
            "data_params.coordinate_system: there is no coordinate system flat; known: cylindrical,"
                + " euclidean, spherical or toroidal; a plugin may bring it (--plugins DIR)");
  }

  @Test
  void takesTheFolderBeforeTheCommandToo() throws IOException {
    flat().jar("flat.jar");

    CommandRun.of(
            "--plugins",
            plugins,
            "check",
            tiny.configuration(),
            "--set",
            "data_params.coordinate_system=flat")
        .succeeding();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsTheFolderPluginsOfTheWorkingDirectory() throws Exception {
    flat().jar("flat.jar");

    try (ProgramProcess process =
        ProgramProcess.start(
            folder, tiny.words("check", "--set", "data_params.coordinate_system=flat"))) {
      assertThat(process.end().succeeding().errors()).isEmpty();
    }
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    Path gone = folder.resolve("gone");

    assertThat(failure(CommandRun.of(tiny.words("check", "--plugins", gone))))
        .isEqualTo(
            "--plugins: there is no folder " + gone + "; name the folder that holds the jars");
  }

  @Test
  void leavesOutWhatIsNoJar() throws IOException {
    Path jar = Files.writeString(plugins.resolve("text.jar"), "no jar");

    assertThat(leftOut(jar)).startsWith("it cannot be read as a jar (").endsWith("); copy it anew");
  }

  @Test
  void leavesOutAJarWithoutProviders() throws IOException {
    Path jar = TestPlugin.in(plugins).jar("empty.jar");

    assertThat(leftOut(jar))
        .isEqualTo("no file in its META-INF/services names a provider; see docs/plugins.md");
  }

  @Test
  void leavesOutAJarWhoseProviderIsMissing() throws IOException {
    Path jar =
        TestPlugin.in(plugins)
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
        flat("constructor", "Helper.help();")
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
        flat("constructor", "if (true) throw new IllegalStateException(\"boom\");").jar("x.jar");

    assertThat(leftOut(jar))
        .startsWith(
            "coordinate system: java.lang.IllegalStateException: boom at"
                + " com.example.flat.FlatProvider.<init> (FlatProvider.java:")
        .endsWith("; mend it, or take it out of the folder");
  }

  @Test
  void leavesOutAJarForANewerJava() throws IOException {
    Path jar = flat().ofClassFileVersion(120).jar("newer.jar");

    assertThat(leftOut(jar))
        .contains("UnsupportedClassVersionError")
        .endsWith("; build it for Java " + Runtime.version().feature() + " or older");
  }

  @Test
  void leavesOutAJarWithoutAName() throws IOException {
    Path jar =
        TestPlugin.withSystem(plugins, "flat", Map.of("return \"flat\";\n  }", "return null;\n  }"))
            .jar("nameless.jar");

    assertThat(leftOut(jar))
        .startsWith("coordinate system: ")
        .contains("com.example.flat.FlatProvider has no name");
  }

  @ParameterizedTest
  @CsvSource({"0.2.0, 0.2.0", "1.0, 1.0", "0.0.9-SNAPSHOT, 0.0.9-SNAPSHOT"})
  void leavesOutAJarForAnotherVersion(String version, String named) throws IOException {
    Path jar = flat().attribute("CocoGAN-Api-Version", version).jar("old.jar");

    assertThat(leftOut(jar))
        .matches(
            "it was built for cocogan-api "
                + named
                + ", and this is (0\\.1\\.\\S+); build it anew with \\1");
  }

  @Test
  void leavesOutAJarWithANonsensicalVersion() throws IOException {
    Path jar = flat().attribute("CocoGAN-Api-Version", "new").jar("x.jar");

    assertThat(leftOut(jar))
        .isEqualTo(
            "CocoGAN-Api-Version in its manifest: 'new' is no version such as 0.1.0; correct it");
  }

  @Test
  void usesAJarForAFittingVersion() throws IOException {
    flat().attribute("CocoGAN-Api-Version", "0.1.99").jar("flat.jar");

    assertThat(run("check", "flat").succeeding().errors()).isEmpty();
  }

  @Test
  void leavesOutAJarThatBringsANameOfTheProgram() throws IOException {
    Path jar = TestPlugin.withSystem(plugins, "euclidean", Map.of()).jar("euclidean.jar");

    assertThat(leftOut(jar))
        .isEqualTo(
            "it brings the coordinate system euclidean, and so does the program itself; remove or"
                + " rename one");
  }

  @Test
  void leavesOutAJarThatBringsANameTwice() throws IOException {
    Path jar =
        flat()
            .source(
                "com.example.AlsoFlat",
                """
                package com.example;
                import java.util.Map;
                import org.cocogan.patch.*;
                public final class AlsoFlat implements CoordinateSystemProvider {
                  public String name() { return "flat"; }
                  public String description() { return "Flat, too."; }
                  public CoordinateSystem create(
                      PatchLayout layout, Map<String, Object> parameters) {
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
    Path first = flat().jar("1.jar");
    Path second = flat().jar("2.jar");

    CommandRun run = run("check", "flat");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines())
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
    run("check", "euclidean").succeeding();
  }

  @Test
  void usesTheOtherJarsOfTheFolder() throws IOException {
    flat().jar("flat.jar");
    Files.writeString(plugins.resolve("a.jar"), "no jar");
    Files.writeString(plugins.resolve("notes.txt"), "not even called a jar");

    CommandRun run = run("check", "flat").succeeding();

    assertThat(run.errorLines()).hasSize(1);
  }

  @Test
  void keepsTheClassesOfJarsApart() throws IOException {
    TestPlugin.withSystem(plugins, "flat", Map.of()).jar("1.jar");
    TestPlugin.withSystem(plugins, "even", Map.of("// create", "int other = 1;")).jar("2.jar");

    run("check", "flat").succeeding();
    run("check", "even").succeeding();
  }

  @Test
  void findsWhatTheManifestsClassPathNames() throws IOException {
    String helper = "com/example/flat/FlatProvider$Helper.class";
    flat("coordinate", "Helper.help();").only(helper).jar("lib-of-flat/helper.jar");
    flat("coordinate", "Helper.help();")
        .without(helper)
        .attribute("Class-Path", "lib-of-flat/helper.jar")
        .jar("flat.jar");

    assertThat(run("coordinates", "flat").succeeding().errors()).isEmpty();
  }

  @Test
  void namesTheJarWhoseSystemCannotBeMade() throws IOException {
    Path jar = flat("create", "parameters.get(null).toString();").jar("x.jar");

    assertThat(failure(run("check", "flat")))
        .startsWith("plugin " + jar + " failed: java.lang.NullPointerException: ")
        .contains(" at com.example.flat.FlatProvider.create (FlatProvider.java:");
    run("check", "euclidean").succeeding();
  }

  @Test
  void saysWhatASystemSaysAboutAConfiguration() throws IOException {
    flat("create", "if (true) throw new IllegalArgumentException(\"must be square\");")
        .jar("x.jar");

    assertThat(failure(run("check", "flat")))
        .isEqualTo("command line: data_params.coordinate_system: must be square");
  }

  @Test
  void namesTheJarThatFailsLater() throws IOException {
    Path jar = flat("coordinate", "if (row > 1) throw new ArithmeticException();").jar("x.jar");

    assertThat(failure(run("coordinates", "flat")))
        .startsWith(
            "plugin " + jar + " failed: java.lang.ArithmeticException at com.example.flat.");
  }

  @Test
  void namesTheJarThatFailsOnAnotherThread() throws IOException {
    Path jar = flat("region", "if (true) throw new ArithmeticException();").jar("x.jar");

    CommandRun run = run("train", "flat");

    assertThat(failure(run))
        .startsWith(
            "plugin " + jar + " failed: java.lang.ArithmeticException at com.example.flat.");
  }

  @Test
  void namesTheJarThatLacksAClassLater() throws IOException {
    Path jar =
        flat("coordinate", "Helper.help();")
            .without("com/example/flat/FlatProvider$Helper.class")
            .jar("x.jar");

    assertThat(failure(run("coordinates", "flat")))
        .startsWith("plugin " + jar + " failed: java.lang.NoClassDefFoundError: ");
  }

  @Test
  void measuresWithTheMetricOfAPlugin() throws IOException {
    TestPlugin.in(plugins)
        .source(
            "com.example.CountProvider",
            """
            package com.example;
            import java.util.List;
            import java.util.OptionalDouble;
            import org.cocogan.metric.*;
            public final class CountProvider implements MetricProvider {
              public String name() { return "count"; }
              public String description() { return "How many images there are."; }
              public Metric create(MetricRequest request) {
                int unit = Integer.parseInt(request.parameters().getOrDefault("unit", "1"));
                int real = request.real().get().count();
                return new Metric() {
                  int count;
                  public void add(byte[] image) { count++; }
                  public List<Score> scores() {
                    return List.of(
                        new Score("generated", count / unit, OptionalDouble.empty(), Score.Better.HIGHER, "images"),
                        new Score("real", real / unit, OptionalDouble.empty(), Score.Better.NEITHER, "images"));
                  }
                  public void close() {}
                };
              }
            }
            """)
        .service(MetricProvider.class, "com.example.CountProvider")
        .jar("count.jar");
    tiny.train("--steps", 2).succeeding();

    CommandRun run =
        CommandRun.of(
                "evaluate",
                tiny.run(),
                "--plugins",
                plugins,
                "--metrics",
                "count,seam",
                "--json",
                "--samples",
                6,
                "--set",
                "count.unit=2")
            .succeeding();

    assertThat(run.json().at("/scores/0").toString())
        .isEqualTo(
            "{\"metric\":\"count\",\"name\":\"generated\",\"value\":3.0,\"better\":\"higher\","
                + "\"description\":\"images\"}");
    assertThat(run.json().at("/scores/1/value").intValue()).isEqualTo(4);
    assertThat(run.json().at("/scores/2/metric").textValue()).isEqualTo("seam");
  }

  @Test
  void saysWhatHelpsWhereAPluginLacksAMethod() throws IOException {
    TestPlugin.in(plugins)
        .against(
            "Metric",
            """
            package org.cocogan.metric;
            public interface Metric extends AutoCloseable {
              void add(byte[] image);
              void close();
            }
            """)
        .source(
            "com.example.OldProvider",
            """
            package com.example;
            import org.cocogan.metric.*;
            public final class OldProvider implements MetricProvider {
              public String name() { return "old"; }
              public String description() { return "Gives no scores."; }
              public Metric create(MetricRequest request) {
                return new Metric() {
                  public void add(byte[] image) {}
                  public void close() {}
                };
              }
            }
            """)
        .service(MetricProvider.class, "com.example.OldProvider")
        .jar("old.jar");
    tiny.train("--steps", 1).succeeding();

    CommandRun run =
        CommandRun.of("evaluate", tiny.run(), "--plugins", plugins, "--metrics", "old");

    assertThat(failure(run))
        .startsWith("a plugin was built for another cocogan-api: java.lang.AbstractMethodError: ")
        .containsPattern("com[./]example[./]OldProvider\\$1")
        .endsWith("; build it anew, or take it out of the folder");
  }

  @Test
  void learnsFromTheDataSetOfAPlugin() throws IOException {
    TestPlugin.in(plugins)
        .source(
            "com.example.GreyProvider",
            """
            package com.example;
            import org.cocogan.dataset.*;
            import org.cocogan.patch.Size;
            public final class GreyProvider implements DatasetProvider {
              public String name() { return "greys"; }
              public Dataset open(DatasetRequest request) {
                return new Dataset() {
                  public String name() { return "grey squares"; }
                  public int count() { return 9; }
                  public Size imageSize() { return request.imageSize(); }
                  public int channels() { return request.channels(); }
                  public void read(
                      int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {}
                  public void close() {}
                };
              }
            }
            """)
        .service(DatasetProvider.class, "com.example.GreyProvider")
        .jar("greys.jar");

    CommandRun run =
        tiny.train("--plugins", plugins, "--set", "data_params.dataset=greys").succeeding();

    assertThat(run.output()).contains("9 images of grey squares");
  }
}
