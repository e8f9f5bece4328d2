package org.cocogan.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.Product;
import org.cocogan.plugin.Plugins;
import org.cocogan.render.PatchRenderer;
import org.cocogan.report.benchmark.Timing;
import org.cocogan.run.TrainedRun;
import org.cocogan.studio.Sources;
import org.cocogan.studio.Studio;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;

/**
 * The cost of a part in the studio, beside the same renderer without a server; they alternate.
 *
 * @param parts in an image
 * @param renderer processor seconds of a part that the renderer draws, in full batches
 * @param studio processor seconds of a part that clients ask the studio for
 * @param png processor seconds that the PNG takes of it
 * @param share the studio's seconds without PNG over the renderer's, round by round, at the median
 * @param median seconds until an answer
 * @param hundredth seconds until an answer that only one in a hundred takes longer than
 */
record StudioBenchmark(
    int parts,
    double renderer,
    double studio,
    double png,
    double share,
    double median,
    double hundredth) {
  /** Images that the renderer draws in one go, whose parts fill its batches. */
  private static final int TOGETHER = 64;

  private static final int WARM_UP = 3;

  private static final String WHOLE = "full/max/0/default.png";

  /** Where the studio listens in benchmarks. */
  static final String HOST = "127.0.0.1";

  /**
   * Measures.
   *
   * @param folder of a run
   * @param clients that ask at the same time
   * @param images in a round
   * @param rounds the medians are of; three more come before them, in which the JVM compiles
   * @param told what is noteworthy
   */
  static StudioBenchmark measure(
      Path folder, int clients, int images, int rounds, Consumer<String> told) throws Exception {
    Workbench workbench = Workbench.create(Plugins.none());
    try (TrainedRun run =
            TrainedRun.forDrawing(workbench, folder, Optional.empty(), Precision.FLOAT32, told);
        PatchRenderer renderer = run.renderer(TrainedRun.USUAL_SEED);
        Sources sources = open(workbench, folder, told);
        Studio studio = Studio.open(sources, HOST, 0, told)) {
      StudioClients outside = new StudioClients(studio.address(), clients, WHOLE);
      run.backend().yieldProcessors();
      int parts = run.coordinates().microGrid().size();
      double[] alone = new double[rounds];
      double[] served = new double[rounds];
      double[] png = new double[rounds];
      double[] share = new double[rounds];
      List<double[]> waits = new ArrayList<>();
      for (int round = -WARM_UP; round < rounds; round++) {
        // Images that were not drawn before, and more than are kept.
        int first = Product.of(round + WARM_UP, images);
        List<byte[]> drawn = new ArrayList<>();
        double rendererSeconds = processorSeconds(() -> draw(renderer, first, images, drawn));
        double pngSeconds = processorSeconds(() -> encode(run, renderer, drawn));
        double[][] wait = new double[1][];
        double studioSeconds =
            processorSeconds(
                () -> {
                  wait[0] = outside.askFromOutside(first, images);
                  return images;
                });
        if (round >= 0) {
          double count = (double) images * parts;
          alone[round] = rendererSeconds / count;
          png[round] = pngSeconds / count;
          served[round] = studioSeconds / count;
          share[round] = (served[round] - png[round]) / alone[round];
          waits.add(wait[0]);
        }
      }
      double[] sorted = waits.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
      return new StudioBenchmark(
          parts,
          Timing.of(alone).median(),
          Timing.of(served).median(),
          Timing.of(png).median(),
          Timing.of(share).median(),
          sorted[sorted.length / 2],
          sorted[(int) (sorted.length * 0.99)]);
    }
  }

  static Sources open(Workbench workbench, Path folder, Consumer<String> told) throws IOException {
    return Sources.open(workbench, List.of(folder), Optional.empty(), told);
  }

  private static int draw(PatchRenderer renderer, int first, int images, List<byte[]> drawn) {
    for (int done = 0; done < images; done += TOGETHER) {
      int count = Math.min(TOGETHER, images - done);
      drawn.addAll(Arrays.asList(renderer.images(first + done, count)));
    }
    return images;
  }

  private static int encode(TrainedRun run, PatchRenderer renderer, List<byte[]> drawn) {
    int bytes = 0;
    for (byte[] pixels : drawn) {
      bytes +=
          Images.encodePng(new PixelImage(renderer.imageSize(), run.channels(), pixels)).length;
    }
    return bytes;
  }

  /** Of all threads of this process together. */
  private static double processorSeconds(Callable<Integer> work) throws Exception {
    long begun = FidBenchmark.processorNanos();
    work.call();
    return (FidBenchmark.processorNanos() - begun) * 1e-9;
  }

  /** For people. */
  String text() {
    return String.format(
        Locale.ROOT,
        "a part of %d: renderer %.3f ms, studio %.3f ms of which PNG %.3f ms; %.3f times without"
            + " PNG%nan answer: %.3f s at the median, %.3f s in one of a hundred",
        parts,
        renderer * 1e3,
        studio * 1e3,
        png * 1e3,
        share,
        median,
        hundredth);
  }
}
