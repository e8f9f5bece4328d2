package org.cocogan.testkit;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnx.ModelProto;
import org.bytedeco.onnx.global.onnx;

/**
 * ONNX's own checker, with shape inference; its natives exist for x86-64 alone. Who calls it adds
 * {@code org.bytedeco:onnx} to the tests.
 */
public final class OnnxChecker {
  private OnnxChecker() {}

  /**
   * Checks a model; where the natives are missing, nothing.
   *
   * @param model the bytes of its file
   * @throws AssertionError if it is no model at all
   * @throws RuntimeException if a rule of ONNX is broken, or inferred shapes differ from stated
   *     ones
   */
  public static void check(byte[] model) {
    if (!System.getProperty("os.arch").equals("amd64")) {
      return;
    }
    try (ModelProto parsed = new ModelProto();
        BytePointer bytes = new BytePointer(model)) {
      if (!onnx.ParseProtoFromBytes(parsed, bytes, model.length)) {
        throw new AssertionError("not an ONNX model");
      }
      onnx.check_model(parsed, true, false, false);
    }
  }
}
