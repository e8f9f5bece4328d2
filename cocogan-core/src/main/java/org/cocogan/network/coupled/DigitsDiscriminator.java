package org.cocogan.network.coupled;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.UnconditionalDiscriminator;
import org.cocogan.tensor.Tensor;

/**
 * Two discriminators of 28x28 pixels that share all but the first convolution, much like LeNet
 * ({@code mingyuliutw/CoGAN}, digits). With the base width 20 it is as published: 20, 50 and 500
 * channels.
 *
 * <p>It ends in two logits, fake and real; realness is real - fake, so that the logistic loss of it
 * is their softmax cross-entropy. Pixels in [0, 1], which its first layer is made for, are (x + 1)
 * / 2. The features of a pair are those of its first image, then of its second; its realness is
 * [batch, 2], a number for each.
 */
final class DigitsDiscriminator extends UnconditionalDiscriminator {
  private static final String NAME = "discriminator/";

  private final List<Layer> beginnings = new ArrayList<>();
  private final Layer convolution;
  private final Layer last;
  private final Prelu activation;
  private final Layer logits;
  private final int features;

  DigitsDiscriminator(ModelSettings settings) {
    DigitsSizes.check(settings);
    int width = settings.discriminatorWidth();
    features = Product.of(25, width);
    for (int domain = 0; domain < 2; domain++) {
      String name = NAME + Pairs.name(domain);
      beginnings.add(Layer.glorotConvolution(name, settings.channels(), width, 5));
    }
    int middle = Product.of(5, width) / 2;
    convolution = Layer.glorotConvolution(NAME + "shared0", width, middle, 5);
    last = Layer.glorotConvolution(NAME + "shared1", middle, features, 4);
    activation = new Prelu(NAME + "shared1");
    logits = Layer.glorotConvolution(NAME + "logits", features, 2, 1);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    beginnings.forEach(layer -> parameters.addAll(layer.parameters()));
    parameters.addAll(convolution.parameters());
    parameters.addAll(last.parameters());
    parameters.add(activation.parameter());
    parameters.addAll(logits.parameters());
    return parameters;
  }

  @Override
  public Tensor features(Tensor pairs, NetworkScope scope) {
    return Tensor.concat(1, features(pairs, 0, scope), features(pairs, 1, scope));
  }

  private Tensor features(Tensor pairs, int domain, NetworkScope scope) {
    Tensor pixels = Pairs.domain(pairs, domain).add(1).multiply(0.5f);
    Tensor x = maxPool(beginnings.get(domain).convolve(pixels, 1, 0, scope));
    x = maxPool(convolution.convolve(x, 1, 0, scope));
    return activation.apply(last.convolve(x, 1, 0, scope), scope).reshape(-1, features);
  }

  /** The greatest of each 2x2 pixels: [batch, channels, h, w] to [batch, channels, h/2, w/2]. */
  private static Tensor maxPool(Tensor x) {
    int channels = x.shape().dimension(1);
    int height = x.shape().dimension(2) / 2;
    int width = x.shape().dimension(3) / 2;
    Tensor rows = x.reshape(-1, channels, height, 2, Product.of(2, width));
    Tensor columns =
        greater(rows.slice(3, 0, 1), rows.slice(3, 1, 2)).reshape(-1, channels, height, width, 2);
    return greater(columns.slice(4, 0, 1), columns.slice(4, 1, 2))
        .reshape(-1, channels, height, width);
  }

  private static Tensor greater(Tensor one, Tensor other) {
    return one.add(other.subtract(one).relu());
  }

  @Override
  public Tensor realness(Tensor both, NetworkScope scope) {
    Tensor each = both.reshape(-1, features, 1, 1);
    Tensor logit = logits.convolve(each, 1, 0, scope);
    return logit.slice(1, 1, 2).subtract(logit.slice(1, 0, 1)).reshape(-1, 2);
  }
}
