package org.cocogan.cli;

/** Tells whether a person watches the output. */
final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal, as the launcher has found. */
  static boolean isAttached() {
    return Boolean.getBoolean("cocogan.terminal");
  }
}
