package org.cocogan.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.cocogan.data.Pack;
import org.cocogan.dataset.Dataset;
import org.cocogan.exact.Product;
import org.cocogan.merge.GridCropper;
import org.cocogan.patch.PixelRegion;
import org.cocogan.run.ProcessMemory;

/**
 * The speed at which macro patches are read at random places of a pack.
 *
 * @param side of an image in pixels
 * @param cold patches a second of a file that is not in memory, if the system can drop it
 * @param coldFaults how often a page had to be read from the disk for {@link #COLD_PATCHES}
 * @param warm patches a second of a file that is
 * @param heap bytes of Java's heap that are in use with the pack open
 */
record PackReading(int side, OptionalDouble cold, OptionalLong coldFaults, double warm, long heap) {
  /** How many patches are read of a file that is not in memory. */
  static final int COLD_PATCHES = 128;

  private static final double LEAST_SECONDS = 0.5;

  /**
   * Measures.
   *
   * @param file a pack that nobody has mapped; pages in use cannot be dropped
   * @param macro side of a macro patch in pixels
   */
  static PackReading of(Path file, int macro, int threads) {
    boolean isCold = drop(file);
    try (Pack pack = Pack.open(file)) {
      OptionalDouble cold = OptionalDouble.empty();
      OptionalLong faults = OptionalLong.empty();
      if (isCold) {
        OptionalLong before = ProcessMemory.majorFaults();
        cold = OptionalDouble.of(COLD_PATCHES / seconds(pack, macro, threads, COLD_PATCHES, 0));
        OptionalLong after = ProcessMemory.majorFaults();
        if (before.isPresent() && after.isPresent()) {
          faults = OptionalLong.of(after.getAsLong() - before.getAsLong());
        }
      }
      pack.verify();
      double warm = warm(pack, macro, threads);
      return new PackReading(pack.imageSize().width(), cold, faults, warm, usedHeap());
    }
  }

  private static double warm(Pack pack, int macro, int threads) {
    int patches = COLD_PATCHES;
    while (true) {
      double seconds = seconds(pack, macro, threads, patches, patches);
      if (seconds >= LEAST_SECONDS) {
        return patches / seconds;
      }
      patches = Product.of(2, patches);
    }
  }

  private static double seconds(Dataset dataset, int macro, int threads, int patches, long seed) {
    List<Thread> readers =
        IntStream.range(0, threads)
            .mapToObj(i -> new Thread(() -> read(dataset, macro, patches / threads, seed + i)))
            .toList();
    long begin = System.nanoTime();
    readers.forEach(Thread::start);
    for (Thread reader : readers) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while reading", e);
      }
    }
    return (System.nanoTime() - begin) * 1e-9;
  }

  private static void read(Dataset dataset, int macro, int patches, long seed) {
    GridCropper cropper = new GridCropper();
    Random random = new Random(seed);
    int places = dataset.imageSize().width() - macro + 1;
    byte[] patch = new byte[Product.of(macro, macro, dataset.channels())];
    for (int i = 0; i < patches; i++) {
      int image = random.nextInt(dataset.count());
      PixelRegion region =
          new PixelRegion(random.nextInt(places), random.nextInt(places), macro, macro);
      cropper.crop(dataset, image, region, patch);
    }
  }

  /** Asks Linux to forget a file's pages, through GNU dd; false where there is none. */
  private static boolean drop(Path file) {
    try {
      Process dd =
          new ProcessBuilder(
                  "dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync", "count=0")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return dd.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
