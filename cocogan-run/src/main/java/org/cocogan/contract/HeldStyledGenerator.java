package org.cocogan.contract;

import org.cocogan.model.NetworkScope;
import org.cocogan.model.StyledGenerator;
import org.cocogan.tensor.Tensor;

/** A generator whose styles, too, have the dimension that it says. */
final class HeldStyledGenerator extends HeldGenerator implements StyledGenerator {
  private final NetworkContract promises;
  private final StyledGenerator inner;

  HeldStyledGenerator(NetworkContract promises, StyledGenerator inner) {
    super(promises, inner);
    this.promises = promises;
    this.inner = inner;
  }

  @Override
  public int styleDimension() {
    return inner.styleDimension();
  }

  @Override
  public Tensor style(Tensor latent, Tensor coordinate, NetworkScope scope) {
    return promises.shaped(
        "style(...)",
        inner.style(latent, coordinate, scope),
        latent.shape().dimension(0),
        styleDimension());
  }

  @Override
  public Tensor draw(Tensor style, NetworkScope scope) {
    return patches("draw(...)", inner.draw(style, scope), style);
  }
}
