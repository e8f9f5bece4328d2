package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.cocogan.checkpoint.SafeTensors;
import org.cocogan.exact.Product;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.loss.GradientPenalty;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Variant;
import org.cocogan.patch.Merger;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.StepPrograms;
import org.cocogan.train.StepScope;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks that a backend reproduces the reference's numbers: outputs, losses, gradients, and weights
 * and state after a step of the discriminator and one of the generator.
 *
 * <p>The vectors are the safetensors files of the folder that the system property {@code
 * cocogan.reference} names; the project's own otherwise. A tensor passes if its distance from the
 * golden one is at most 5e-4 of the golden norm plus 5e-5·√elements; a gradient, at most 5e-4 of
 * the golden norm plus 1e-5 of the largest gradient norm of the step.
 */
public abstract class ReferenceVectors {
  private static final List<String> BUNDLED =
      List.of(
          "official-euclidean",
          "paper-euclidean",
          "paper-cylindrical-4x4",
          "official-rectangles",
          "paper-rectangles");
  private static final Map<String, String> GOLDEN_NAMES =
      Map.of(
          "micro_patches", "fake_micro",
          "macro_patches", "fake_macro",
          "realness_fake", "d_fake",
          "realness_real", "d_real",
          "coordinate_fake", "coord_fake",
          "coordinate_real", "coord_real",
          "coordinate_loss", "coord_loss",
          "penalty", "gp",
          "slopes", "slopes",
          "loss", "loss");

  /** Starts the backend under test. */
  protected abstract Backend start();

  /** The merger of the project's coordinate module. */
  protected abstract Merger merger();

  @TestFactory
  Stream<DynamicTest> reproducesTheReference() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files()) {
      tests.add(
          DynamicTest.dynamicTest(
              String.valueOf(file.getFileName()),
              () -> {
                try (Backend backend = start();
                    Case vectors = new Case(backend, SafeTensors.read(file))) {
                  vectors.check();
                }
              }));
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static List<Path> files() throws IOException {
    String folder = System.getProperty("cocogan.reference", "");
    if (!folder.isEmpty()) {
      try (Stream<Path> entries = Files.list(Path.of(folder))) {
        return entries.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList();
      }
    }
    Path copies = Files.createTempDirectory("reference");
    List<Path> files = new ArrayList<>();
    for (String name : BUNDLED) {
      Path copy = copies.resolve(name + ".safetensors");
      try (var in =
          ReferenceVectors.class.getResourceAsStream("reference/" + name + ".safetensors")) {
        if (in == null) {
          throw new IllegalStateException("the reference vectors " + name + " are missing");
        }
        Files.copy(in, copy);
      }
      copy.toFile().deleteOnExit();
      files.add(copy);
    }
    copies.toFile().deleteOnExit();
    return files;
  }

  /** A file of vectors against one backend. */
  private final class Case implements AutoCloseable {
    private final Backend backend;
    private final Map<String, HostArray> golden;
    private final JsonNode config;
    private final Networks networks;
    private final Variables variables;
    private final int batch;

    Case(Backend backend, SafeTensors file) {
      this.backend = backend;
      this.golden = file.tensors();
      this.config = json(file.metadata().getOrDefault("config", "{}"));
      this.batch = golden("batch/z").shape().dimension(0);
      this.networks = networks();
      this.variables = backend.newVariables();
      golden.forEach(
          (name, value) -> {
            if (name.startsWith("weight/") || name.startsWith("state/")) {
              variables.set(name.substring(name.indexOf('/') + 1), value);
            }
          });
    }

    void check() {
      assertThat(variables.names())
          .as("names of weights and state")
          .containsExactlyInAnyOrderElementsOf(
              networks.parameters().stream().map(parameter -> parameter.name()).toList());
      step(Player.DISCRIMINATOR, "dlr");
      step(Player.GENERATOR, "glr");
      inference();
    }

    private void step(Player player, String rate) {
      String prefix = player.label() + "/";
      ProgramDefinition definition = programs().of(player);
      AdamUpdate update =
          new AdamUpdate(
              player.moments(),
              1,
              number(rate),
              number("beta1"),
              number("beta2"),
              number("adam_epsilon"));
      try (Program program = backend.compile(definition, variables)) {
        Map<String, HostArray> gradients = program.gradients(inputs());
        assertThat(gradients.keySet()).isEqualTo(namesWith(prefix + "grad/"));
        double largest =
            namesWith(prefix + "grad/").stream()
                .mapToDouble(name -> norm(golden(prefix + "grad/" + name)))
                .max()
                .orElseThrow();
        gradients.forEach(
            (name, ours) -> near(prefix + "grad/" + name, ours, golden -> 1e-5 * largest));
        Map<String, HostArray> outputs = program.train(inputs(), update);
        for (String name : namesWith(prefix + "out/")) {
          String own =
              GOLDEN_NAMES.entrySet().stream()
                  .filter(entry -> entry.getValue().equals(name))
                  .map(Map.Entry::getKey)
                  .findFirst()
                  .orElseThrow();
          HostArray ours = outputs.get(own);
          assertThat(ours).as("output " + own).isNotNull();
          near(prefix + "out/" + name, ours);
        }
        for (String kind : List.of("weight/", "state/")) {
          String after = prefix + "after/" + kind;
          namesWith(after).forEach(name -> near(after + name, variables.get(name)));
        }
      }
    }

    private void inference() {
      HostArray coordinates = golden("batch/micro_coord");
      int dimension = coordinates.shape().dimension(1);
      Map<String, HostArray> inputs = new LinkedHashMap<>();
      inputs.put("latent", golden("batch/z"));
      inputs.put(
          "coordinate",
          new HostArray(
              Shape.of(batch, dimension),
              Arrays.copyOf(coordinates.values(), Product.of(batch, dimension))));
      inputs.put("real", golden("batch/real"));
      inputs.put("macro_coordinate", golden("batch/macro_coord"));
      Map<String, Shape> shapes = new LinkedHashMap<>();
      inputs.forEach((name, value) -> shapes.put(name, value.shape()));
      ProgramDefinition definition =
          new ProgramDefinition(
              "inference",
              shapes,
              Set.of(),
              program -> {
                StepScope scope = StepScope.inference(program, name -> name);
                Tensor features = networks.discriminator().features(program.input("real"), scope);
                return ProgramResult.of(
                    Map.of(
                        "patch",
                        networks
                            .generator()
                            .generate(program.input("latent"), program.input("coordinate"), scope),
                        "d_real",
                        networks
                            .discriminator()
                            .realness(features, program.input("macro_coordinate"), scope),
                        "content",
                        networks.discriminator().latent(features, scope)));
              });
      try (Program program = backend.compile(definition, variables)) {
        program.run(inputs).forEach((name, ours) -> near("inference/" + name, ours));
      }
    }

    private Map<String, HostArray> inputs() {
      Map<String, HostArray> inputs = new LinkedHashMap<>();
      inputs.put("latent", golden("batch/z"));
      inputs.put("real", golden("batch/real"));
      inputs.put("micro_coordinate", golden("batch/micro_coord"));
      inputs.put("macro_coordinate", golden("batch/macro_coord"));
      inputs.put("mixing", golden("batch/alpha"));
      return inputs;
    }

    private StepPrograms programs() {
      Objective objective =
          new Objective(
              AdversarialLoss.WASSERSTEIN,
              Optional.of(new GradientPenalty(number("gp_lambda"), variant())),
              number("coord_loss_w"),
              0);
      return new StepPrograms(networks, objective, batch, true);
    }

    private Networks networks() {
      Size macro = size("macro");
      ModelSettings settings =
          new ModelSettings(
              new PatchLayout(macro, macro, size("micro")),
              config.path("channels").asInt(),
              LatentSpace.uniform(config.path("z_dim").asInt()),
              config.path("spatial_dim").asInt(),
              config.path("ngf_base").asInt(),
              config.path("ndf_base").asInt(),
              config.path("g_extra_layers").asInt(),
              config.path("d_extra_layers").asInt(),
              config.path("aux_dim").asInt(),
              variant());
      return new Networks(
          settings,
          ServiceLoader.load(GeneratorProvider.class).findFirst().orElseThrow().create(settings),
          ServiceLoader.load(DiscriminatorProvider.class)
              .findFirst()
              .orElseThrow()
              .create(settings),
          merger());
    }

    /** One side of a square, or height and width. */
    private Size size(String key) {
      JsonNode side = config.path(key);
      return side.isArray()
          ? new Size(side.path(0).asInt(), side.path(1).asInt())
          : new Size(side.asInt(), side.asInt());
    }

    private Variant variant() {
      return Variant.valueOf(config.path("variant").asText().toUpperCase(Locale.ROOT));
    }

    private double number(String key) {
      return config.path(key).asDouble();
    }

    private HostArray golden(String name) {
      HostArray array = golden.get(name);
      assertThat(array).as("golden tensor " + name).isNotNull();
      return array;
    }

    private Set<String> namesWith(String prefix) {
      Set<String> names = new TreeSet<>();
      for (String name : golden.keySet()) {
        if (name.startsWith(prefix)) {
          names.add(name.substring(prefix.length()));
        }
      }
      return names;
    }

    private void near(String name, HostArray ours) {
      near(name, ours, golden -> 5e-5 * Math.sqrt(golden.values().length));
    }

    private void near(String name, HostArray ours, ToDoubleFunction<HostArray> floor) {
      HostArray wanted = golden(name);
      assertThat(ours.shape()).as("shape of " + name).isEqualTo(wanted.shape());
      float[] difference = new float[wanted.values().length];
      for (int i = 0; i < difference.length; i++) {
        difference[i] = ours.values()[i] - wanted.values()[i];
      }
      assertThat(norm(new HostArray(wanted.shape(), difference)))
          .as("distance of %s from a golden norm of %g", name, norm(wanted))
          .isLessThanOrEqualTo(5e-4 * norm(wanted) + floor.applyAsDouble(wanted));
    }

    @Override
    public void close() {
      variables.close();
    }
  }

  private static double norm(HostArray array) {
    double sum = 0;
    for (float value : array.values()) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
