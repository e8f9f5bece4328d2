package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.cli.PluggedExperiment.failure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.cocogan.dataset.CropperProvider;
import org.cocogan.dataset.DatasetProvider;
import org.cocogan.metric.MetricProvider;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.patch.MergerProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Plugins that do not keep what their interfaces promise: the jar, what came, what was expected.
 */
class PluginContractTest {
  private static final String GENERATOR =
      """
      package com.example;
      import java.util.*;
      import org.cocogan.model.*;
      import org.cocogan.patch.Size;
      import org.cocogan.tensor.*;
      public final class GreyProvider implements GeneratorProvider {
        public String name() { return "grey"; }
        public String description() { return "grey"; }
        public Generator create(ModelSettings settings) {
          return new Generator() {
            public List<Parameter> parameters() {
              return List.of(parameter("generator/shade"));
            }
            Parameter parameter(String name) {
              return new Parameter(name, Shape.of(1), true, new Initializer.Constant(0));
            }
            public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
              Size micro = settings.layout().micro();
              return scope.weight("generator/shade").reshape(1, 1, 1, 1)
                  .broadcastTo(latent.shape().dimension(0), 3, micro.height(), micro.width());
            }
          };
        }
      }
      """;

  private static final String DISCRIMINATOR =
      """
      package com.example;
      import java.util.*;
      import org.cocogan.model.*;
      import org.cocogan.tensor.*;
      public final class MeanProvider implements DiscriminatorProvider {
        public String name() { return "mean"; }
        public String description() { return "mean"; }
        public Discriminator create(ModelSettings settings) {
          return new Discriminator() {
            public List<Parameter> parameters() {
              return List.of(
                  new Parameter(
                      "discriminator/scale", Shape.of(1), true, new Initializer.Constant(1)));
            }
            public Tensor features(Tensor macroPatch, NetworkScope scope) {
              return macroPatch.mean(1, 2, 3).reshape(-1, 1)
                  .multiply(scope.weight("discriminator/scale"));
            }
            public Tensor realness(Tensor features, NetworkScope scope) {
              return features;
            }
            public Tensor realness(Tensor features, Tensor place, NetworkScope scope) {
              return realness(features, scope);
            }
            public Tensor coordinate(Tensor features, NetworkScope scope) {
              return features.broadcastTo(features.shape().dimension(0), settings.coordinateDimension());
            }
            public Tensor latent(Tensor features, NetworkScope scope) {
              return features.broadcastTo(features.shape().dimension(0), settings.latentDimension());
            }
          };
        }
      }
      """;

  private static final String DATA =
      """
      package com.example;
      import org.cocogan.dataset.*;
      import org.cocogan.patch.Size;
      public final class BlackProvider implements DatasetProvider {
        public String name() { return "black"; }
        public String description() { return "black"; }
        public Dataset open(DatasetRequest request) {
          return new Dataset() {
            public String name() { return "black squares"; }
            public int count() { return 9; }
            public Size imageSize() { return request.imageSize(); }
            public int channels() { return request.channels(); }
            public void read(
                int image, int top, int left, int height, int width, byte[] target, int offset, int stride) {}
            public void close() {}
          };
        }
      }
      """;

  private static final String METRIC =
      """
      package com.example;
      import java.util.*;
      import org.cocogan.metric.*;
      public final class OneProvider implements MetricProvider {
        public String name() { return "one"; }
        public String description() { return "One."; }
        public Metric create(MetricRequest request) {
          return new Metric() {
            public void add(byte[] image) {}
            public List<Score> scores() {
              return List.of(new Score("one", 1, OptionalDouble.empty(), Score.Better.NEITHER, "always one"));
            }
            public void close() {}
          };
        }
      }
      """;

  private static final String MERGER =
      """
      package com.example;
      import org.cocogan.merge.GridMerger;
      import org.cocogan.patch.*;
      import org.cocogan.provider.Parameters;
      public final class MineProvider implements MergerProvider {
        public String name() { return "mine"; }
        public String description() { return "The grid by another name."; }
        public Merger create(Parameters parameters) {
          return (patches, grid) -> new GridMerger().merge(patches, grid);
        }
      }
      """;

  private static final String CROPPER =
      """
      package com.example;
      import org.cocogan.dataset.*;
      import org.cocogan.merge.GridCropper;
      import org.cocogan.provider.Parameters;
      public final class MineProvider implements CropperProvider {
        public String name() { return "mine"; }
        public String description() { return "The grid by another name."; }
        public Cropper create(Parameters parameters) {
          return new GridCropper();
        }
      }
      """;

  @TempDir Path folder;
  private PluggedExperiment plugged;

  @BeforeEach
  void makeTheFolders() throws IOException {
    plugged = PluggedExperiment.in(folder);
  }

  private Path jar(Class<?> kind, String provider, String source, String replaced, String code)
      throws IOException {
    String name = "com.example." + provider;
    return TestPlugin.in(plugged.plugins())
        .source(name, TestPlugin.changed(source, Map.of(replaced, code)))
        .service(kind, name)
        .jar("x.jar");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Flat(new EuclideanCoordinateSystem(layout)); | return null; |"
            + " create(...) gave null; expected an object",
        "// create | if (true) throw new IllegalArgumentException(); | create(...) gave"
            + " java.lang.IllegalArgumentException without a message; expected one that says why",
        "{ return \"flat\"; } | { return null; } | name() gave null; expected an object",
        "{ return inner.layout(); } | { return null; } | layout() gave null; expected an object",
        "{ return inner.dimension(); } | { return 0; } | dimension() gave 0; expected 1 or more",
        "{ return inner.dimension(); } | { return 3; } | microCoordinate(0.0, 0.0) gave"
            + " [-1.0, -1.0]; expected 3 finite numbers, as dimension() says",
        "{ return inner.microGrid(); } | { return new Grid(5, 4); } | microGrid() gave 5x4;"
            + " expected 4x4, the micro patches of a full image, or as many more at both ends of"
            + " an axis that is open",
        "{ return inner.macroPositions(); } | { return new Grid(3, 4); } | macroPositions() gave"
            + " 3x4; expected 3x3, where a macro patch lies inside the grid of micro patches",
        "{ return inner.macroPositions(); } | { return null; } | macroPositions() gave null;"
            + " expected an object",
        "return inner.microCoordinate(row, column); | return null; | microCoordinate(0.0, 0.0)"
            + " gave null; expected 2 finite numbers, as dimension() says",
        "return inner.macroCoordinate(row, column); | return new double[] {row / column, 0}; |"
            + " macroCoordinate(0.0, 0.0) gave [NaN, 0.0]; expected 2 finite numbers, as"
            + " dimension() says",
        "return inner.macroRegion(row, column); | return null; | macroRegion(0.0, 0.0) gave null;"
            + " expected an object",
        "return inner.macroRegion(row, column); | return new PixelRegion((int) row * 9, 0, 8, 8);"
            + " | macroRegion(1.0, 0.0) gave 8x8 pixels from 9,0; expected a macro patch of 8x8"
            + " inside the image of 16x16",
        "return inner.macroRegion(row, column); | return new PixelRegion(0, 0, 8, 4); |"
            + " macroRegion(0.0, 0.0) gave 8x4 pixels from 0,0; expected a macro patch of 8x8"
            + " inside the image of 16x16",
      })
  void holdsCoordinateSystemsToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar = plugged.flat(replaced, code).jar("x.jar");

    for (String command : new String[] {"check", "train"}) {
      assertThat(failure(plugged.run(command, "flat")))
          .isEqualTo("plugin " + jar + ", coordinate system flat: " + problem);
    }
    plugged.run("check", "euclidean").succeeding();
  }

  @Test
  void asksBetweenWholePositionsToo() throws IOException {
    plugged
        .flat(
            "return inner.macroCoordinate(row, column);",
            "return row % 1 == 0 ? inner.macroCoordinate(row, column) : new double[1];")
        .jar("x.jar");

    assertThat(failure(plugged.run("check", "flat"))).contains(" gave [0.0]; expected 2 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Generator() | if (true) return null; return new Generator() | create(...) gave"
            + " null; expected an object",
        ", 3, micro.height() | , 3, 2 * micro.height() | generate(...) gave a tensor of shape"
            + " [2, 3, 8, 4]; expected [2, 3, 4, 4]",
        ", 3, micro.height() | , 4, micro.height() | generate(...) gave a tensor of shape"
            + " [2, 4, 4, 4]; expected [2, 3, 4, 4]",
        "return scope.weight(\"generator/shade\") | if (true) return null; return"
            + " scope.weight(\"generator/shade\") | generate(...) gave null; expected an object",
        "List.of(parameter(\"generator/shade\")) | List.of(parameter(\"generator/shade\"),"
            + " parameter(\"generator/shade\")) | parameters() gave generator/shade twice; expected"
            + " each name once",
        "List.of(parameter(\"generator/shade\")) | List.of(parameter(\"shade\")) | parameters()"
            + " gave shade; expected names that begin with generator/",
        "List.of(parameter(\"generator/shade\")) | null | parameters() gave null; expected an"
            + " object",
        "List.of(parameter(\"generator/shade\")) | Arrays.asList((Parameter) null) | parameters()"
            + " gave a list with null in it; expected none",
        "Constant(0) | Constant(0f / 0) | the initializer of generator/shade gave"
            + " Constant[value=NaN]; expected finite numbers",
        "Constant(0) | Normal(0, 1.0 / 0) | the initializer of generator/shade gave"
            + " Normal[mean=0.0, standardDeviation=Infinity]; expected finite numbers",
        "new Initializer.Constant(0) | null | the initializer of generator/shade gave null;"
            + " expected an object",
      })
  void holdsGeneratorsToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar = jar(GeneratorProvider.class, "GreyProvider", GENERATOR, replaced, code);

    for (String command : new String[] {"check", "train"}) {
      assertThat(failure(plugged.with(command, "--set", "model_params.generator=grey")))
          .isEqualTo("plugin " + jar + ", generator grey: " + problem);
    }
  }

  @Test
  void namesTheJarThatReadsAParameterThatItDoesNotDeclare() throws IOException {
    Path jar =
        jar(
            GeneratorProvider.class,
            "GreyProvider",
            GENERATOR,
            "weight(\"generator/shade\")",
            "weight(\"generator/light\")");

    assertThat(failure(plugged.with("check", "--set", "model_params.generator=grey")))
        .startsWith("plugin " + jar + " failed: ")
        .contains(
            "generator/light, which is not declared at com.example.GreyProvider$1.generate (");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Discriminator() | if (true) return null; return new Discriminator() |"
            + " create(...) gave null; expected an object",
        "macroPatch.mean(1, 2, 3).reshape(-1, 1) | macroPatch.reshape(1, -1) | features(...) gave"
            + " a tensor of shape [1, 384]; expected two axes, the first of size 2",
        "return features; | return features.reshape(1, -1); | realness(...) gave a tensor of shape"
            + " [1, 2]; expected two axes, the first of size 2",
        "settings.coordinateDimension() | 3 | coordinate(...) gave a tensor of shape [2, 3];"
            + " expected [2, 2]",
        "settings.latentDimension() | 1 | latent(...) gave a tensor of shape [2, 1]; expected"
            + " [2, 4]",
        "\"discriminator/scale\", Shape | \"scale\", Shape | parameters() gave scale; expected"
            + " names that begin with discriminator/",
      })
  void holdsDiscriminatorsToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar = jar(DiscriminatorProvider.class, "MeanProvider", DISCRIMINATOR, replaced, code);

    for (String command : new String[] {"check", "train"}) {
      assertThat(failure(plugged.with(command, "--set", "model_params.discriminator=mean")))
          .isEqualTo("plugin " + jar + ", discriminator mean: " + problem);
    }
  }

  @Test
  void trainsNetworksThatKeepWhatIsPromised() throws IOException {
    TestPlugin.in(plugged.plugins())
        .source("com.example.GreyProvider", GENERATOR)
        .service(GeneratorProvider.class, "com.example.GreyProvider")
        .source("com.example.MeanProvider", DISCRIMINATOR)
        .service(DiscriminatorProvider.class, "com.example.MeanProvider")
        .jar("x.jar");

    plugged
        .with(
            "train",
            "--steps",
            1,
            "--set",
            "model_params.generator=grey",
            "--set",
            "model_params.discriminator=mean")
        .succeeding();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return (patches | return true ? null : (patches | create(...) gave null; expected an"
            + " object",
        "new GridMerger().merge(patches, grid) | patches | merge(...) gave a tensor of shape"
            + " [16, 3, 4, 4]; expected [4, 3, 8, 8]",
      })
  void holdsMergersToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar = jar(MergerProvider.class, "MineProvider", MERGER, replaced, code);

    assertThat(failure(plugged.with("train", "--set", "model_params.merger=mine")))
        .isEqualTo("plugin " + jar + ", merger mine: " + problem);
  }

  @Test
  void trainsWithTheMergerAndTheCropperThatAreChosen() throws IOException {
    TestPlugin.in(plugged.plugins())
        .source("com.example.MineProvider", MERGER)
        .service(MergerProvider.class, "com.example.MineProvider")
        .jar("merger.jar");
    TestPlugin.in(plugged.plugins())
        .source("com.example.MineProvider", CROPPER)
        .service(CropperProvider.class, "com.example.MineProvider")
        .jar("cropper.jar");

    plugged
        .with(
            "train",
            "--steps",
            1,
            "--set",
            "model_params.merger=mine",
            "--set",
            "data_params.cropper=mine")
        .succeeding();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Dataset() | if (true) return null; return new Dataset() | open(...) gave null;"
            + " expected an object",
        "return 9; | return 0; | count() gave 0; expected at least one image",
        "return request.imageSize(); | return new Size(8, 8); | imageSize() gave 8x8; expected"
            + " 16x16",
        "return request.imageSize(); | return null; | imageSize() gave null; expected 16x16",
        "return request.channels(); | return 1; | channels() gave 1; expected 3",
        "return \"black squares\"; | return null; | name() gave null; expected an object",
      })
  void holdsDataSetsToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar = jar(DatasetProvider.class, "BlackProvider", DATA, replaced, code);

    assertThat(failure(plugged.with("train", "--set", "data_params.dataset=black")))
        .isEqualTo("plugin " + jar + ", data set black: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Metric() | if (true) return null; return new Metric() | create(...) gave null;"
            + " expected an object",
        "\"one\", 1, | \"one\", Math.sqrt(-1), | the value of one gave NaN; expected a number",
        "OptionalDouble.empty(), | OptionalDouble.of(1.0 / 0), | the standard error of one gave"
            + " OptionalDouble[Infinity]; expected a number, or none",
        "OptionalDouble.empty(), | null, | standardError() of one gave null; expected an object",
        "return List.of(new Score | if (true) return null; return List.of(new Score | scores()"
            + " gave null; expected an object",
        "public void close() {} | public void close() {} public List<ScoreMap> maps() { return"
            + " List.of(new ScoreMap(\"map\", new double[2][0], Score.Better.LOWER, \"a map\")); }"
            + " | the values of map gave rows that are empty or of several lengths; expected rows"
            + " and columns",
      })
  void holdsMetricsToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar = jar(MetricProvider.class, "OneProvider", METRIC, replaced, code);

    CommandRun run =
        CommandRun.of(
            "evaluate",
            plugged.tiny().images(),
            "--plugins",
            plugged.plugins(),
            "--metrics",
            "one");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errorLines()).last().isEqualTo("plugin " + jar + ", metric one: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return new Engine( | if (true) return null; return new Engine( | start(...) gave null;"
            + " expected an object",
        "return \"DJL, called NAME\"; | return null; | description() gave null; expected an"
            + " object",
        "return inner.newVariables(); | return null; | newVariables() gave null; expected an"
            + " object",
        "return new Compiled(inner.compile(definition, variables)); | return null; | compile(...)"
            + " gave null; expected an object",
        "return inner.train(inputs, update); | return null; | train(...) gave null; expected an"
            + " object",
      })
  void holdsEnginesToTheirInterface(String replaced, String code, String problem)
      throws IOException {
    Path jar =
        TestEngine.jar(plugged.plugins(), "mine", Map.of(replaced.replace("NAME", "mine"), code));

    assertThat(failure(plugged.with("train", "--backend", "mine", "--steps", 1)))
        .isEqualTo("plugin " + jar + ", backend mine: " + problem);
  }
}
