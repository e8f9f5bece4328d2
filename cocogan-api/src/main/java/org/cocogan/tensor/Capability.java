package org.cocogan.tensor;

/** What an engine can do beyond running programs. */
public enum Capability {
  /** Gradients and updates: {@link Program#gradients} and {@link Program#train}. */
  TRAINING,
  /** Programs can be written as ONNX models. */
  ONNX_EXPORT
}
