package org.cocogan.onnx;

import java.util.Collection;
import java.util.Map;

/** A model that is open; runs come one after another, from whichever thread. */
public interface ModelRunner extends AutoCloseable {
  /** What goes in and what comes out. */
  ModelDescription description();

  /**
   * Runs the model.
   *
   * @param outputs the names of those that are wanted
   * @return the wanted ones; without those that are no tensors of a known {@link ElementType}
   * @throws ModelException if the model fails on the inputs, or goes beyond its limits
   */
  Map<String, ModelTensor> run(Map<String, ModelTensor> inputs, Collection<String> outputs);

  @Override
  void close();
}
