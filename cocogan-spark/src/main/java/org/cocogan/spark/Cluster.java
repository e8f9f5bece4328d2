package org.cocogan.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.cocogan.CocoGanException;
import org.cocogan.exact.Product;

/** The processes that do pieces of work. */
final class Cluster implements AutoCloseable {
  /** So that a machine that is slow or lost costs a small part of all. */
  private static final int PIECES_PER_PROCESS = 4;

  private Optional<JavaSparkContext> joined = Optional.empty();

  /**
   * Joins the cluster that spark-submit names, when somebody first asks. Unless it is set
   * otherwise, an executor has one core and takes itself for a machine of one, so that engines
   * start one thread.
   */
  private JavaSparkContext context() {
    if (joined.isEmpty()) {
      SparkConf settings = new SparkConf();
      settings.setIfMissing("spark.app.name", "CocoGAN");
      settings.setIfMissing("spark.executor.cores", "1");
      settings.setIfMissing(
          "spark.executor.extraJavaOptions",
          "-XX:ActiveProcessorCount=" + settings.get("spark.task.cpus", "1"));
      settings.setIfMissing("spark.log.level", "WARN");
      settings.setIfMissing("spark.ui.enabled", "false");
      joined = Optional.of(new JavaSparkContext(settings));
    }
    return joined.get();
  }

  /** How many pieces to make of work, unless somebody says it. */
  int pieces() {
    return Product.of(context().defaultParallelism(), PIECES_PER_PROCESS);
  }

  /** Sends files to every process once, when it first asks. */
  Bundle send(Path root, List<Path> files) throws IOException {
    return send(Bundle.read(root, files));
  }

  /** Sends bytes, by name. */
  Bundle send(Map<String, byte[]> files) {
    return new Bundle(UUID.randomUUID().toString(), context().broadcast(new HashMap<>(files)));
  }

  /**
   * Does all pieces.
   *
   * @return what comes back, in the order of the pieces
   * @throws CocoGanException if one of them fails again and again
   */
  <R extends Serializable> List<R> run(List<? extends Piece<R>> pieces) {
    try {
      return context()
          .parallelize(List.<Piece<R>>copyOf(pieces), pieces.size())
          .map(piece -> piece.run(ClusterProcess.here()))
          .collect();
    } catch (Exception e) {
      // Spark's own exceptions are checked ones that its methods do not declare.
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new CocoGanException(
          "the cluster gave up: " + message.replaceFirst(".*most recent failure: ", ""), e);
    }
  }

  @Override
  public void close() {
    joined.ifPresent(JavaSparkContext::close);
  }
}
