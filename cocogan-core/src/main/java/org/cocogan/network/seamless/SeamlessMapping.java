package org.cocogan.network.seamless;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.model.Initializer;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.network.Linear;
import org.cocogan.random.Distribution;
import org.cocogan.tensor.Tensor;

/**
 * The mapping network from latent vectors, scaled to a variance of one, to styles: two linear
 * layers with leaky ReLU.
 */
final class SeamlessMapping {
  private static final int LAYERS = 2;
  private static final float SLOPE = 0.2f;

  private final float scale;
  private final List<Linear> layers = new ArrayList<>();

  SeamlessMapping(String name, LatentSpace latents, int style) {
    scale = latents.distribution() == Distribution.UNIFORM ? (float) Math.sqrt(3) : 1;
    int in = latents.dimension();
    for (int i = 0; i < LAYERS; i++) {
      layers.add(
          new Linear(name + "/fc" + i, in, style, new Initializer.Uniform(1 / Math.sqrt(in))));
      in = style;
    }
  }

  List<Parameter> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** [batch, latent dimension] to [batch, style]. */
  Tensor apply(Tensor latent, NetworkScope scope) {
    Tensor x = latent.multiply(scale);
    for (Linear layer : layers) {
      x = layer.apply(x, scope).leakyRelu(SLOPE);
    }
    return x;
  }
}
