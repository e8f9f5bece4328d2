package org.cocogan.train;

import java.util.Map;
import org.cocogan.tensor.HostArray;

/**
 * What one training step is fed: both players get the same latent vectors and coordinates, and real
 * macro patches of their own at those coordinates (released code, {@code trainer.py}).
 *
 * @param discriminator inputs of the discriminator's step, as {@link StepPrograms} names them
 * @param generator inputs of the generator's and the content head's step
 */
public record StepBatch(Map<String, HostArray> discriminator, Map<String, HostArray> generator) {}
