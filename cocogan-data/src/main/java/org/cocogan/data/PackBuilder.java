package org.cocogan.data;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.cocogan.exact.Product;
import org.cocogan.file.FileFailures;

/**
 * Packs the images of a source in their order. Several threads decode; at any time they hold a few
 * prepared images each and {@link ImageDecoder#MAXIMUM_PIXELS} decoded pixels together.
 */
public final class PackBuilder {
  private static final int IMAGES_AHEAD_PER_THREAD = 4;

  private final int threads;

  /** Makes a builder that decodes on as many threads as there are processors. */
  public PackBuilder() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Makes a builder that decodes on a number of threads.
   *
   * @param threads at least one
   */
  public PackBuilder(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("packing needs at least one thread, not " + threads);
    }
    this.threads = threads;
  }

  /**
   * Builds a pack. On any failure there is no new file, and an older one at its place stays.
   *
   * <p>Where packing ends early, by the listener, an interrupt of this thread, the end of the
   * program or of the space on the disk, what is packed already stays beside the target as
   * NAME.partial and NAME.journal, and the next build of the same images goes on from there.
   *
   * @param source where the images are; stays open
   * @param preparation how each is made to fit
   * @param channels of the pack: 3 for red, green, blue; 1 for grey
   * @param target the file
   * @param strict whether an image that cannot be used ends it all instead of being skipped
   * @param listener hears of the progress, and may stop it
   * @throws NoUsableImageException if no image can be used
   * @throws DataException if the file cannot be written, packing is interrupted, or, if strict, at
   *     the first image that cannot be used
   */
  public PackSummary build(
      ImageSource source,
      Preparation preparation,
      int channels,
      Path target,
      boolean strict,
      PackListener listener) {
    List<Skipped> skipped = new ArrayList<>();
    for (Skipped one : source.skipped()) {
      skip(source, one, strict, skipped);
    }
    List<String> entries = source.entries();
    if (entries.isEmpty()) {
      throw new NoUsableImageException(source.name(), 0, skipped);
    }
    listener.started(source.name(), entries.size());
    source.decided().ifPresent(listener::decided);
    PackDescription description =
        new PackDescription(source.name(), source.digest(), preparation, skipped.size());
    try (Workers workers = new Workers(source, preparation, channels);
        PackAttempt attempt = PackAttempt.begin(target, description, channels, entries.size())) {
      for (Skipped one : attempt.skipped()) {
        skip(source, one, strict, skipped);
      }
      if (attempt.entries() > 0) {
        listener.resumed(attempt.entries(), entries.size());
      }
      Queue<Future<PixelImage>> ahead = new ArrayDeque<>();
      int submitted = attempt.entries();
      for (int done = attempt.entries(); done < entries.size(); done++) {
        while (submitted < entries.size()
            && ahead.size() < Product.of(threads, IMAGES_AHEAD_PER_THREAD)) {
          ahead.add(workers.prepare(submitted++));
        }
        String entry = entries.get(done);
        if (listener.stops()) {
          throw interrupted(entry);
        }
        try {
          attempt.add(take(ahead.remove(), entry).pixels(), done + 1);
        } catch (Unusable e) {
          Skipped unusable = new Skipped(entry, FileFailures.reason(e.reason));
          skip(source, unusable, strict, skipped);
          attempt.skip(unusable);
        }
        listener.advanced(done + 1, entries.size());
      }
      if (attempt.images() == 0) {
        throw new NoUsableImageException(source.name(), entries.size(), skipped);
      }
      PackSummary summary = new PackSummary(attempt.images(), skipped);
      attempt.finish(PackDescription.of(source, preparation, skipped));
      listener.finished(summary);
      return summary;
    }
  }

  private static void skip(ImageSource source, Skipped one, boolean strict, List<Skipped> skipped) {
    if (strict) {
      throw new DataException(
          source.name() + ": " + one + "; repair or remove it, or pack without strict");
    }
    skipped.add(one);
  }

  private static DataException interrupted(String entry) {
    return new DataException(
        "packing was interrupted at " + entry + "; pack again to go on from there");
  }

  private static PixelImage take(Future<PixelImage> future, String entry) throws Unusable {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(entry);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof DataException reason) {
        throw new Unusable(reason);
      }
      if (cause instanceof OutOfMemoryError) {
        throw new DataException(
            entry + ": not enough memory to decode it; give Java more, such as -Xmx4g", cause);
      }
      throw new IllegalStateException("preparing " + entry + " failed", cause);
    }
  }

  /** The failure of an image, which is left out. */
  private static final class Unusable extends Exception {
    private final DataException reason;

    Unusable(DataException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /** The decoding threads. */
  private final class Workers implements AutoCloseable {
    private final ImageSource source;
    private final Preparation preparation;
    private final ImageDecoder decoder;
    private final ExecutorService executor;

    Workers(ImageSource source, Preparation preparation, int channels) {
      this.source = source;
      this.preparation = preparation;
      decoder = new ImageDecoder(channels);
      executor =
          Executors.newFixedThreadPool(
              threads,
              task -> {
                Thread thread = new Thread(task, "cocogan-pack");
                thread.setDaemon(true);
                return thread;
              });
    }

    Future<PixelImage> prepare(int index) {
      return executor.submit(
          () ->
              source.load(index, decoder, image -> preparation.apply(image, source.number(index))));
    }

    /** Ends the threads: the source may be closed afterwards. */
    @Override
    public void close() {
      executor.shutdownNow();
      try {
        executor.awaitTermination(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
