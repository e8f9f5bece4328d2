package org.cocogan.released;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
   * The networks with these parameters.
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
    List<String> problems = new ArrayList<>();
    Set<String> surplus = new LinkedHashSet<>(stored.keySet());
    surplus.removeIf(
        name -> !OF_A_NETWORK.matcher(name).matches() || MOMENT.matcher(name).matches());
    for (ReleasedVariable variable : variables) {
      Shape shape = stored.get(variable.name());
      if (shape == null) {
        problems.add("%s %s is missing".formatted(variable.name(), variable.shape()));
      } else if (!shape.equals(variable.shape())) {
        problems.add("%s is %s instead of %s".formatted(variable.name(), shape, variable.shape()));
      }
      surplus.remove(variable.name());
    }
    surplus.forEach(
        name -> problems.add("%s %s is of no network here".formatted(name, stored.get(name))));
    return problems;
  }

  /** Every parameter's value, by our names. */
  public Map<String, HostArray> values(Function<String, HostArray> stored) {
    Map<String, HostArray> values = new LinkedHashMap<>();
    for (ReleasedVariable variable : variables) {
      values.put(variable.parameter().name(), variable.read(stored.apply(variable.name())));
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
    AdamUpdate ours = new AdamUpdate(player.moments(), 1, 0, 0, 0, 1);
    Set<String> trained = Set.copyOf(player.trained(parameters));
    Map<String, HostArray> moments = new LinkedHashMap<>();
    for (ReleasedVariable variable : variables) {
      String name = variable.parameter().name();
      if (trained.contains(name)) {
        String first = slot(player, variable.name(), 0);
        String second = slot(player, variable.name(), 1);
        if (!names.contains(first) || !names.contains(second)) {
          return Optional.empty();
        }
        moments.put(ours.firstMoment(name), variable.read(stored.apply(first)));
        moments.put(ours.secondMoment(name), variable.read(stored.apply(second)));
      }
    }
    return Optional.of(moments);
  }

  /**
   * The variable of a moment: the optimisers name theirs in the order G, D, and both train the
   * spatial head.
   */
  private static String slot(Player player, String variable, int moment) {
    boolean second = player == Player.DISCRIMINATOR && variable.startsWith("GD_");
    int number = moment + (second ? 2 : 0);
    return (player.extrapolates() ? "extrap_optim/" : "")
        + variable
        + (number == 0 ? "/Adam" : "/Adam_" + number);
  }
}
