package org.cocogan.released;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cocogan.CocoGanException;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.train.Player;

/** COCO-GAN's networks and their players' moments, as the released TensorFlow code stores them. */
public final class ReleasedNetworks {
  /** Where its networks' variables are; the rest are counters, and a score without a name. */
  private static final Pattern OF_A_NETWORK =
      Pattern.compile(
          "(G_generator|D_discriminator|GD_spatial_prediction_head|Q_content_prediction_head)/.*");

  private static final Pattern MOMENT = Pattern.compile(".*/Adam(_\\d+)?");

  private final List<Parameter> parameters;
  private final List<ReleasedVariable> variables = new ArrayList<>();

  /**
   * Names the tensors of networks with these parameters.
   *
   * @throws CocoGanException if they are not those of the generator and the discriminator {@code
   *     cocogan}
   */
  public ReleasedNetworks(List<Parameter> parameters) {
    this.parameters = parameters;
    for (Parameter parameter : parameters) {
      variables.add(
          ReleasedVariable.of(parameter)
              .orElseThrow(
                  () ->
                      new CocoGanException(
                          "the released code has the networks cocogan alone, and in them no "
                              + parameter.name()
                              + "; choose model_params.generator and discriminator cocogan")));
    }
  }

  /**
   * What keeps a checkpoint from being that of these networks: variables of networks that are
   * missing, of another shape, or too many.
   *
   * @param stored the shapes of its variables by name
   * @return a line for each; empty if all is as it should be
   */
  public List<String> problems(Map<String, Shape> stored) {
    return StoredParameter.problems(
        variables,
        stored,
        name -> !OF_A_NETWORK.matcher(name).matches() || MOMENT.matcher(name).matches());
  }

  /** Every parameter's value, by our names. */
  public Map<String, HostArray> values(Function<String, HostArray> stored) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    for (ReleasedVariable variable : variables) {
      values.put(variable.parameter().name(), variable.read(stored.apply(variable.name())));
    }
    return values;
  }

  /** Every variable's value, as the released code stores it, by its names there. */
  public Map<String, HostArray> written(Function<String, HostArray> ours) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    for (ReleasedVariable variable : variables) {
      values.put(variable.name(), variable.written(ours.apply(variable.parameter().name())));
    }
    return values;
  }

  /**
   * The moments of a player's optimiser, by our names.
   *
   * @param names of all variables that are stored
   * @return empty unless those of all that the player trains are there
   */
  public Optional<Map<String, HostArray>> moments(
      Player player, Set<String> names, Function<String, HostArray> stored) {
    Map<String, HostArray> moments = new LinkedHashMap<>();
    for (Slot slot : slots(player)) {
      if (!names.contains(slot.theirs())) {
        return Optional.empty();
      }
      moments.put(slot.ours(), slot.variable().read(stored.apply(slot.theirs())));
    }
    return Optional.of(moments);
  }

  /**
   * The moments of a player's optimiser as the released code stores them, with the powers of its
   * decays.
   *
   * @param updates that the player has taken
   * @param decays β₁ and β₂
   * @param names of all our variables
   * @return by the names there; empty unless those of all that the player trains are there
   */
  public Optional<Map<String, HostArray>> writtenMoments(
      Player player,
      long updates,
      double[] decays,
      Set<String> names,
      Function<String, HostArray> ours) {
    Map<String, HostArray> moments = new LinkedHashMap<>();
    for (Slot slot : slots(player)) {
      if (!names.contains(slot.ours())) {
        return Optional.empty();
      }
      moments.put(slot.theirs(), slot.variable().written(ours.apply(slot.ours())));
    }
    for (int i = 0; i < decays.length; i++) {
      double power = Math.pow(decays[i], updates + 1.0);
      moments.put(
          scope(player) + "beta" + (i + 1) + "_power" + number(optimiser(player)),
          HostArray.scalar((float) power));
    }
    return Optional.of(moments);
  }

  /** A moment of a variable: what it is called, ours and there. */
  private record Slot(ReleasedVariable variable, String ours, String theirs) {}

  private List<Slot> slots(Player player) {
    AdamUpdate ours = new AdamUpdate(player.moments(), 1, 0, 0, 0, 1);
    Set<String> trained = Set.copyOf(player.trained(parameters));
    List<Slot> slots = new ArrayList<>();
    for (ReleasedVariable variable : variables) {
      String name = variable.parameter().name();
      if (trained.contains(name)) {
        slots.add(new Slot(variable, ours.firstMoment(name), slot(player, variable.name(), 0)));
        slots.add(new Slot(variable, ours.secondMoment(name), slot(player, variable.name(), 1)));
      }
    }
    return slots;
  }

  /**
   * The variable of a moment: the optimisers name theirs in the order G, D, and both train the
   * spatial head.
   */
  private static String slot(Player player, String variable, int moment) {
    boolean second = player == Player.DISCRIMINATOR && variable.startsWith("GD_");
    return scope(player) + variable + "/Adam" + number(moment + (second ? 2 : 0));
  }

  private static String scope(Player player) {
    return player.extrapolates() ? "extrap_optim/" : "";
  }

  /** The number of a player's optimiser among those of its scope, in the order they are made. */
  private static int optimiser(Player player) {
    return switch (player) {
      case GENERATOR, EXTRAPOLATED_GENERATOR -> 0;
      case DISCRIMINATOR, EXTRAPOLATED_DISCRIMINATOR -> 1;
      case CONTENT -> 2;
    };
  }

  /** How a name goes on that is not the first of its kind. */
  private static String number(int number) {
    return number == 0 ? "" : "_" + number;
  }
}
