package org.cocogan.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs and outputs of a model, in the model's order, and its properties.
 *
 * @param metadata the model's own properties
 */
public record ModelDescription(
    Map<String, Value> inputs, Map<String, Value> outputs, Map<String, String> metadata) {
  /** Stands for a size that a caller chooses. */
  public static final long ANY = -1;

  /**
   * An input or output.
   *
   * @param type of its numbers; empty if it is no tensor of a known {@link ElementType}
   * @param shape its sizes, {@link #ANY} among them
   */
  public record Value(Optional<ElementType> type, List<Long> shape) {
    /** Copies the sizes. */
    public Value {
      shape = List.copyOf(shape);
    }
  }

  /** Copies the maps, keeping their order. */
  public ModelDescription {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
