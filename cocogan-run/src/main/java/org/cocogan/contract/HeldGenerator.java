package org.cocogan.contract;

import java.util.List;
import org.cocogan.model.Generator;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.RandomInput;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;
import org.cocogan.tensor.Tensor;

/** A generator whose patches have the size that the settings ask for. */
class HeldGenerator implements Generator {
  private final NetworkContract promises;
  private final Generator inner;

  HeldGenerator(NetworkContract promises, Generator inner) {
    this.promises = promises;
    this.inner = inner;
  }

  @Override
  public List<Parameter> parameters() {
    return promises.parameters(inner.parameters());
  }

  @Override
  public List<RandomInput> random() {
    return promises.random(inner.random());
  }

  @Override
  public boolean makesFullImages() {
    return inner.makesFullImages();
  }

  @Override
  public boolean makesRectangles() {
    return inner.makesRectangles();
  }

  @Override
  public PointGrid points(Grid patches) {
    return promises.contract().present("points(...)", inner.points(patches));
  }

  @Override
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    String call = "generate(...)";
    Tensor made = inner.generate(latent, coordinate, scope);
    return makesRectangles()
        ? promises.rectangles(call, made, latent.shape().dimension(0))
        : patches(call, made, latent);
  }

  Tensor patches(String call, Tensor made, Tensor from) {
    PatchLayout layout = promises.settings().layout();
    Size size = makesFullImages() ? layout.full() : layout.micro();
    return promises.shaped(
        call,
        made,
        from.shape().dimension(0),
        promises.settings().channels(),
        size.height(),
        size.width());
  }
}
