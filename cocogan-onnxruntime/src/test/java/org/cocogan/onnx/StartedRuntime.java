package org.cocogan.onnx;

import java.io.IOException;

/** A program that starts ONNX Runtime, says so, and ends with its input. */
final class StartedRuntime {
  private StartedRuntime() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("ONNX Runtime " + OnnxRuntime.version());
    System.in.readAllBytes();
  }
}
