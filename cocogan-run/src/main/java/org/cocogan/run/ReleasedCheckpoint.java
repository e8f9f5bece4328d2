package org.cocogan.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cocogan.CocoGanException;
import org.cocogan.experiment.Experiment;
import org.cocogan.model.Variant;
import org.cocogan.released.ReleasedNetworks;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.train.Networks;
import org.cocogan.train.Player;
import org.cocogan.weights.tensorflow.SavedPrefix;
import org.cocogan.weights.tensorflow.TensorBundle;

/**
 * A checkpoint that the authors' released TensorFlow code has saved, of an experiment's networks.
 */
public final class ReleasedCheckpoint {
  private final SavedPrefix saved;
  private final TensorBundle bundle;
  private final ReleasedNetworks networks;

  private ReleasedCheckpoint(SavedPrefix saved, TensorBundle bundle, ReleasedNetworks networks) {
    this.saved = saved;
    this.bundle = bundle;
    this.networks = networks;
  }

  /**
   * Opens a checkpoint and makes sure that all of the networks is in it.
   *
   * @throws CocoGanException with everything that is missing, misshapen or too many, or if its
   *     files are damaged
   */
  public static ReleasedCheckpoint open(
      SavedPrefix saved, Experiment experiment, Networks networks) {
    if (experiment.network().variant() != Variant.OFFICIAL) {
      throw new CocoGanException(
          "the weights of %s are of networks that divide by about the variance; they need"
                  .formatted(saved.path())
              + " model_params.variant official");
    }
    ReleasedNetworks released = new ReleasedNetworks(networks.parameters());
    TensorBundle bundle = TensorBundle.open(saved.path());
    Map<String, Shape> shapes = new TreeMap<>();
    bundle.names().forEach(name -> shapes.put(name, bundle.shape(name)));
    List<String> problems = released.problems(shapes);
    if (!problems.isEmpty()) {
      throw new CocoGanException(
          saved.path() + " is not of the networks that the configuration describes:", problems);
    }
    return new ReleasedCheckpoint(saved, bundle, released);
  }

  /** The weights and the carried state, by our names. */
  public Map<String, HostArray> networks() {
    return networks.values(bundle::read);
  }

  /**
   * The state that training goes on from.
   *
   * @param step steps that have been taken
   * @param moments of the optimisers, by our names
   */
  public record Training(long step, Map<String, HostArray> moments) {}

  /**
   * Where the training of these players goes on. The saver writes the step into the files' names,
   * and counts from zero: one more has been taken.
   *
   * @return empty unless the step and all moments of all players are there
   */
  public Optional<Training> training(Set<Player> players) {
    Map<String, HostArray> all = new LinkedHashMap<>();
    for (Player player : players) {
      Optional<Map<String, HostArray>> moments =
          networks.moments(player, bundle.names(), bundle::read);
      if (moments.isEmpty()) {
        return Optional.empty();
      }
      all.putAll(moments.get());
    }
    return saved.step().isEmpty()
        ? Optional.empty()
        : Optional.of(new Training(saved.step().getAsLong() + 1, all));
  }
}
