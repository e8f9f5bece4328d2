package org.cocogan.render;

import org.cocogan.tensor.HostArray;

/** What computes micro patches: a compiled generator, or a model that was exported from one. */
public interface PatchSource extends AutoCloseable {
  /**
   * Computes a batch of them.
   *
   * @param latents [batch, latent dimension], in [-1, 1]
   * @param coordinates [batch, coordinate dimension]
   * @return [batch, channels, h, w], in [-1, 1]
   */
  HostArray patches(HostArray latents, HostArray coordinates);

  @Override
  void close();
}
