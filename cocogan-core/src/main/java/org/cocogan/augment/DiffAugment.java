package org.cocogan.augment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * Random changes to every macro patch the discriminator sees, real and fake alike, which gradients
 * pass (Zhao et al., "Differentiable Augmentation for Data-Efficient GAN Training", 2020; ranges
 * and order as in the authors' code): colour, then translation, then cutout, as far as chosen.
 *
 * <p>Programs get the random numbers as inputs, named after the patches, such as {@code
 * real_cutout}; so an engine draws nothing. With nothing chosen there are no inputs, and patches
 * stay the tensors they are.
 */
public final class DiffAugment {
  /** The kinds of patches, each with draws of its own. */
  private static final List<String> KINDS = List.of("real", "fake");

  private final List<PatchChange> changes;

  /** Makes an augmentation of some, all or none of the changes. */
  public DiffAugment(Set<Augmentation> chosen) {
    this.changes = new TreeSet<>(chosen).stream().map(DiffAugment::change).toList();
  }

  private static PatchChange change(Augmentation augmentation) {
    return switch (augmentation) {
      case COLOUR -> new Colour();
      case TRANSLATION -> new Translation();
      case CUTOUT -> new Cutout();
    };
  }

  /**
   * The shape of each input.
   *
   * @param macroPatches [batch, channels, h, w]
   */
  public Map<String, Shape> inputs(Shape macroPatches) {
    Map<String, Shape> inputs = new LinkedHashMap<>();
    for (String kind : KINDS) {
      for (PatchChange change : changes) {
        change.inputs(macroPatches).forEach((name, shape) -> inputs.put(named(kind, name), shape));
      }
    }
    return inputs;
  }

  /**
   * The inputs of one player's step.
   *
   * @param macroPatches [batch, channels, h, w]
   * @param player ends the purpose of every random draw
   */
  public Map<String, HostArray> draw(Shape macroPatches, long seed, String player, long step) {
    Map<String, HostArray> inputs = new LinkedHashMap<>();
    for (String kind : KINDS) {
      for (PatchChange change : changes) {
        String purpose = change.name() + " of " + kind + " patches" + player;
        change
            .draw(macroPatches, CountedRandom.of(seed, purpose, step))
            .forEach((name, value) -> inputs.put(named(kind, name), value));
      }
    }
    return inputs;
  }

  /**
   * Changes real patches.
   *
   * @param macroPatches [batch, channels, h, w]
   * @return of the same shape
   */
  public Tensor real(Tensor macroPatches, ProgramScope program) {
    return apply("real", macroPatches, program);
  }

  /**
   * Changes fake patches.
   *
   * @param macroPatches [batch, channels, h, w]
   * @return of the same shape
   */
  public Tensor fake(Tensor macroPatches, ProgramScope program) {
    return apply("fake", macroPatches, program);
  }

  private Tensor apply(String kind, Tensor macroPatches, ProgramScope program) {
    Tensor changed = macroPatches;
    for (PatchChange change : changes) {
      changed = change.apply(changed, name -> program.input(named(kind, name)));
    }
    return changed;
  }

  private static String named(String kind, String input) {
    return kind + "_" + input;
  }
}
