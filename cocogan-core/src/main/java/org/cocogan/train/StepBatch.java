package org.cocogan.train;

import java.util.Map;
import java.util.Optional;
import org.cocogan.tensor.HostArray;

/**
 * The inputs of one training step: both players get the same latent vectors and coordinates, and
 * real macro patches of their own at those coordinates (released code, {@code trainer.py}).
 *
 * @param discriminator inputs of the discriminator's step, as {@link StepPrograms} names them
 * @param generator inputs of the generator's and the content head's step
 * @param extrapolated inputs of the two players once more, with fakes from beyond the image's edges
 */
public record StepBatch(
    Map<String, HostArray> discriminator,
    Map<String, HostArray> generator,
    Optional<StepBatch> extrapolated) {
  /** Makes the inputs of a step without extrapolation. */
  public StepBatch(Map<String, HostArray> discriminator, Map<String, HostArray> generator) {
    this(discriminator, generator, Optional.empty());
  }

  /**
   * The inputs of a player.
   *
   * @throws IllegalStateException if it extrapolates and this batch does not
   */
  public Map<String, HostArray> of(Player player) {
    return switch (player) {
      case DISCRIMINATOR -> discriminator;
      case GENERATOR, CONTENT -> generator;
      case EXTRAPOLATED_DISCRIMINATOR -> beyond().discriminator();
      case EXTRAPOLATED_GENERATOR -> beyond().generator();
    };
  }

  private StepBatch beyond() {
    return extrapolated.orElseThrow(
        () -> new IllegalStateException("this batch has no fakes beyond the image's edges"));
  }
}
