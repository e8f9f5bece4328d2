package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cocogan.cli.PluggedExperiment.failure;

import java.io.IOException;
import java.nio.file.Path;
import org.cocogan.dataset.CropperProvider;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.patch.MergerProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks, mergers and croppers of plugins, of which some do not keep what is promised. */
class NetworkContractTest {
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
    Path jar = plugged.jar(GeneratorProvider.class, "GreyProvider", GENERATOR, replaced, code);

    for (String command : new String[] {"check", "train"}) {
      assertThat(failure(plugged.with(command, "--set", "model_params.generator=grey")))
          .isEqualTo("plugin " + jar + ", generator grey: " + problem);
    }
  }

  @Test
  void refusesAGeneratorThatChoosesByMoreThanTensors() throws IOException {
    plugged.jar(
        GeneratorProvider.class,
        "GreyProvider",
        GENERATOR,
        "return scope.weight(\"generator/shade\")",
        "return scope.weight(\"generator/shade\").add((float) Math.random())");

    for (String command : new String[] {"check", "train"}) {
      assertThat(failure(plugged.with(command, "--set", "model_params.generator=grey")))
          .isEqualTo(
              "the generator grey computes something else when it is called again, and a graph"
                  + " holds one computation: it must declare what is random in random(), and choose"
                  + " by masks instead of branches");
    }
  }

  @Test
  void namesTheJarThatKeepsATensorForTheNextProgram() throws IOException {
    Path jar =
        plugged.jar(
            GeneratorProvider.class,
            "GreyProvider",
            GENERATOR,
            "public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {",
            "Tensor kept;\n public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope"
                + " scope) {\n if (kept == null) kept = latent; latent = latent.add(kept);");

    assertThat(failure(plugged.with("check", "--set", "model_params.generator=grey")))
        .startsWith("plugin " + jar + " failed: ")
        .contains(
            "belongs to another program: a network may keep no tensor from one call to the next,"
                + " nor read its values at com.example.GreyProvider$1.generate (");
  }

  @Test
  void namesTheJarThatReadsAParameterThatItDoesNotDeclare() throws IOException {
    Path jar =
        plugged.jar(
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
    Path jar =
        plugged.jar(DiscriminatorProvider.class, "MeanProvider", DISCRIMINATOR, replaced, code);

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
    Path jar = plugged.jar(MergerProvider.class, "MineProvider", MERGER, replaced, code);

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
}
