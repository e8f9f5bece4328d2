package org.cocogan.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.cocogan.CocoGanException;
import org.cocogan.eval.network.FeatureImage;
import org.cocogan.eval.network.FeatureNetworkException;
import org.cocogan.eval.network.FeatureNetworkOptions;
import org.cocogan.eval.network.NetworkCache;
import org.cocogan.eval.network.NetworkReaders;
import org.cocogan.eval.network.OnnxFeatureNetwork;
import org.cocogan.eval.statistics.FeatureMoments;
import org.cocogan.eval.statistics.StatisticsException;
import org.cocogan.eval.statistics.StatisticsFile;
import org.cocogan.eval.statistics.StatisticsProvenance;
import org.cocogan.onnx.ModelException;
import org.cocogan.onnx.ModelReaders;
import org.cocogan.patch.Size;
import org.cocogan.weights.tensorflow.SavedPrefix;
import org.cocogan.weights.tensorflow.TensorBundle;

/** What evaluation reads: weights, networks, statistics. */
final class NetworkTargets {
  /** Operations of pickles, some with what follows them. */
  private static final List<byte[]> OPERATIONS =
      List.of(
          Texts.bytes("("),
          Texts.bytes("N"),
          Texts.bytes("K\7"),
          Texts.bytes("J\0\0\0\1"),
          Texts.bytes(")R"),
          Texts.bytes("ccollections\nOrderedDict\n"),
          Texts.bytes("ctorch._utils\n_rebuild_tensor_v2\n"),
          Texts.bytes("cos\nsystem\n"),
          Texts.bytes("X\1\0\0\0a"),
          Texts.bytes("}"),
          Texts.bytes("]"),
          Texts.bytes("a"),
          Texts.bytes("e"),
          Texts.bytes("s"),
          Texts.bytes("u"),
          Texts.bytes("t"),
          Texts.bytes("b"),
          Texts.bytes("Q"),
          Texts.bytes("q\1"),
          Texts.bytes("h\1"),
          Texts.bytes("h\2"),
          Texts.bytes("."),
          HexFormat.of().parseHex("85"),
          HexFormat.of().parseHex("86"),
          HexFormat.of().parseHex("87"),
          HexFormat.of().parseHex("88"),
          HexFormat.of().parseHex("8a0affffffffffffffffff7f"),
          HexFormat.of().parseHex("8a08ffffffffffffff7f"),
          HexFormat.of().parseHex("93"),
          HexFormat.of().parseHex("94"),
          HexFormat.of().parseHex("47ffefffffffffffff"));

  private static final int LARGEST_NODE = 2000;
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private NetworkTargets() {}

  static List<Target> all() {
    Mutation pickle = new ByteMutation(OPERATIONS);
    return List.of(
        weights("torch-zip", () -> Whole.files("eval/network/kinds.pth"))
            .with(new ZipMutation(pickle), new ZipMutation(pickle)),
        weights("torch-legacy", () -> Whole.files("eval/network/kinds-legacy.pth")).with(pickle),
        weights("graph-def", () -> List.of(graph())).with(new ProtobufMutation()),
        Target.of(
                "bundle-index",
                () -> Whole.files("weights/empty.index", "weights/sharded.index"),
                CocoGanException.class,
                NetworkTargets::readBundle)
            .repairedBy(Checksums::ofTable),
        Target.of(
                "onnx",
                () -> List.of(NetworkReaders.meanColours()),
                ModelException.class,
                (input, folder) -> ModelReaders.look(Files.write(folder.resolve("x.onnx"), input)))
            .with(new ProtobufMutation()),
        // Whatever a model does, it does it to a process of its own.
        Target.of(
                "onnx-process",
                () -> List.of(NetworkReaders.meanColours()),
                FeatureNetworkException.class,
                NetworkTargets::run)
            .with(new ProtobufMutation())
            .costing(50),
        Target.of(
                "onnx-provenance",
                () -> List.of(provenance()),
                FeatureNetworkException.class,
                (input, folder) ->
                    NetworkReaders.provenance(Files.write(folder.resolve("x.json"), input), DIGEST))
            .with(new JsonMutation()),
        Target.of(
                "statistics",
                NetworkTargets::statistics,
                StatisticsException.class,
                (input, folder) -> StatisticsFile.read(Files.write(folder.resolve("x.npz"), input)))
            .with(
                new ZipMutation(new ByteMutation(List.of())), new ZipMutation(new TextMutation())),
        Target.of(
                "statistics-provenance",
                () -> List.of(written("x.npz.json")),
                StatisticsException.class,
                (input, folder) -> {
                  Files.write(folder.resolve("x.npz.json"), input);
                  StatisticsFile.read(Files.write(folder.resolve("x.npz"), written("x.npz")))
                      .provenance();
                })
            .with(new JsonMutation())
            .costing(5));
  }

  private static Target weights(String name, Target.Seeds seeds) {
    return Target.of(
        name,
        seeds,
        FeatureNetworkException.class,
        (input, folder) -> NetworkReaders.weights(Files.write(folder.resolve("x"), input)));
  }

  /** The data of one of two checkpoints of TensorFlow lies beside the index, whichever it is of. */
  private static void readBundle(byte[] index, Path folder) throws IOException {
    copy("empty.data-00000-of-00001", folder);
    copy("sharded.data-00000-of-00002", folder);
    copy("sharded.data-00001-of-00002", folder);
    Files.write(folder.resolve("x.index"), index);
    TensorBundle bundle = TensorBundle.open(SavedPrefix.find(folder).orElseThrow().path());
    for (String name : bundle.names()) {
      bundle.shape(name);
      bundle.read(name);
    }
  }

  private static void copy(String name, Path folder) throws IOException {
    Files.write(folder.resolve(name.replaceFirst("^[a-z]+", "x")), Whole.file("weights/" + name));
  }

  /** The small nodes of a graph: messages under number 1, each with its length. */
  private static byte[] graph() throws IOException {
    byte[] whole = Whole.file("eval/network/graph.pb");
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    int at = 0;
    while (at + 3 < whole.length && small.size() < 4 * LARGEST_NODE) {
      int length = 0;
      int begin = at + 1;
      for (int shift = 0; ; shift += 7) {
        byte part = whole[begin++];
        length |= (part & 0x7f) << shift;
        if (part >= 0) {
          break;
        }
      }
      if (length < LARGEST_NODE) {
        small.write(whole, at, begin + length - at);
      }
      at = begin + length;
    }
    return small.toByteArray();
  }

  private static byte[] provenance() {
    return Texts.bytes(
        """
        {"onnx_sha256": "DIGEST", "trust": "STATED", "source_file": "x.pth",
         "source_sha256": "00", "source_format": "a zip", "trial_mean": 0.5}
        """
            .replace("DIGEST", DIGEST));
  }

  private static void run(byte[] input, Path folder) throws IOException {
    Path model = Files.write(folder.resolve("x.onnx"), input);
    try (OnnxFeatureNetwork network =
        OnnxFeatureNetwork.open(
            model, FeatureNetworkOptions.defaults(), new NetworkCache(folder))) {
      network.features(List.of(new FeatureImage(new Size(4, 5), 3, new byte[4 * 5 * 3])));
    }
  }

  private static List<byte[]> statistics() throws IOException {
    List<byte[]> files = new ArrayList<>();
    files.add(written("x.npz"));
    byte[] ours = written("x.npz");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(ours))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    files.add(ZipMutation.zip(entries, true));
    return files;
  }

  /** One of the files that statistics are written to. */
  private static byte[] written(String name) throws IOException {
    Path folder = Files.createTempDirectory("statistics");
    try {
      StatisticsFile.write(
          folder.resolve("x.npz"),
          new FeatureMoments(
              OptionalLong.of(9), new double[] {1, 2}, new double[] {2, 0.5, 0.5, 1}),
          new StatisticsProvenance("means", "00", "unit", 9, "noise"));
      return Files.readAllBytes(folder.resolve(name));
    } finally {
      Folders.delete(folder);
    }
  }
}
