package org.cocogan.network.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.cocogan.checkpoint.SafeTensors;
import org.cocogan.engine.WithEngine;
import org.cocogan.model.Discriminator;
import org.cocogan.model.Generator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.StepScope;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether the networks compute what plain PyTorch computes in double precision: outputs, gradients
 * and running statistics, from {@code tools/fixtures/make_baseline_networks.py}.
 *
 * <p>A tensor passes if its distance from the golden one is at most 5e-4 of the golden norm plus
 * 5e-5·√elements; a gradient, at most 5e-4 of the golden norm plus 1e-5 of the largest gradient
 * norm.
 */
class BaselineNetworksTest extends WithEngine {
  private static final Size IMAGE = new Size(16, 16);

  @TempDir Path folder;
  private Map<String, HostArray> golden = Map.of();

  @ParameterizedTest
  @CsvSource({"dcgan, 4", "wgan-gp, 2"})
  void computeWhatPyTorchComputes(String name, int width) throws IOException {
    golden = vectors(name);
    ModelSettings settings = settings(width);
    Generator generator =
        name.equals("dcgan") ? new DcganGenerator(settings) : new WganGpGenerator(settings);
    Discriminator discriminator =
        name.equals("dcgan") ? new DcganDiscriminator(settings) : new WganGpDiscriminator(settings);

    check(
        "g",
        "latent",
        generator.parameters(),
        (latent, scope) -> generator.generate(latent, latent.slice(1, 0, 2), scope));
    check(
        "d",
        "image",
        discriminator.parameters(),
        (image, scope) -> discriminator.realness(discriminator.features(image, scope), scope));
  }

  private static ModelSettings settings(int width) {
    return new ModelSettings(
        new PatchLayout(IMAGE, IMAGE, IMAGE),
        3,
        LatentSpace.uniform(5),
        2,
        width,
        width,
        0,
        0,
        1,
        Variant.PAPER);
  }

  /** The image is given a gradient, the latent vectors are not. */
  private void check(
      String player,
      String given,
      List<Parameter> parameters,
      BiFunction<Tensor, StepScope, Tensor> network) {
    Set<String> trained = new TreeSet<>(Set.of(given));
    variables.set(given, golden(given));
    for (Parameter parameter : parameters) {
      String name = parameter.name();
      HostArray value = golden((parameter.trained() ? "weight/" : "state/") + name);
      assertThat(parameter.shape()).as(name).isEqualTo(value.shape());
      variables.set(name, value);
      if (parameter.trained()) {
        trained.add(name);
      }
    }
    near(
        player + "/inference",
        output(
            scope ->
                network.apply(
                    scope.variable(given), StepScope.inference(scope, UnaryOperator.identity()))));
    outputs(
            program -> {
              StepScope scope = StepScope.training(program);
              Map<String, Tensor> outputs = new LinkedHashMap<>();
              outputs.put(player + "/output", network.apply(program.variable(given), scope));
              parameters.stream()
                  .filter(parameter -> !parameter.trained())
                  .map(Parameter::name)
                  .forEach(name -> outputs.put(player + "/after/" + name, scope.state(name)));
              return outputs;
            })
        .forEach(this::near);
    String prefix = player + "/gradient/";
    trained.removeIf(name -> !golden.containsKey(prefix + name));
    nearGradients(
        prefix,
        gradients(
            trained,
            program ->
                network
                    .apply(program.variable(given), StepScope.training(program))
                    .multiply(program.constant(golden(player + "_direction")))
                    .sum()));
  }

  private void nearGradients(String prefix, Map<String, HostArray> gradients) {
    Set<String> expected = new TreeSet<>();
    double largest = 0;
    for (Map.Entry<String, HostArray> entry : golden.entrySet()) {
      if (entry.getKey().startsWith(prefix)) {
        expected.add(entry.getKey().substring(prefix.length()));
        largest = Math.max(largest, norm(entry.getValue().values()));
      }
    }
    assertThat(gradients.keySet()).isEqualTo(expected);
    double floor = 1e-5 * largest;
    gradients.forEach((name, ours) -> near(prefix + name, ours, floor));
  }

  private void near(String name, HostArray ours) {
    near(name, ours, 5e-5 * Math.sqrt(ours.values().length));
  }

  private void near(String name, HostArray ours, double floor) {
    HostArray wanted = golden(name);
    assertThat(ours.shape()).as("shape of " + name).isEqualTo(wanted.shape());
    float[] difference = new float[ours.values().length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = ours.values()[i] - wanted.values()[i];
    }
    assertThat(norm(difference))
        .as("distance of " + name)
        .isLessThanOrEqualTo(5e-4 * norm(wanted.values()) + floor);
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private HostArray golden(String name) {
    return Objects.requireNonNull(golden.get(name), name);
  }

  private Map<String, HostArray> vectors(String name) throws IOException {
    Path copy = folder.resolve("vectors");
    try (InputStream in =
        Objects.requireNonNull(
            BaselineNetworksTest.class.getResourceAsStream(name + ".safetensors"))) {
      Files.copy(in, copy);
    }
    return SafeTensors.read(copy).tensors();
  }
}
