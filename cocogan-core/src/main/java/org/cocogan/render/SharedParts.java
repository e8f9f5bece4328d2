package org.cocogan.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.cocogan.exact.Product;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;

/**
 * Computes parts of pictures for many who ask at the same time. Those that wait fill batches
 * together; one that several ask for is computed once; the latest are kept; and one that nobody
 * waits for any more is not computed.
 *
 * <p>All batches are of one size, so that a part has the same pixels whatever is computed beside
 * it. Any number of threads may ask; one thread computes.
 */
public final class SharedParts implements AutoCloseable {
  private static final int MOST_IN_BATCH = 16;

  /** What keeping a part takes beside its numbers and pixels. */
  private static final int BYTES_OF_ENTRY = 320;

  private final PatchSource source;
  private final int batch;
  private final int mostWaiting;
  private final long mostBytesKept;
  private final Object lock = new Object();
  private final Deque<Wanted> waiting = new ArrayDeque<>();

  /** Those that wait, and those that are being computed. */
  private final Map<PartInputs, Wanted> wanted = new HashMap<>();

  /** The least recently used one first. */
  private final Map<PartInputs, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

  private final Thread worker;
  private long bytesKept;
  private boolean closed;

  /** A part that somebody asked for. */
  private record Wanted(PartInputs inputs, List<Place> places) {
    boolean isAbandoned() {
      return places.stream().allMatch(place -> place.request().parts.isDone());
    }
  }

  /** The place of a part in the answer to a request. */
  private record Place(Request request, int index) {}

  /** A request for parts, and those of its parts that are made. */
  private static final class Request {
    private final CompletableFuture<List<byte[]>> parts = new CompletableFuture<>();
    private final byte[][] made;
    private int missing;

    Request(int count) {
      made = new byte[count][];
      missing = count;
    }

    /** Whether these were all. */
    boolean put(int index, byte[] part) {
      made[index] = part;
      missing--;
      return missing == 0;
    }
  }

  private SharedParts(PatchSource source, int batch, int mostWaiting, long mostBytesKept) {
    this.source = source;
    this.batch = batch;
    this.mostWaiting = mostWaiting;
    this.mostBytesKept = mostBytesKept;
    worker = new Thread(this::work, "parts of pictures");
    worker.setDaemon(true);
  }

  /**
   * Starts to wait for requests.
   *
   * @param source is used by one thread at a time, and not closed
   * @param inPicture parts of a whole picture, more than which are not computed together
   * @param mostWaiting parts that may wait, at least one
   * @param mostBytesKept of parts that are kept for whoever asks again, with what they are computed
   *     from
   */
  static SharedParts of(PatchSource source, int inPicture, int mostWaiting, long mostBytesKept) {
    int batch = source.makesRectangles() ? 1 : Math.min(MOST_IN_BATCH, inPicture);
    SharedParts parts = new SharedParts(source, batch, mostWaiting, mostBytesKept);
    parts.worker.start();
    return parts;
  }

  /**
   * Asks for parts.
   *
   * @return them in that order, each [part height, part width, channels] bytes, shared by all who
   *     asked and not to be changed; completed by the thread that computes. What is cancelled is
   *     not computed unless it has begun or somebody else waits for it
   * @throws RejectedExecutionException if more parts would wait than may, or this is closed
   */
  public CompletableFuture<List<byte[]>> compute(List<PartInputs> inputs) {
    Request request = new Request(inputs.size());
    boolean whole = inputs.isEmpty();
    synchronized (lock) {
      requireRoom(inputs);
      for (int i = 0; i < inputs.size(); i++) {
        Optional<byte[]> known = Optional.ofNullable(kept.get(inputs.get(i)));
        if (known.isPresent()) {
          whole = request.put(i, known.get());
        } else {
          wanted.computeIfAbsent(inputs.get(i), this::queued).places().add(new Place(request, i));
        }
      }
      lock.notifyAll();
    }
    if (whole) {
      complete(request);
    }
    return request.parts;
  }

  /** How many parts wait. */
  public int waiting() {
    synchronized (lock) {
      return waiting.size();
    }
  }

  private Wanted queued(PartInputs inputs) {
    Wanted part = new Wanted(inputs, new ArrayList<>());
    waiting.add(part);
    return part;
  }

  private void requireRoom(List<PartInputs> inputs) {
    if (closed) {
      throw new RejectedExecutionException("these parts are not drawn any more");
    }
    long fresh =
        inputs.stream()
            .distinct()
            .filter(part -> !kept.containsKey(part) && !wanted.containsKey(part))
            .count();
    if (waiting.size() + fresh > mostWaiting) {
      waiting.removeIf(this::isDropped);
    }
    if (waiting.size() + fresh > mostWaiting) {
      throw new RejectedExecutionException(
          waiting.size() + " parts wait already, and " + mostWaiting + " may");
    }
  }

  private boolean isDropped(Wanted part) {
    boolean abandoned = part.isAbandoned();
    if (abandoned) {
      wanted.remove(part.inputs());
    }
    return abandoned;
  }

  private static void complete(Request request) {
    request.parts.complete(List.of(request.made));
  }

  private void work() {
    for (List<Wanted> together = next(); !together.isEmpty(); together = next()) {
      try {
        deliver(together, computed(together));
      } catch (RuntimeException | Error e) {
        fail(together, e);
      }
    }
  }

  /** The parts to compute next; none if this was closed. */
  private List<Wanted> next() {
    synchronized (lock) {
      try {
        List<Wanted> together = together();
        while (together.isEmpty() && !closed) {
          lock.wait();
          together = together();
        }
        return together;
      } catch (InterruptedException e) {
        closed = true;
        return List.of();
      }
    }
  }

  private List<Wanted> together() {
    List<Wanted> together = new ArrayList<>();
    while (!waiting.isEmpty() && together.size() < batch) {
      Wanted part = waiting.remove();
      if (!isDropped(part)) {
        together.add(part);
      }
    }
    return together;
  }

  private byte[][] computed(List<Wanted> together) {
    HostArray drawn =
        source.patches(
            stacked(together.stream().map(part -> part.inputs().latents()).toList()),
            stacked(together.stream().map(part -> part.inputs().coordinates()).toList()));
    int[] shape = drawn.shape().dimensions();
    byte[][] pixels = new byte[together.size()][];
    for (int row = 0; row < pixels.length; row++) {
      pixels[row] = new byte[Product.of(shape[1], shape[2], shape[3])];
      Pixels.toBytes(drawn, row, pixels[row], 0, Product.of(shape[3], shape[1]));
    }
    return pixels;
  }

  /** Rows that nobody asked for hold the last one again. */
  private HostArray stacked(List<HostArray> rows) {
    Shape one = rows.get(0).shape();
    float[] values = new float[Product.of(batch, one.size())];
    for (int row = 0; row < batch; row++) {
      float[] from = rows.get(Math.min(row, rows.size() - 1)).values();
      System.arraycopy(from, 0, values, row * from.length, from.length);
    }
    return new HostArray(one.with(0, batch), values);
  }

  private void deliver(List<Wanted> together, byte[][] pixels) {
    List<Request> whole = new ArrayList<>();
    synchronized (lock) {
      for (int i = 0; i < pixels.length; i++) {
        Wanted part = together.get(i);
        wanted.remove(part.inputs());
        keep(part.inputs(), pixels[i]);
        for (Place place : part.places()) {
          if (place.request().put(place.index(), pixels[i])) {
            whole.add(place.request());
          }
        }
      }
    }
    whole.forEach(SharedParts::complete);
  }

  private void keep(PartInputs inputs, byte[] pixels) {
    kept.put(inputs, pixels);
    bytesKept += bytes(inputs, pixels);
    for (Iterator<Map.Entry<PartInputs, byte[]>> oldest = kept.entrySet().iterator();
        bytesKept > mostBytesKept && oldest.hasNext(); ) {
      Map.Entry<PartInputs, byte[]> entry = oldest.next();
      bytesKept -= bytes(entry.getKey(), entry.getValue());
      oldest.remove();
    }
  }

  private static long bytes(PartInputs inputs, byte[] pixels) {
    long numbers = (long) inputs.latents().values().length + inputs.coordinates().values().length;
    return BYTES_OF_ENTRY + Float.BYTES * numbers + pixels.length;
  }

  private void fail(List<Wanted> parts, Throwable failure) {
    synchronized (lock) {
      parts.forEach(part -> wanted.remove(part.inputs()));
    }
    parts.stream()
        .flatMap(part -> part.places().stream())
        .forEach(place -> place.request().parts.completeExceptionally(failure));
  }

  /** Ends after the batch that is being computed; what waits fails. */
  @Override
  public void close() {
    List<Wanted> left;
    synchronized (lock) {
      closed = true;
      left = List.copyOf(waiting);
      waiting.clear();
      lock.notifyAll();
    }
    fail(left, new RejectedExecutionException("these parts are not drawn any more"));
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
