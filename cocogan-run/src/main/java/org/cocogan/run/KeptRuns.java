package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;

/**
 * Opens each run once, however often it is drawn from: what is closed waits for whoever opens it
 * next. Runs that draw at the same time are opened once for each. For any number of threads.
 */
public final class KeptRuns implements RunOpener {
  private final Map<Key, Deque<TrainedRun>> waiting = new ConcurrentHashMap<>();

  private record Key(Path folder, Optional<String> backend, Precision precision) {}

  @Override
  public TrainedRun open(
      Workbench workbench,
      Path folder,
      Optional<String> backend,
      Precision precision,
      Consumer<String> notices)
      throws IOException {
    Deque<TrainedRun> alike =
        waiting.computeIfAbsent(
            new Key(folder.toAbsolutePath(), backend, precision), key -> new ArrayDeque<>());
    Optional<TrainedRun> kept;
    synchronized (alike) {
      kept = Optional.ofNullable(alike.poll());
    }
    TrainedRun run =
        kept.isPresent()
            ? kept.get()
            : TrainedRun.forDrawing(workbench, folder, backend, precision, notices);
    return run.lent(
        returned -> {
          synchronized (alike) {
            alike.push(returned);
          }
        });
  }
}
