package org.cocogan.run;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.cocogan.CocoGanException;
import org.cocogan.data.large.BandTarget;
import org.cocogan.data.large.Raster;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;

/**
 * Draws an image band by band; while one band is compressed and written, the next one is drawn. So
 * there are never more than two in memory.
 */
public final class BandDrawing {
  private static final double SECONDS_ON_TERMINAL = 0.2;
  private static final double SECONDS_ELSEWHERE = 10;

  private final Function<PixelRegion, byte[]> picture;
  private final PixelRegion region;
  private final Raster raster;
  private final StatusLine status;
  private final boolean terminal;
  private final BooleanSupplier stop;

  /**
   * Prepares a drawing.
   *
   * @param picture draws a region of the image, [height, width, channels] bytes
   * @param region the pixels of the image to draw, as large as the raster
   * @param out where progress is shown
   * @param terminal whether out is a terminal
   * @param stop says when to leave the rest to another attempt
   */
  public BandDrawing(
      Function<PixelRegion, byte[]> picture,
      PixelRegion region,
      Raster raster,
      PrintWriter out,
      boolean terminal,
      BooleanSupplier stop) {
    this.picture = picture;
    this.region = region;
    this.raster = raster;
    this.status = new StatusLine(out, terminal);
    this.terminal = terminal;
    this.stop = stop;
  }

  /**
   * Draws what each of the targets has not got yet, and finishes them.
   *
   * @throws CocoGanException if it was told to stop before the end
   */
  public void draw(List<? extends BandTarget> targets) {
    targets.forEach(this::tellOfEarlierAttempt);
    int begin = targets.stream().mapToInt(BandTarget::done).min().orElse(raster.bands());
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      draw(targets, begin, writer);
    } finally {
      end(writer);
      status.clear();
    }
    targets.forEach(BandTarget::finish);
  }

  private void draw(List<? extends BandTarget> targets, int begin, ExecutorService writer) {
    long begun = System.nanoTime();
    double next = terminal ? 0 : SECONDS_ELSEWHERE;
    Future<?> writing = CompletableFuture.completedFuture(begin);
    for (int band = begin; band < raster.bands(); band++) {
      int number = band;
      byte[] rows = picture.apply(regionOf(band));
      await(writing);
      double seconds = (System.nanoTime() - begun) * 1e-9;
      if (band > begin && seconds >= next) {
        next = seconds + (terminal ? SECONDS_ON_TERMINAL : SECONDS_ELSEWHERE);
        show(band, seconds / (band - begin));
      }
      if (stop.getAsBoolean()) {
        throw new CocoGanException(
            "stopped after %s; the same command goes on from there".formatted(rowsUntil(band)));
      }
      writing = writer.submit(() -> add(targets, number, rows));
    }
    await(writing);
  }

  private void tellOfEarlierAttempt(BandTarget target) {
    if (target.done() > 0) {
      status.say(target.target() + ": going on after " + rowsUntil(target.done()));
    } else if (target.startedAnew()) {
      status.say(
          target.target()
              + ": what an interrupted drawing has left is another picture or damaged; drawing"
              + " anew");
    }
  }

  private PixelRegion regionOf(int band) {
    return region(region, raster, band);
  }

  /** The pixels of a band of a picture of a region. */
  static PixelRegion region(PixelRegion region, Raster raster, int band) {
    return new PixelRegion(
        region.top() + Product.of(band, raster.tileSide()),
        region.left(),
        raster.rows(band),
        region.width());
  }

  private static void add(List<? extends BandTarget> targets, int band, byte[] rows) {
    for (BandTarget target : targets) {
      if (target.done() == band) {
        target.add(rows);
      }
    }
  }

  private void show(int bands, double secondsPerBand) {
    String line =
        rowsUntil(bands)
            + "  ETA "
            + StatusLine.duration(Math.round((raster.bands() - bands) * secondsPerBand));
    if (terminal) {
      status.show(line);
    } else {
      status.say(line);
    }
  }

  private String rowsUntil(int bands) {
    long rows = Math.min(raster.size().height(), (long) bands * raster.tileSide());
    return String.format(Locale.ROOT, "%,d of %,d rows", rows, raster.size().height());
  }

  private static void await(Future<?> writing) {
    try {
      writing.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a band could not be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CocoGanException("drawing was interrupted; the same command goes on from there");
    }
  }

  /** Waits for the band that is being written, so that it counts. */
  private static void end(ExecutorService writer) {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(1, TimeUnit.MINUTES)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
