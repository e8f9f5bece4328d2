package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.cli.PluggedExperiment.failure;

import java.io.IOException;
import java.nio.file.Path;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.metric.MetricProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jars bring, used by commands, and what fails in the middle of one. */
class PluginUseTest {
  @TempDir Path folder;
  private PluggedExperiment plugged;

  @BeforeEach
  void makeTheFolders() throws IOException {
    plugged = PluggedExperiment.in(folder);
  }

  @Test
  void addsToWhatAConfigurationCanNameAndSaysSo() throws IOException {
    Path jar = plugged.flat().jar("flat.jar");

    CommandRun run = plugged.run("check", "flat").succeeding();

    assertThat(run.errorLines()).containsExactly("plugins: " + jar);
    assertThat(run.output()).contains("flat");
    assertThat(plugged.run("coordinates", "flat").succeeding().output())
        .startsWith("flat coordinates ");
  }

  @Test
  void drawsFromARunWithTheJarAndSaysWhatIsMissingWithoutIt() throws IOException {
    plugged.flat().jar("flat.jar");
    plugged.run("train", "flat").succeeding();

    CommandRun.of("generate", plugged.tiny().run(), "--plugins", plugged.plugins(), "--count", 1)
        .succeeding();
    assertThat(failure(CommandRun.of("generate", plugged.tiny().run(), "--count", 1)))
        .endsWith(
            "data_params.coordinate_system: there is no coordinate system flat; known: cylindrical,"
                + " euclidean, spherical or toroidal; a plugin may bring it (--plugins DIR)");
  }

  @Test
  void takesTheFolderBeforeTheCommandToo() throws IOException {
    plugged.flat().jar("flat.jar");

    CommandRun.of(
            "--plugins",
            plugged.plugins(),
            "check",
            plugged.tiny().configuration(),
            "--set",
            "data_params.coordinate_system=flat")
        .succeeding();
  }

  @Test
  void namesTheJarWhoseSystemCannotBeMade() throws IOException {
    Path jar = plugged.flat("// create", "parameters.get(null).toString();").jar("x.jar");

    assertThat(failure(plugged.run("check", "flat")))
        .startsWith("plugin " + jar + " failed: java.lang.NullPointerException: ")
        .contains(" at com.example.flat.FlatProvider.create (FlatProvider.java:");
    plugged.run("check", "euclidean").succeeding();
  }

  @Test
  void saysWhatASystemSaysAboutAConfiguration() throws IOException {
    plugged
        .flat("// create", "if (true) throw new IllegalArgumentException(\"must be square\");")
        .jar("x.jar");

    assertThat(failure(plugged.run("check", "flat")))
        .isEqualTo("command line: data_params.coordinate_system: must be square");
  }

  @Test
  void namesTheJarThatFailsLater() throws IOException {
    Path jar =
        plugged.flat("// coordinate", "if (row > 1) throw new ArithmeticException();").jar("x.jar");

    assertThat(failure(plugged.run("coordinates", "flat")))
        .startsWith(
            "plugin " + jar + " failed: java.lang.ArithmeticException at com.example.flat.");
  }

  @Test
  void namesTheJarThatFailsOnAnotherThread() throws IOException {
    Path jar =
        plugged
            .flat(
                "// region",
                "if (!Thread.currentThread().getName().equals(\""
                    + Thread.currentThread().getName()
                    + "\")) throw new ArithmeticException();")
            .jar("x.jar");

    CommandRun run = plugged.run("train", "flat");

    assertThat(failure(run))
        .startsWith(
            "plugin " + jar + " failed: java.lang.ArithmeticException at com.example.flat.");
  }

  @Test
  void namesTheJarThatLacksAClassLater() throws IOException {
    Path jar =
        plugged
            .flat("// coordinate", "Helper.help();")
            .without("com/example/flat/FlatProvider$Helper.class")
            .jar("x.jar");

    assertThat(failure(plugged.run("coordinates", "flat")))
        .startsWith("plugin " + jar + " failed: java.lang.NoClassDefFoundError: ");
  }

  @Test
  void measuresWithTheMetricOfAPlugin() throws IOException {
    TestPlugin.in(plugged.plugins())
        .source(
            "com.example.CountProvider",
            """
            package com.example;
            import java.util.List;
            import java.util.OptionalDouble;
            import org.cocogan.metric.*;
            import org.cocogan.provider.ParameterDefinition;
            public final class CountProvider implements MetricProvider {
              static final ParameterDefinition<Integer> UNIT =
                  ParameterDefinition.whole("unit", 1, 10, "How many images count as one.").orElse(1);
              public List<ParameterDefinition<?>> parameters() { return List.of(UNIT); }
              public String name() { return "count"; }
              public String description() { return "How many images there are."; }
              public Metric create(MetricRequest request) {
                int unit = request.parameters().get(UNIT);
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
    plugged.tiny().train("--steps", 2).succeeding();

    CommandRun run =
        CommandRun.of(
                "evaluate",
                plugged.tiny().run(),
                "--plugins",
                plugged.plugins(),
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
    TestPlugin.in(plugged.plugins())
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
    plugged.tiny().train("--steps", 1).succeeding();

    CommandRun run =
        CommandRun.of(
            "evaluate", plugged.tiny().run(), "--plugins", plugged.plugins(), "--metrics", "old");

    assertThat(failure(run))
        .startsWith("a plugin was built for another cocogan-api: java.lang.AbstractMethodError: ")
        .containsPattern("com[./]example[./]OldProvider\\$1")
        .endsWith("; build it anew, or take it out of the folder");
  }

  @Test
  void learnsFromTheDataSetOfAPlugin() throws IOException {
    TestPlugin.in(plugged.plugins())
        .source(
            "com.example.GreyProvider",
            """
            package com.example;
            import java.util.List;
            import org.cocogan.dataset.*;
            import org.cocogan.patch.Size;
            import org.cocogan.provider.ParameterDefinition;
            public final class GreyProvider implements DatasetProvider {
              static final ParameterDefinition<Integer> COUNT =
                  ParameterDefinition.whole("count", 1, 10, "How many images there are.").orElse(3);
              public String name() { return "greys"; }
              public String description() { return "Grey squares."; }
              public List<ParameterDefinition<?>> parameters() { return List.of(COUNT); }
              public Dataset open(DatasetRequest request) {
                return new Dataset() {
                  public String name() { return "grey squares"; }
                  public int count() { return request.parameters().get(COUNT); }
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
        plugged
            .tiny()
            .train(
                "--plugins",
                plugged.plugins(),
                "--set",
                "data_params.dataset=greys",
                "--set",
                "data_params.dataset_parameters={count: 9}")
            .succeeding();

    assertThat(run.output()).contains("9 images of grey squares");
  }
}
