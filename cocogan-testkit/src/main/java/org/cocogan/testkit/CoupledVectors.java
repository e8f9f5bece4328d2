package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.cocogan.checkpoint.SafeTensors;
import org.cocogan.loss.AdversarialLoss;
import org.cocogan.model.DiscriminatorProvider;
import org.cocogan.model.GeneratorProvider;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Variant;
import org.cocogan.patch.Merger;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.random.Distribution;
import org.cocogan.render.CompiledGenerator;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.cocogan.train.Networks;
import org.cocogan.train.Objective;
import org.cocogan.train.Player;
import org.cocogan.train.StepPrograms;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that a backend computes what the coupled networks compute in plain PyTorch: outputs,
 * losses and gradients of both players' steps, and pairs drawn with running statistics. {@code
 * tools/fixtures/coupled_networks.py} wrote the vectors.
 *
 * <p>A tensor passes if its distance from the golden one is at most 5e-4 of the golden norm plus
 * 5e-5·√elements; a gradient, at most 5e-4 of the golden norm plus 1e-5 of the largest gradient
 * norm of the step.
 */
public abstract class CoupledVectors {
  private static final Map<String, AdversarialLoss> LOSSES =
      Map.of("least_squares", AdversarialLoss.LEAST_SQUARES, "logistic", AdversarialLoss.LOGISTIC);

  @TempDir private Path folder;

  /** Starts the backend under test. */
  protected abstract Backend start();

  /** The merger of the project's coordinate module. */
  protected abstract Merger merger();

  @ParameterizedTest
  @ValueSource(strings = {"coupled", "coupled-digits"})
  void reproducesPlainPyTorch(String system) throws IOException {
    SafeTensors vectors = read(system);
    JsonNode config = new ObjectMapper().readTree(vectors.metadata().getOrDefault("config", "{}"));
    Map<String, HostArray> golden = new TreeMap<>(vectors.tensors());
    Networks networks = networks(config);
    StepPrograms programs =
        new StepPrograms(
            networks,
            new Objective(
                Optional.ofNullable(LOSSES.get(config.path("adversarial_loss").asText()))
                    .orElseThrow(),
                Optional.empty(),
                0,
                0),
            config.path("batch").asInt(),
            true);
    try (Backend backend = start();
        Variables variables = backend.newVariables()) {
      setAll(networks, golden, variables);
      checkStep(Player.DISCRIMINATOR, programs, golden, backend, variables);
      setAll(networks, golden, variables);
      checkStep(Player.GENERATOR, programs, golden, backend, variables);
      setAll(networks, golden, variables);
      checkDrawing(networks, golden, backend, variables);
    }
  }

  private SafeTensors read(String system) throws IOException {
    Path copy = folder.resolve(system);
    try (InputStream in =
        CoupledVectors.class.getResourceAsStream("coupled/" + system + ".safetensors")) {
      if (in == null) {
        throw new IllegalStateException("the vectors of " + system + " are missing");
      }
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return SafeTensors.read(copy);
  }

  private Networks networks(JsonNode config) {
    Size pair = new Size(config.path("height").asInt(), config.path("width").asInt());
    ModelSettings settings =
        new ModelSettings(
            new PatchLayout(pair, pair, pair),
            config.path("channels").asInt(),
            new LatentSpace(config.path("z_dim").asInt(), Distribution.NORMAL),
            2,
            config.path("ngf_base").asInt(),
            config.path("ndf_base").asInt(),
            0,
            0,
            1,
            Variant.OFFICIAL);
    String system = config.path("system").asText();
    return new Networks(
        settings,
        named(GeneratorProvider.class, provider -> provider.name().equals(system)).create(settings),
        named(DiscriminatorProvider.class, provider -> provider.name().equals(system))
            .create(settings),
        merger());
  }

  private static <P> P named(Class<P> type, Predicate<P> condition) {
    return ServiceLoader.load(type).stream()
        .map(ServiceLoader.Provider::get)
        .filter(condition)
        .findFirst()
        .orElseThrow();
  }

  private static void setAll(
      Networks networks, Map<String, HostArray> golden, Variables variables) {
    Map<String, HostArray> given = below("weight/", golden);
    given.putAll(below("state/", golden));
    networks
        .parameters()
        .forEach(
            parameter -> {
              // The discriminator's running statistics take no part in training passes.
              HostArray value =
                  given.getOrDefault(parameter.name(), HostArray.filled(parameter.shape(), 0));
              assertThat(parameter.trained())
                  .as("whether %s is trained", parameter.name())
                  .isEqualTo(golden.containsKey("weight/" + parameter.name()));
              variables.set(parameter.name(), value);
            });
    assertThat(variables.names()).containsAll(given.keySet());
  }

  private static void checkStep(
      Player player,
      StepPrograms programs,
      Map<String, HostArray> golden,
      Backend backend,
      Variables variables) {
    Map<String, HostArray> inputs = inputs(programs, golden);
    AdamUpdate update = new AdamUpdate(player.moments(), 1, 0, 0, 0.9, 1);
    try (Program program = backend.compile(programs.of(player), variables)) {
      Map<String, HostArray> wanted = below(player.label() + "/grad/", golden);
      Map<String, HostArray> gradients = program.gradients(inputs);
      assertThat(gradients.keySet()).isEqualTo(wanted.keySet());
      double largest = wanted.values().stream().mapToDouble(CoupledVectors::norm).max().orElse(0);
      wanted.forEach(
          (name, value) -> near("gradient " + name, gradients, name, value, 1e-5 * largest));
      Map<String, HostArray> outputs = program.train(inputs, update);
      below(player.label() + "/out/", golden)
          .forEach((name, value) -> near(player.label() + " " + name, outputs, name, value));
    }
  }

  private static Map<String, HostArray> inputs(
      StepPrograms programs, Map<String, HostArray> golden) {
    Map<String, HostArray> given = below("batch/", golden);
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    programs
        .inputs()
        .shapes()
        .forEach(
            (name, shape) ->
                inputs.put(name, given.getOrDefault(name, HostArray.filled(shape, 0))));
    assertThat(inputs.keySet()).containsAll(given.keySet());
    return inputs;
  }

  private static void checkDrawing(
      Networks networks, Map<String, HostArray> golden, Backend backend, Variables variables) {
    HostArray latent = below("batch/", golden).getOrDefault("latent", HostArray.scalar(0));
    int batch = latent.shape().dimension(0);
    Map<String, HostArray> inputs =
        Map.of("latent", latent, "coordinate", HostArray.filled(Shape.of(batch, 2), 0));
    try (Program program =
        backend.compile(
            CompiledGenerator.definition(
                networks.generator(), networks.settings(), batch, name -> name),
            variables)) {
      below("inference/pair", golden)
          .forEach((rest, value) -> near("drawn pair", program.run(inputs), "micro_patch", value));
    }
  }

  /** What names begin with a prefix, without it. */
  private static Map<String, HostArray> below(String prefix, Map<String, HostArray> golden) {
    Map<String, HostArray> below = new TreeMap<>();
    golden.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            below.put(name.substring(prefix.length()), value);
          }
        });
    assertThat(below).as("golden tensors " + prefix).isNotEmpty();
    return below;
  }

  private static void near(
      String what, Map<String, HostArray> ours, String name, HostArray golden) {
    near(what, ours, name, golden, 5e-5 * Math.sqrt(golden.values().length));
  }

  private static void near(
      String what, Map<String, HostArray> ours, String name, HostArray golden, double floor) {
    HostArray own = Closeness.find(ours, name);
    assertThat(own.shape()).as("shape of " + what).isEqualTo(golden.shape());
    float[] difference = new float[golden.values().length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = own.values()[i] - golden.values()[i];
    }
    assertThat(norm(new HostArray(golden.shape(), difference)))
        .as("distance of %s from a golden norm of %g", what, norm(golden))
        .isLessThanOrEqualTo(5e-4 * norm(golden) + floor);
  }

  private static double norm(HostArray array) {
    double sum = 0;
    for (float value : array.values()) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
