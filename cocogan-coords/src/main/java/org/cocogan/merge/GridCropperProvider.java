package org.cocogan.merge;

import org.cocogan.dataset.Cropper;
import org.cocogan.dataset.CropperProvider;
import org.cocogan.provider.Parameters;

/** Offers the {@link GridCropper} as {@code grid}. */
public final class GridCropperProvider implements CropperProvider {
  /** Creates the provider; {@link java.util.ServiceLoader} calls it. */
  public GridCropperProvider() {}

  @Override
  public String name() {
    return "grid";
  }

  @Override
  public String description() {
    return "Reads the pixels that a macro patch stands for, around cyclic edges.";
  }

  @Override
  public Cropper create(Parameters parameters) {
    return new GridCropper();
  }
}
