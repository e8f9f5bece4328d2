package org.cocogan.fuzz;

import java.nio.charset.StandardCharsets;

/** Texts and the bytes of files. */
final class Texts {
  private Texts() {}

  static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
