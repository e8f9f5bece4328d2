package org.cocogan.plugin;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A failure with code of a plugin on its stack.
 *
 * @param jar the plugin's file
 * @param failure the outermost exception that passed through the plugin
 */
public record PluginFailure(Path jar, Throwable failure) {
  /** Finds the plugin that an exception, or one of its causes, has passed through. */
  public static Optional<PluginFailure> of(Throwable thrown) {
    for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
      Optional<PluginFrame> frame = PluginFrame.last(failure.getStackTrace());
      if (frame.isPresent()) {
        return Optional.of(new PluginFailure(frame.get().jar(), failure));
      }
    }
    return Optional.empty();
  }

  /** The first line of what failed, and the call in the jar that was the last to begin. */
  static String describe(Throwable failure) {
    String what =
        Objects.requireNonNullElse(failure.toString(), failure.getClass().getName())
            .lines()
            .findFirst()
            .orElse("");
    return PluginFrame.last(failure.getStackTrace())
        .map(frame -> what + " at " + frame.place())
        .orElse(what);
  }

  /** In one line. */
  @Override
  public String toString() {
    return "plugin " + jar + " failed: " + describe(failure);
  }
}
