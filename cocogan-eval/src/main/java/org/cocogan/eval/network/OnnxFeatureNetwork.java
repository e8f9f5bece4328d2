package org.cocogan.eval.network;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.onnx.OnnxRuntime;
import org.cocogan.patch.Size;

/** A feature network in an ONNX file, run in ONNX Runtime. */
public final class OnnxFeatureNetwork implements FeatureNetwork {
  private static final int IMAGES_AHEAD = 16;

  /** The least positive float: the logarithm of no probability is to be a number. */
  private static final double LEAST_PROBABILITY = Float.MIN_VALUE;

  private final Identity identity;
  private final ModelSession session;
  private final FeaturePreprocessing preprocessing;
  private final ModelOutputs outputs;
  private final Map<String, Integer> sizes;
  private final ImagePreparation preparation;
  private final ExecutorService preparing;

  private OnnxFeatureNetwork(
      Identity identity,
      ModelSession session,
      FeaturePreprocessing preprocessing,
      ModelOutputs outputs,
      Map<String, Integer> sizes,
      int threads) {
    this.identity = identity;
    this.session = session;
    this.preprocessing = preprocessing;
    this.outputs = outputs;
    this.sizes = sizes;
    this.preparation = preparation(session, preprocessing);
    this.preparing = Executors.newFixedThreadPool(threads, OnnxFeatureNetwork::thread);
  }

  /** Whether networks can be run on a GPU: whether ONNX Runtime was built with CUDA. */
  public static boolean hasCuda() {
    return OnnxRuntime.hasCuda();
  }

  /** The identity of a network. */
  private record Identity(String name, boolean fidInception, String digest) {}

  /**
   * Opens a model and tries it on an image. Size, order of axes and outputs are read from it.
   *
   * @param known says of which models it is known what they were made of; what stands beside a file
   *     says nothing
   * @throws FeatureNetworkException if it is no network of images, does not tell how to use it, or
   *     takes more than a model may
   */
  public static OnnxFeatureNetwork open(
      Path file, FeatureNetworkOptions options, NetworkCache known) {
    ModelSession session = ModelSession.open(file, options);
    try {
      Optional<NetworkProvenance> provenance = known.provenance(session.digest());
      Identity identity =
          new Identity(
              provenance.map(NetworkProvenance::name).orElse(String.valueOf(file.getFileName())),
              provenance.map(NetworkProvenance::isFidInception).orElse(false),
              session.digest());
      FeaturePreprocessing preprocessing =
          options
              .preprocessing()
              .orElse(
                  provenance.isPresent()
                      ? FeaturePreprocessing.TENSORFLOW
                      : FeaturePreprocessing.UNIT);
      Map<String, Integer> sizes = trial(session, preprocessing);
      ModelOutputs outputs = ModelOutputs.of(file.toString(), session, sizes, options);
      requireFeatures(file, sizes.getOrDefault(outputs.features(), 0));
      return new OnnxFeatureNetwork(
          identity, session, preprocessing, outputs, sizes, options.threads());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Covariances have the square of as many numbers. */
  private static void requireFeatures(Path file, int dimension) {
    if (dimension < 1 || dimension > FeatureMoments.MOST_FEATURES) {
      throw new FeatureNetworkException(
          file
              + ": gives "
              + dimension
              + " features; from 1 to "
              + FeatureMoments.MOST_FEATURES
              + " are measured");
    }
  }

  /** How many numbers each output has for an image, after one run of a grey one. */
  private static Map<String, Integer> trial(ModelSession session, FeaturePreprocessing way) {
    byte[] grey = new byte[3];
    Arrays.fill(grey, (byte) 128);
    float[] input = preparation(session, way).prepare(new FeatureImage(new Size(1, 1), 3, grey));
    Map<String, Integer> sizes = new LinkedHashMap<>();
    session
        .run(List.of(input), List.copyOf(session.outputs()))
        .forEach((name, rows) -> sizes.put(name, rows[0].length));
    return sizes;
  }

  private static ImagePreparation preparation(ModelSession session, FeaturePreprocessing way) {
    ImageInput input = session.input();
    return new ImagePreparation(way, input.size(), input.channelsFirst());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "feature-images");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String name() {
    return identity.name();
  }

  @Override
  public boolean isFidInception() {
    return identity.fidInception();
  }

  @Override
  public String digest() {
    return identity.digest();
  }

  @Override
  public FeaturePreprocessing preprocessing() {
    return preprocessing;
  }

  @Override
  public int dimension() {
    return sizes.getOrDefault(outputs.features(), 0);
  }

  @Override
  public int classes() {
    return outputs.classes().map(name -> sizes.getOrDefault(name, 0)).orElse(0);
  }

  /** The height and width that images are resized to. */
  public Size inputSize() {
    return session.input().size();
  }

  @Override
  public FeatureBatch features(List<FeatureImage> images) {
    List<float[]> features = new ArrayList<>();
    List<float[]> logits = new ArrayList<>();
    stream(
        images.size(),
        images::get,
        batch -> {
          features.addAll(Arrays.asList(batch.features()));
          logits.addAll(Arrays.asList(batch.logits()));
        });
    return new FeatureBatch(features.toArray(float[][]::new), logits.toArray(float[][]::new));
  }

  @Override
  public void stream(int count, IntFunction<FeatureImage> images, Consumer<FeatureBatch> taker) {
    int batch = batch();
    Queue<Future<float[]>> ahead = new ArrayDeque<>();
    int asked = 0;
    try {
      for (int done = 0; done < count; ) {
        while (asked < Math.min((long) count, (long) done + batch + IMAGES_AHEAD)) {
          int number = asked++;
          ahead.add(preparing.submit(() -> preparation.prepare(images.apply(number))));
        }
        List<float[]> inputs = new ArrayList<>();
        while (inputs.size() < Math.min(batch, count - done)) {
          inputs.add(finished(ahead.remove()));
        }
        taker.accept(run(inputs));
        done += inputs.size();
      }
    } finally {
      ahead.forEach(future -> future.cancel(false));
    }
  }

  /** How many images are run at once. */
  int batch() {
    return session.input().imagesAtOnce();
  }

  private static float[] finished(Future<float[]> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while images were prepared");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private List<String> wanted() {
    List<String> wanted = new ArrayList<>(List.of(outputs.features()));
    outputs.classes().ifPresent(wanted::add);
    return wanted;
  }

  private FeatureBatch run(List<float[]> inputs) {
    Map<String, float[][]> found = session.run(inputs, wanted());
    float[][] features = rows(found, outputs.features());
    float[][] logits =
        outputs.classes().map(name -> rows(found, name)).orElseGet(() -> new float[0][]);
    if (outputs.probabilities()) {
      for (float[] row : logits) {
        for (int i = 0; i < row.length; i++) {
          row[i] = (float) Math.log(Math.max(row[i], LEAST_PROBABILITY));
        }
      }
    }
    return new FeatureBatch(features, logits);
  }

  /** The rows of an output, which may have as many numbers as in the trial alone. */
  private float[][] rows(Map<String, float[][]> found, String output) {
    float[][] rows = found.getOrDefault(output, new float[0][]);
    int size = sizes.getOrDefault(output, 0);
    if (rows.length == 0 || rows[0].length != size) {
      throw new FeatureNetworkException(
          identity.name()
              + ": gives another number of "
              + output
              + " for these images than the "
              + size
              + " of a first one");
    }
    return rows;
  }

  /** An image as the network's input, row-major. */
  float[] prepared(FeatureImage image) {
    return preparation.prepare(image);
  }

  /** What the session alone costs for prepared inputs. */
  FeatureSpeed.Cost costOf(List<float[]> inputs) {
    return session.costOf(inputs, wanted());
  }

  @Override
  public void close() {
    preparing.shutdownNow();
    session.close();
  }
}
