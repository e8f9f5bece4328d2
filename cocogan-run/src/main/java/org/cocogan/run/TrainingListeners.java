package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cocogan.metric.Score;
import org.cocogan.training.Notice;
import org.cocogan.training.SampleSheet;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingListenerProvider;
import org.cocogan.training.TrainingStart;
import org.cocogan.training.TrainingStep;
import org.cocogan.training.WatchedTraining;

/**
 * The listeners of a training as one that never fails: the failure of one becomes a notice to all,
 * once for each reason.
 */
final class TrainingListeners implements TrainingListener {
  /** What differs from step to step. */
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final List<TrainingListener> listeners = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private long step;

  @Override
  public String product() {
    return "listener";
  }

  /** Adds one, to be told after those before it. */
  void add(TrainingListener listener) {
    listeners.add(listener);
  }

  /** Adds the listener that a provider makes, if there is to be one and it can be made. */
  void add(TrainingListenerProvider provider, WatchedTraining training) {
    attempt(provider.name(), () -> provider.create(training).ifPresent(this::add));
  }

  @Override
  public void started(TrainingStart start) {
    step = start.step();
    tell(listener -> listener.started(start));
  }

  @Override
  public void taken(TrainingStep taken) {
    step = taken.step();
    tell(listener -> listener.taken(taken));
  }

  @Override
  public void stepped(TrainingStep taken) {
    tell(listener -> listener.stepped(taken));
  }

  @Override
  public void saved(long saved, Path folder) {
    tell(listener -> listener.saved(saved, folder));
  }

  @Override
  public void drawn(SampleSheet sheet) {
    tell(listener -> listener.drawn(sheet));
  }

  @Override
  public void scored(long measured, Score score, boolean best) {
    tell(listener -> listener.scored(measured, score, best));
  }

  @Override
  public void working(String text) {
    tell(listener -> listener.working(text));
  }

  @Override
  public void noticed(Notice notice) {
    tell(listener -> listener.noticed(notice));
  }

  /** Tells a line that no failure led to. */
  void say(String line) {
    noticed(Notice.of(line));
  }

  @Override
  public void ended(long last) {
    tell(listener -> listener.ended(last));
  }

  @Override
  public void failed(Throwable failure) {
    tell(listener -> listener.failed(failure));
  }

  private interface Event {
    void reach(TrainingListener listener) throws IOException;
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private void tell(Event event) {
    for (TrainingListener listener : List.copyOf(listeners)) {
      attempt(listener.product(), () -> event.reach(listener));
    }
  }

  private void attempt(String product, Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      String reason = Reasons.of(e);
      if (told.add(product + ": " + DIGITS.matcher(reason).replaceAll(""))) {
        String text = "no %s after step %s: %s; going on";
        noticed(new Notice(text.formatted(product, step, reason), Optional.of(e)));
      }
    }
  }
}
