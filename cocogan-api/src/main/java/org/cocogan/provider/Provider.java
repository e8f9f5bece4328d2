package org.cocogan.provider;

/** A provider of something that is chosen by name; found by {@link java.util.ServiceLoader}. */
public interface Provider {
  /** The name that a configuration or a command chooses it by. */
  String name();

  /** One sentence that says what is offered. */
  String description();
}
