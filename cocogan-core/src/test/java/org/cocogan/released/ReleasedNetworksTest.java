package org.cocogan.released;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.network.CocoDiscriminatorProvider;
import org.cocogan.network.CocoGeneratorProvider;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.train.Player;
import org.junit.jupiter.api.Test;

/** Names that the released code gives are in {@link ReleasedVariableTest}. */
class ReleasedNetworksTest {
  private final List<Parameter> parameters = parameters();
  private final ReleasedNetworks networks = new ReleasedNetworks(parameters);
  private final Map<String, HostArray> stored = new TreeMap<>();

  private static List<Parameter> parameters() {
    PatchLayout layout = new PatchLayout(new Size(16, 16), new Size(8, 8), new Size(4, 4));
    ModelSettings settings =
        new ModelSettings(layout, 3, LatentSpace.uniform(4), 2, 2, 2, 1, 0, 3, Variant.OFFICIAL);
    return Stream.concat(
            new CocoGeneratorProvider().create(settings).parameters().stream(),
            new CocoDiscriminatorProvider().create(settings).parameters().stream())
        .toList();
  }

  /** Stores a value of each parameter, or a moment of it, under a name that is made of its own. */
  private void store(Set<String> names, String before, String after, float value) {
    for (Parameter parameter : parameters) {
      if (names.contains(parameter.name())) {
        ReleasedVariable variable = ReleasedVariable.of(parameter).orElseThrow();
        stored.put(before + variable.name() + after, HostArray.filled(variable.shape(), value));
      }
    }
  }

  private Set<String> trainedBy(Player player) {
    return Set.copyOf(player.trained(parameters));
  }

  private HostArray read(String name) {
    HostArray array = stored.get(name);
    if (array == null) {
      throw new AssertionError("there is no " + name);
    }
    return array;
  }

  private Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new TreeMap<>();
    stored.forEach((name, array) -> shapes.put(name, array.shape()));
    return shapes;
  }

  @Test
  void areAllThereInACheckpointWithCountersAndMoments() {
    store(everything(), "", "", 1);
    store(everything(), "", "/Adam_1", 2);
    stored.put("beta1_power", HostArray.scalar(0));
    stored.put("Variable", HostArray.scalar(300));
    stored.put("extrap_optim/G_generator/g_z_fc/w/Adam", HostArray.scalar(0));

    assertThat(networks.problems(shapes())).isEmpty();
    assertThat(networks.values(this::read)).hasSameSizeAs(parameters);
  }

  private Set<String> everything() {
    return Set.copyOf(parameters.stream().map(Parameter::name).toList());
  }

  @Test
  void sayWhatIsMissingMisshapenAndTooMuch() {
    store(everything(), "", "", 1);
    stored.remove("G_generator/g_last_bn/gamma");
    stored.put("D_discriminator/y_emb/w", HostArray.filled(Shape.of(3, 16), 0));
    stored.put("G_generator/g_resblock_7/g_resblock_conv_1/w", HostArray.filled(Shape.of(2), 0));

    assertThat(networks.problems(shapes()))
        .containsExactly(
            "G_generator/g_last_bn/gamma [8] is missing",
            "D_discriminator/y_emb/w is [3, 16] instead of [2, 16]",
            "G_generator/g_resblock_7/g_resblock_conv_1/w [2] is of no network here");
  }

  @Test
  void haveMomentsOfBothPlayersForTheSpatialHead() {
    store(trainedBy(Player.GENERATOR), "", "/Adam", 1);
    store(trainedBy(Player.GENERATOR), "", "/Adam_1", 2);
    storeMomentsOfTheDiscriminator();

    Map<String, HostArray> ofGenerator = moments(Player.GENERATOR);
    Map<String, HostArray> ofDiscriminator = moments(Player.DISCRIMINATOR);

    assertThat(value(ofGenerator, "adam/g/m/discriminator/spatial/fc1/weight")).isEqualTo(1);
    assertThat(value(ofGenerator, "adam/g/v/discriminator/spatial/fc1/weight")).isEqualTo(2);
    assertThat(value(ofGenerator, "adam/g/v/generator/fc/weight")).isEqualTo(2);
    assertThat(value(ofDiscriminator, "adam/d/m/discriminator/spatial/fc1/weight")).isEqualTo(3);
    assertThat(value(ofDiscriminator, "adam/d/v/discriminator/spatial/fc1/weight")).isEqualTo(4);
    assertThat(value(ofDiscriminator, "adam/d/m/discriminator/projection/weight")).isEqualTo(5);
    assertThat(value(ofDiscriminator, "adam/d/v/discriminator/projection/weight")).isEqualTo(6);
  }

  private void storeMomentsOfTheDiscriminator() {
    Set<String> body = new HashSet<>(trainedBy(Player.DISCRIMINATOR));
    Set<String> head = new HashSet<>(body);
    head.removeIf(name -> !name.contains("/spatial/"));
    body.removeAll(head);
    store(head, "", "/Adam_2", 3);
    store(head, "", "/Adam_3", 4);
    store(body, "", "/Adam", 5);
    store(body, "", "/Adam_1", 6);
  }

  @Test
  void haveMomentsOfPostTrainingInAScopeOfTheirOwn() {
    store(trainedBy(Player.EXTRAPOLATED_GENERATOR), "extrap_optim/", "/Adam", 1);
    store(trainedBy(Player.EXTRAPOLATED_GENERATOR), "extrap_optim/", "/Adam_1", 2);
    store(trainedBy(Player.EXTRAPOLATED_DISCRIMINATOR), "extrap_optim/", "/Adam", 3);
    store(trainedBy(Player.EXTRAPOLATED_DISCRIMINATOR), "extrap_optim/", "/Adam_1", 4);

    assertThat(
            value(
                moments(Player.EXTRAPOLATED_GENERATOR),
                "adam/g_extrapolated/v/generator/block1/conv1/weight"))
        .isEqualTo(2);
    assertThat(
            value(
                moments(Player.EXTRAPOLATED_DISCRIMINATOR),
                "adam/d_extrapolated/v/discriminator/spatial/fc2/bias"))
        .isEqualTo(4);
  }

  @Test
  void haveNoMomentsOfAPlayerOneOfWhoseIsMissing() {
    storeMomentsOfTheDiscriminator();
    stored.remove("GD_spatial_prediction_head/bn1/beta/Adam_3");

    assertThat(networks.moments(Player.DISCRIMINATOR, stored.keySet(), this::read)).isEmpty();
    assertThat(networks.moments(Player.CONTENT, stored.keySet(), this::read)).isEmpty();
  }

  private Map<String, HostArray> moments(Player player) {
    return networks.moments(player, stored.keySet(), this::read).orElseThrow();
  }

  private static float value(Map<String, HostArray> moments, String name) {
    HostArray array = moments.get(name);
    if (array == null) {
      throw new AssertionError("there is no " + name + " among " + moments.keySet());
    }
    float first = array.values()[0];
    float[] same = new float[array.values().length];
    Arrays.fill(same, first);
    assertThat(array.values()).containsExactly(same);
    return first;
  }
}
