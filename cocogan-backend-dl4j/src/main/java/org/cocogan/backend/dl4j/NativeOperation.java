package org.cocogan.backend.dl4j;

import java.util.List;
import java.util.stream.LongStream;

/**
 * A native operation of ND4J with its attributes; all arrays are float32.
 *
 * @param name as ND4J calls it
 * @param integers its whole numbers
 * @param reals its numbers
 * @param flags its truth values
 */
record NativeOperation(String name, List<Long> integers, List<Double> reals, List<Boolean> flags)
    implements Kernel {
  /** Copies the value, repeating it where the result is larger. */
  static final NativeOperation REPEAT = of("assign");

  static NativeOperation of(String name, long... integers) {
    return new NativeOperation(
        name, LongStream.of(integers).boxed().toList(), List.of(), List.of());
  }

  NativeOperation with(double real, boolean flag) {
    return new NativeOperation(name, integers, List.of(real), List.of(flag));
  }
}
