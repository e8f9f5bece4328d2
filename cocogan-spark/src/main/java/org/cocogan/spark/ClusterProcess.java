package org.cocogan.spark;

import com.google.inject.Binder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.cocogan.eval.network.FeatureNetwork;
import org.cocogan.run.KeptRuns;
import org.cocogan.run.RunOpener;

/** A process of the cluster: the files, engines and networks that its pieces of work share. */
final class ClusterProcess {
  private static final ClusterProcess HERE = new ClusterProcess();

  private final KeptRuns runs = new KeptRuns();
  private final Map<String, Path> unpacked = new HashMap<>();
  private final Map<String, Deque<FeatureNetwork>> networks = new ConcurrentHashMap<>();

  private final Set<Path> folders = ConcurrentHashMap.newKeySet();

  private ClusterProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> folders.forEach(ClusterProcess::delete)));
  }

  /** That of this process. */
  static ClusterProcess here() {
    return HERE;
  }

  /** Opens runs, each but once. */
  KeptRuns runs() {
    return runs;
  }

  /** Has the commands of this process open runs here. */
  void bind(Binder binder) {
    binder.bind(RunOpener.class).toInstance(runs);
  }

  /**
   * A feature network that nobody else uses meanwhile.
   *
   * @param network it
   * @param owner gets it back
   */
  record Borrowed(FeatureNetwork network, Deque<FeatureNetwork> owner) implements AutoCloseable {
    @Override
    public void close() {
      owner.push(network);
    }
  }

  /** Lends a feature network, which is opened if all that are open are in use. */
  Borrowed borrow(SentNetwork network) throws IOException {
    Deque<FeatureNetwork> idle =
        networks.computeIfAbsent(network.bundle().name(), name -> new ConcurrentLinkedDeque<>());
    FeatureNetwork open = idle.poll();
    return new Borrowed(open == null ? network.open(this) : open, idle);
  }

  /** Where the files of a bundle lie; they are written when the first piece asks. */
  synchronized Path unpacked(Bundle bundle) throws IOException {
    Path known = unpacked.get(bundle.name());
    if (known != null) {
      return known;
    }
    Path folder = folder();
    bundle.unpack(folder);
    unpacked.put(bundle.name(), folder);
    return folder;
  }

  /** A folder that goes when the process ends, if not before. */
  Path folder() throws IOException {
    Path folder = Files.createTempDirectory("cocogan-spark-");
    folders.add(folder);
    return folder;
  }

  /** Deletes a folder and all that is in it; what is gone already is no failure. */
  static void delete(Path folder) {
    HERE.folders.remove(folder);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
