package org.cocogan.eval.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;

/** What this package reads, for fuzzing. */
public final class NetworkReaders {
  private NetworkReaders() {}

  /** Reads every tensor of a file of weights. */
  public static void weights(Path file) {
    try (WeightsFile weights = WeightsFile.open(file)) {
      for (StoredTensor tensor : weights.tensors().values()) {
        try {
          tensor.read();
        } catch (MalformedException e) {
          throw new FeatureNetworkException(file + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** What a file says that a model of a digest was made of. */
  public static Optional<String> provenance(Path file, String digest) {
    return NetworkProvenance.read(file, digest).map(NetworkProvenance::name);
  }

  /** A network whose features are the mean colours of images of 4x5 pixels. */
  public static byte[] meanColours() {
    OnnxGraph graph = new OnnxGraph("means");
    String image = graph.input("image", 3, 4, 5);
    graph.node(
        "ReduceMean", "mean", List.of(image), Map.of("axes", new long[] {2, 3}, "keepdims", 0L));
    graph.output("mean", 3);
    return graph.toBytes("test");
  }
}
