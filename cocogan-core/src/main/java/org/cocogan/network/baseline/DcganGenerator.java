package org.cocogan.network.baseline;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Generator;
import org.cocogan.model.Initializer;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.BatchNorm;
import org.cocogan.network.Linear;
import org.cocogan.network.NetworkSizes;
import org.cocogan.tensor.Tensor;

/**
 * DCGAN's generator (Radford et al. 2016) as it was trained with two learning rates (Heusel et al.
 * 2017): a linear layer to 4x4 pixels, then transposed 5x5 convolutions that double the side up to
 * the full image and halve the channels down to the width; batch norm and ReLU between them, tanh
 * at the end. Weights start normal with a deviation of 0.02.
 */
final class DcganGenerator implements Generator {
  private static final String NAME = "generator";
  private static final Initializer WEIGHTS = new Initializer.Normal(0, 0.02);

  private final int firstChannels;
  private final Linear fc;
  private final List<BatchNorm> norms = new ArrayList<>();
  private final List<StridedConvolution> convolutions = new ArrayList<>();

  DcganGenerator(ModelSettings settings) {
    int side =
        NetworkSizes.fullImageSide(
            "generator " + Dcgan.NAME, settings.layout().full(), 2 * Dcgan.SMALLEST_MAP);
    int doublings = Dcgan.resizings(side);
    firstChannels = settings.generatorWidth() << (doublings - 1);
    fc =
        new Linear(
            NAME + "/fc",
            settings.latentDimension(),
            Product.of(firstChannels, Dcgan.SMALLEST_MAP, Dcgan.SMALLEST_MAP),
            WEIGHTS);
    int channels = firstChannels;
    for (int i = 0; i < doublings; i++) {
      int out = i == doublings - 1 ? settings.channels() : channels / 2;
      norms.add(new BatchNorm(NAME + "/bn" + i, channels));
      convolutions.add(new StridedConvolution(NAME + "/deconv" + i, channels, out, WEIGHTS));
      channels = out;
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(fc.parameters());
    for (int i = 0; i < norms.size(); i++) {
      parameters.addAll(norms.get(i).parameters());
      parameters.addAll(convolutions.get(i).doubling());
    }
    return parameters;
  }

  @Override
  public boolean makesFullImages() {
    return true;
  }

  @Override
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    Tensor x =
        fc.apply(latent, scope).reshape(-1, firstChannels, Dcgan.SMALLEST_MAP, Dcgan.SMALLEST_MAP);
    for (int i = 0; i < norms.size(); i++) {
      x = convolutions.get(i).twice(norms.get(i).apply(x, scope).relu(), scope);
    }
    return x.tanh();
  }
}
