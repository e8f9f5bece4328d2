package org.cocogan.backend.onnx;

import org.cocogan.tensor.HostArray;

/** An input of an exported model. */
public sealed interface ModelInput {
  /** Its name in the model. */
  String name();

  /** What it means, its range and its unit, in words. */
  String meaning();

  /**
   * Floats that the program's input of the same name takes as they are.
   *
   * @param name its name in the model and in the program
   * @param meaning in words
   */
  record Values(String name, String meaning) implements ModelInput {}

  /**
   * 64-bit whole numbers [rows, axes] that choose vectors from a table for an input of the program;
   * ONNX Runtime refuses those outside the table.
   *
   * @param name its name in the model
   * @param meaning in words
   * @param programInput the program's input [rows, entries]
   * @param table [size of axis 1, .., entries]
   */
  record Lookup(String name, String meaning, String programInput, HostArray table)
      implements ModelInput {}
}
