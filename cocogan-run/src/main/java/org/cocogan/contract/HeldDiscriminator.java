package org.cocogan.contract;

import java.util.List;
import org.cocogan.model.Discriminator;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.RandomInput;
import org.cocogan.tensor.Tensor;

/** A discriminator whose judgements have the sizes that the settings ask for. */
record HeldDiscriminator(NetworkContract promises, Discriminator inner) implements Discriminator {
  @Override
  public List<Parameter> parameters() {
    return promises.parameters(inner.parameters());
  }

  @Override
  public boolean comparesBatch() {
    return inner.comparesBatch();
  }

  @Override
  public boolean predictsCoordinate() {
    return inner.predictsCoordinate();
  }

  @Override
  public boolean predictsLatent() {
    return inner.predictsLatent();
  }

  @Override
  public boolean judgesClasses() {
    return inner.judgesClasses();
  }

  @Override
  public List<RandomInput> random() {
    return promises.random(inner.random());
  }

  @Override
  public Tensor features(Tensor macroPatch, NetworkScope scope) {
    return promises.rows("features(...)", inner.features(macroPatch, scope), rows(macroPatch));
  }

  @Override
  public Tensor realness(Tensor features, NetworkScope scope) {
    return promises.rows("realness(...)", inner.realness(features, scope), rows(features));
  }

  @Override
  public Tensor realness(Tensor features, Tensor condition, NetworkScope scope) {
    return promises.rows(
        "realness(...)", inner.realness(features, condition, scope), rows(features));
  }

  @Override
  public Tensor coordinate(Tensor features, NetworkScope scope) {
    return promises.shaped(
        "coordinate(...)",
        inner.coordinate(features, scope),
        rows(features),
        promises.settings().coordinateDimension());
  }

  @Override
  public Tensor latent(Tensor features, NetworkScope scope) {
    return promises.shaped(
        "latent(...)",
        inner.latent(features, scope),
        rows(features),
        promises.settings().latentDimension());
  }

  private static int rows(Tensor tensor) {
    return tensor.shape().dimension(0);
  }
}
