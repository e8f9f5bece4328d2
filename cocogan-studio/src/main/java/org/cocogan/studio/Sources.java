package org.cocogan.studio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cocogan.CocoGanException;
import org.cocogan.run.Reasons;
import org.cocogan.wiring.Workbench;

/**
 * The runs and models that are shown. Of each run the newest checkpoint is taken up while it
 * trains, and the weights before stay open for those who look at them.
 *
 * <p>Any number of threads may look for weights.
 */
public final class Sources implements AutoCloseable {
  private static final int SECONDS_BETWEEN_LOOKS = 2;
  private static final int WEIGHTS_KEPT = 2;

  private final Consumer<String> notices;
  private final List<Shown> all = new ArrayList<>();
  private final ScheduledExecutorService follower =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "newest checkpoints");
            thread.setDaemon(true);
            return thread;
          });

  /** A source and its open weights, the newest first. */
  static final class Shown {
    private final Source source;
    private Optional<Path> newest;
    private volatile List<Weights> weights;
    private volatile Curves curves = Curves.NONE;

    private Shown(Source source, Consumer<String> notices) throws IOException {
      this.source = source;
      newest = source.newest();
      weights = List.of(source.open(notices));
      curves = source.curves(curves);
    }

    Source source() {
      return source;
    }

    Weights newest() {
      return weights.get(0);
    }

    /** What its training has logged. */
    Curves curves() {
      return curves;
    }

    private void follow(Consumer<String> notices) throws IOException {
      curves = source.curves(curves);
      Optional<Path> now = source.newest();
      if (now.equals(newest)) {
        return;
      }
      newest = now;
      try {
        List<Weights> open = new ArrayList<>(List.of(source.open(notices)));
        open.addAll(weights);
        weights = List.copyOf(open.subList(0, Math.min(WEIGHTS_KEPT, open.size())));
        open.subList(weights.size(), open.size()).forEach(Weights::close);
      } catch (IOException | RuntimeException e) {
        notices.accept(source.name() + ": " + Reasons.of(e) + "; the one before is shown");
      }
    }
  }

  private Sources(Consumer<String> notices) {
    this.notices = notices;
  }

  /**
   * Opens the newest weights of each.
   *
   * @param paths of folders of runs or of their checkpoints, or of models; at least one
   * @param backend the engine to draw runs with, if one is chosen
   * @param notices told what is noteworthy, now and while they are shown
   * @throws CocoGanException if there are no weights, or two sources have one name
   */
  public static Sources open(
      Workbench workbench, List<Path> paths, Optional<String> backend, Consumer<String> notices)
      throws IOException {
    Sources sources = new Sources(notices);
    Set<String> names = new HashSet<>();
    try {
      for (Path path : paths) {
        Source source = new Source(workbench, path, backend);
        if (!names.add(source.name())) {
          throw new CocoGanException(
              "two of these are called "
                  + source.name()
                  + ", and addresses would not tell them"
                  + " apart; show one of them, or rename a folder");
        }
        sources.all.add(new Shown(source, notices));
      }
    } catch (IOException | RuntimeException e) {
      sources.close();
      throw e;
    }
    Future<?> unused =
        sources.follower.scheduleWithFixedDelay(
            sources::follow, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    return sources;
  }

  /** Takes up what is new. */
  synchronized void follow() {
    for (Shown shown : all) {
      try {
        shown.follow(notices);
      } catch (IOException | RuntimeException e) {
        notices.accept(shown.source().name() + ": " + Reasons.of(e));
      }
    }
  }

  /** All of them, in the order they were named in. */
  List<Shown> all() {
    return List.copyOf(all);
  }

  /** The newest weights of a name, or else those of a digest. */
  Optional<Weights> find(String nameOrDigest) {
    return named(nameOrDigest).or(() -> withDigest(nameOrDigest));
  }

  /**
   * The newest weights of a name, or else those of a digest.
   *
   * @throws Refusal if there are none
   */
  Weights require(String nameOrDigest) {
    return find(nameOrDigest)
        .orElseThrow(() -> Refusal.missing("no weights of this name or digest are shown here"));
  }

  /** The newest weights of a name. */
  Optional<Weights> named(String name) {
    return all.stream()
        .filter(shown -> shown.source().name().equals(name))
        .map(Shown::newest)
        .findFirst();
  }

  /** The weights of a digest, if they are open. */
  Optional<Weights> withDigest(String digest) {
    return all.stream()
        .flatMap(shown -> shown.weights.stream())
        .filter(weights -> weights.digest().equals(digest))
        .findFirst();
  }

  @Override
  public void close() {
    follower.shutdown();
    try {
      // Opening may take a while and cannot be interrupted.
      follower.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.stream().flatMap(shown -> shown.weights.stream()).forEach(Weights::close);
  }
}
