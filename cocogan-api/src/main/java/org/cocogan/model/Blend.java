package org.cocogan.model;

import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/**
 * The blend weight of a growing network, between its former resolution and the new one: α in [0,
 * 1], carried state that training sets before each step (Karras et al. 2018, progressive growing).
 * 2018, progressive growing).
 */
public final class Blend {
  private Blend() {}

  /**
   * The name of α.
   *
   * @param network {@code generator} or {@code discriminator}
   */
  public static String name(String network) {
    return network + "/alpha";
  }

  /** α as a parameter of the network, a scalar that starts with 1. */
  public static Parameter parameter(String network) {
    return new Parameter(name(network), Shape.of(), false, new Initializer.Constant(1));
  }

  /** (1 - α) · before + α · now, for tensors of one shape. */
  public static Tensor mix(String network, Tensor before, Tensor now, NetworkScope scope) {
    return before.add(scope.state(name(network)).multiply(now.subtract(before)));
  }
}
