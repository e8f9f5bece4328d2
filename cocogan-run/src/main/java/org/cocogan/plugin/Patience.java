package org.cocogan.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cocogan.contract.Watch;

/** Tells the user which plugin is waited for when a call of it does not return. */
final class Patience {
  /** The usual: a plugin that is merely slow is not complained about. */
  static final Duration USUAL = Duration.ofSeconds(5);

  private final Timer timer = new Timer("patience with plugins", true);
  private final Duration duration;
  private final Consumer<String> notices;

  /**
   * Makes a patience that ends after so long a silence.
   *
   * @param notices takes lines for people
   */
  Patience(Duration duration, Consumer<String> notices) {
    this.duration = duration;
    this.notices = notices;
  }

  /** Calls a plugin. */
  <T> T during(Path jar, Supplier<T> call) {
    Thread caller = Thread.currentThread();
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            notices.accept(
                "still waiting for plugin "
                    + jar
                    + PluginFrame.last(caller.getStackTrace())
                        .map(frame -> ", which is at " + frame.place())
                        .orElse("")
                    + "; Ctrl-C ends it");
          }
        };
    timer.schedule(task, duration.toMillis());
    try {
      return call.get();
    } finally {
      task.cancel();
    }
  }

  /** The same for all calls of one plugin. */
  Watch with(Path jar) {
    return new Watch() {
      @Override
      public <T> T during(Supplier<T> call) {
        return Patience.this.during(jar, call);
      }
    };
  }
}
