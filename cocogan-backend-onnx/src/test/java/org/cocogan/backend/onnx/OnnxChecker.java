package org.cocogan.backend.onnx;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnx.ModelProto;
import org.bytedeco.onnx.global.onnx;

/** ONNX's own checker, with shape inference; its natives exist for x86-64 alone. */
final class OnnxChecker {
  private OnnxChecker() {}

  static void check(byte[] model) {
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
