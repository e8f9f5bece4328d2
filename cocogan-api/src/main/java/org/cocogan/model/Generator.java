package org.cocogan.model;

import java.util.List;
import org.cocogan.tensor.Tensor;

/**
 * Makes micro patches from latent vectors and coordinates.
 *
 * <p>A generator is a function over tensors and holds no values: its parameters live with an
 * engine, are initialised from {@link #parameters()}, and are read through the scope. It must treat
 * the patches of a batch alike, whatever image they belong to, and use running statistics when the
 * scope is not training, so that a patch made alone is the patch made among others.
 */
public interface Generator {
  /** Every parameter it reads; names begin with {@code generator/}. */
  List<Parameter> parameters();

  /**
   * Makes one micro patch for each row.
   *
   * @param latent [patches, latent dimension], in [-1, 1]
   * @param coordinate [patches, coordinate dimension]
   * @return [patches, channels, micro height, micro width], in [-1, 1]
   */
  Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope);
}
