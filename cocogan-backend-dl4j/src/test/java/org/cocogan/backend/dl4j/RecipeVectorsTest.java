package org.cocogan.backend.dl4j;

import org.cocogan.merge.GridMerger;
import org.cocogan.patch.Merger;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.testkit.RecipeVectors;

class RecipeVectorsTest extends RecipeVectors {
  @Override
  protected Backend start() {
    return new Dl4jBackendProvider().start(BackendOptions.cpu());
  }

  @Override
  protected Merger merger() {
    return new GridMerger();
  }
}
