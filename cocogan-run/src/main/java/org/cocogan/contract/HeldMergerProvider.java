package org.cocogan.contract;

import org.cocogan.exact.Product;
import org.cocogan.patch.Merger;
import org.cocogan.patch.MergerProvider;
import org.cocogan.provider.Parameters;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;

/** Makes mergers whose images are as large as their patches together. */
public final class HeldMergerProvider extends HeldProvider<MergerProvider>
    implements MergerProvider {
  /**
   * Holds a provider to its contract.
   *
   * @param name as the provider has said it once
   */
  public HeldMergerProvider(Contract contract, String name, MergerProvider inner) {
    super(contract, name, inner);
  }

  @Override
  public Merger create(Parameters parameters) {
    Merger merger = contract.made("create(...)", () -> inner.create(parameters));
    return (patches, grid) -> {
      Tensor merged = contract.present("merge(...)", merger.merge(patches, grid));
      Shape each = patches.shape();
      Shape expected =
          Shape.of(
              each.dimension(0) / grid.size(),
              each.dimension(1),
              Product.of(grid.rows(), each.dimension(2)),
              Product.of(grid.columns(), each.dimension(3)));
      contract.require(
          merged.shape().equals(expected),
          "merge(...)",
          "a tensor of shape " + merged.shape(),
          expected);
      return merged;
    };
  }
}
