package org.cocogan.plugin;

/** The failure to use a jar as a plugin; the message says why and what would help. */
final class PluginException extends Exception {
  private static final long serialVersionUID = 1;

  PluginException(String message) {
    super(message);
  }
}
