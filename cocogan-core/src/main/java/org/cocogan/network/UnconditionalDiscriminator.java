package org.cocogan.network;

import org.cocogan.model.Discriminator;
import org.cocogan.model.NetworkScope;
import org.cocogan.tensor.Tensor;

/** Judges pictures wherever they belong, and predicts nothing of them. */
public abstract class UnconditionalDiscriminator implements Discriminator {
  @Override
  public final boolean predictsCoordinate() {
    return false;
  }

  @Override
  public final boolean predictsLatent() {
    return false;
  }

  @Override
  public final Tensor realness(Tensor features, Tensor condition, NetworkScope scope) {
    return realness(features, scope);
  }

  @Override
  public final Tensor coordinate(Tensor features, NetworkScope scope) {
    throw new UnsupportedOperationException("this discriminator predicts no coordinate");
  }

  @Override
  public final Tensor latent(Tensor features, NetworkScope scope) {
    throw new UnsupportedOperationException("this discriminator predicts no latent vector");
  }
}
