package org.cocogan.contract;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks that what a plugin returns keeps the promises of its interface.
 *
 * @param plugin what of which plugin is judged, for messages
 * @param watch notices calls that do not return
 */
public record Contract(String plugin, Watch watch) {
  /**
   * What a call that may take long gives, which must not be null.
   *
   * @throws IllegalArgumentException if the call throws one, with a message of its own
   */
  <T> T made(String call, Supplier<T> maker) {
    try {
      return present(call, watch.during(maker));
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      if (message == null || message.isBlank()) {
        throw broken(call, e.getClass().getName() + " without a message", "one that says why");
      }
      throw e;
    }
  }

  /** What must not be null. */
  <T> T present(String call, @Nullable T value) {
    if (value == null) {
      throw broken(call, "null", "an object");
    }
    return value;
  }

  /** A text that must say something. */
  public String text(String call, @Nullable String value) {
    String text = present(call, value);
    require(!text.isBlank(), call, "an empty text", "one that says something");
    return text;
  }

  /** A list that must have no null in it. */
  <T> List<T> list(String call, @Nullable List<T> values) {
    List<T> list = present(call, values);
    require(list.stream().noneMatch(Objects::isNull), call, "a list with null in it", "none");
    return List.copyOf(list);
  }

  /**
   * What must be so.
   *
   * @param came what the plugin gave
   * @param expected what would have been right
   * @throws ContractException if it is not
   */
  void require(boolean holds, String call, Object came, Object expected) {
    if (!holds) {
      throw broken(call, came, expected);
    }
  }

  /** What says that a call gave something else than was expected. */
  ContractException broken(String call, Object came, Object expected) {
    return new ContractException(
        "%s: %s gave %s; expected %s".formatted(plugin, call, came, expected));
  }
}
