package org.cocogan.backend.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/** The native operations that compute a program, in order, and the same only once. */
final class Steps {
  private final List<Step> steps = new ArrayList<>();
  private final Map<Call, List<Value>> known = new HashMap<>();
  private final Map<Value, HostArray> constants = new LinkedHashMap<>();
  private final Map<Filling, Value> filled = new HashMap<>();

  private record Call(Kernel kernel, List<Value> operands, List<Value.Form> results) {}

  private record Filling(Shape shape, float number) {}

  /** The steps in the order in which they run. */
  List<Step> all() {
    return Collections.unmodifiableList(steps);
  }

  /** The values that are given once. */
  Map<Value, HostArray> constants() {
    return Collections.unmodifiableMap(constants);
  }

  /** A value that never changes. */
  Value constant(HostArray value) {
    Value constant = Value.of(value.shape());
    constants.put(constant, value);
    return constant;
  }

  /** An array that has one number everywhere, the same whenever it is asked for. */
  Value filled(Shape shape, float number) {
    return filled.computeIfAbsent(
        new Filling(shape, number), missing -> constant(HostArray.filled(shape, number)));
  }

  /** What an operation with one row-major result computes. */
  Value apply(Kernel kernel, Shape shape, Value... operands) {
    return apply(kernel, List.of(Value.Form.of(shape)), operands).get(0);
  }

  /** What an operation computes. */
  List<Value> apply(Kernel kernel, List<Value.Form> results, Value... operands) {
    return known.computeIfAbsent(
        new Call(kernel, List.of(operands), results),
        call -> {
          List<Value> values = results.stream().map(Value::of).toList();
          steps.add(new Step(kernel, call.operands(), values));
          return values;
        });
  }
}
