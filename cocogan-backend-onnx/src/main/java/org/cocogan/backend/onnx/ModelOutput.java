package org.cocogan.backend.onnx;

import org.cocogan.tensor.HostArray;

/** An output of an exported model. */
public sealed interface ModelOutput {
  /** Its name in the model. */
  String name();

  /** What it means, its range and its unit, in words. */
  String meaning();

  /**
   * The program's output of the same name.
   *
   * @param name its name in the model and in the program
   * @param meaning in words
   * @param bytes whether its values are rounded, limited to 0..255 and given as bytes; otherwise
   *     they are floats
   */
  record Values(String name, String meaning, boolean bytes) implements ModelOutput {}

  /**
   * 64-bit whole numbers [rows, columns] from a table: those that stand beside the vector nearest
   * to an output of the program, by the Euclidean distance; the first of equally near ones.
   *
   * @param name its name in the model
   * @param meaning in words
   * @param programOutput the program's output [rows, entries]
   * @param vectors [choices, entries]
   * @param numbers [choices, columns]
   */
  record Nearest(
      String name, String meaning, String programOutput, HostArray vectors, HostArray numbers)
      implements ModelOutput {}
}
