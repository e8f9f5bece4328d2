package org.cocogan.tensor;

/** An ability that an engine may have beyond running programs. */
public enum Capability {
  /** Gradients and updates: {@link Program#gradients} and {@link Program#train}. */
  TRAINING,
  /** Programs can be written as ONNX models. */
  ONNX_EXPORT
}
