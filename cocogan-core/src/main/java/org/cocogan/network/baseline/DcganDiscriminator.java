package org.cocogan.network.baseline;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Initializer;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.BatchNorm;
import org.cocogan.network.Linear;
import org.cocogan.network.NetworkSizes;
import org.cocogan.network.UnconditionalDiscriminator;
import org.cocogan.tensor.Tensor;

/**
 * DCGAN's discriminator (Radford et al. 2016) as it was trained with two learning rates (Heusel et
 * al. 2017): 5x5 convolutions that halve the side down to 4x4 pixels and double the channels from
 * the width on, leaky ReLU 0.2, batch norm in all but the first, and a linear layer. Weights start
 * with a deviation of 0.02.
 */
final class DcganDiscriminator extends UnconditionalDiscriminator {
  private static final String NAME = "discriminator";
  private static final float SLOPE = 0.2f;
  private static final Initializer WEIGHTS = new Initializer.TruncatedNormal(0.02);

  private final List<StridedConvolution> convolutions = new ArrayList<>();
  private final List<BatchNorm> norms = new ArrayList<>();
  private final Linear adversarial;

  DcganDiscriminator(ModelSettings settings) {
    int side =
        NetworkSizes.powerOfTwoSide(
            "discriminator " + Dcgan.NAME,
            "macro",
            settings.layout().macro(),
            2 * Dcgan.SMALLEST_MAP);
    int channels = settings.channels();
    for (int i = 0; i < Dcgan.resizings(side); i++) {
      int out = settings.discriminatorWidth() << i;
      convolutions.add(new StridedConvolution(NAME + "/conv" + i, channels, out, WEIGHTS));
      norms.add(new BatchNorm(NAME + "/bn" + i, out));
      channels = out;
    }
    int features = Product.of(channels, Dcgan.SMALLEST_MAP, Dcgan.SMALLEST_MAP);
    adversarial = new Linear(NAME + "/adversarial", features, 1, new Initializer.Normal(0, 0.02));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < convolutions.size(); i++) {
      parameters.addAll(convolutions.get(i).halving());
      if (i > 0) {
        parameters.addAll(norms.get(i).parameters());
      }
    }
    parameters.addAll(adversarial.parameters());
    return parameters;
  }

  @Override
  public boolean comparesBatch() {
    return true;
  }

  @Override
  public Tensor features(Tensor macroPatch, NetworkScope scope) {
    Tensor x = macroPatch;
    for (int i = 0; i < convolutions.size(); i++) {
      x = convolutions.get(i).halve(x, scope);
      x = (i == 0 ? x : norms.get(i).apply(x, scope)).leakyRelu(SLOPE);
    }
    return x.reshape(x.shape().dimension(0), -1);
  }

  @Override
  public Tensor realness(Tensor features, NetworkScope scope) {
    return adversarial.apply(features, scope);
  }
}
