package org.cocogan.backend.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Loader;
import org.cocogan.cache.NativesFolder;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Variables;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J: programs become SameDiff graphs whose memory is laid out once, when they first run. */
final class Dl4jBackend implements Backend {
  static final String NAME = "dl4j";

  private final Memory memory = new Memory();
  private final Set<Dl4jVariables> open = ConcurrentHashMap.newKeySet();
  private final String description;
  private final Threads threads;

  private Dl4jBackend(String description, Threads threads) {
    this.description = description;
    this.threads = threads;
  }

  static Dl4jBackend start(BackendOptions options) {
    Environment environment = load(options.device());
    if (options.isGpu() && environment.isCPU()) {
      throw new IllegalStateException(
          "ND4J was started with natives for the processor alone; build with the Maven profile gpu"
              + " (-Pgpu), or set device: cpu");
    }
    if (options.gpu() > 0) {
      throw new IllegalStateException(
          "ND4J computes on the first GPU alone; set device: gpu, and let CUDA_VISIBLE_DEVICES="
              + options.gpu()
              + " choose which that is");
    }
    if (!options.isGpu() && !environment.isCPU()) {
      throw new IllegalStateException(
          "ND4J was started with natives for a GPU; build without the Maven profile gpu, or set"
              + " device: gpu");
    }
    Threads threads = new Threads(options.threads());
    return new Dl4jBackend(
        "ND4J " + version() + " on " + options.device() + ", " + threads, threads);
  }

  private static Environment load(String device) {
    // Its own messages then go where ND4J's go; and its limits would count all memory as leaked.
    setUnlessSet("org.bytedeco.javacpp.logger", "slf4j");
    setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
    try {
      NativesFolder.of("javacpp-" + Loader.getVersion())
          .announcedBy("org.bytedeco.javacpp.cachedir");
      Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
      return Nd4j.getEnvironment();
    } catch (IOException | RuntimeException | LinkageError e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new IllegalStateException(
          "ND4J does not start on "
              + device
              + ": "
              + reason(cause)
              + (!device.equals("cpu")
                  ? "; it needs a GPU, CUDA 11.6 and the natives that the Maven profile gpu brings"
                      + " (-Pgpu)"
                  : "; check that org.nd4j:nd4j-native with a classifier for "
                      + Loader.getPlatform()
                      + " is on the class path"),
          e);
    }
  }

  /** What the build of ND4J has written down about itself. */
  private static String version() {
    Properties properties = new Properties();
    try (InputStream stream =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "of unknown version");
  }

  /** The first line of a failure's message, without the full stop. */
  private static String reason(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .findFirst()
        .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
        .orElse("no reason given");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Variables newVariables() {
    Dl4jVariables variables = new Dl4jVariables(this, memory);
    open.add(variables);
    return variables;
  }

  /** Forgets variables that have been freed. */
  void forget(Dl4jVariables variables) {
    open.remove(variables);
  }

  @Override
  public Program compile(ProgramDefinition definition, Variables variables) {
    if (!(variables instanceof Dl4jVariables own) || !own.belongsTo(this)) {
      throw new IllegalArgumentException(
          "program " + definition.name() + " needs variables that this backend has made");
    }
    return new Dl4jProgram(definition, own, memory, threads);
  }

  @Override
  public void close() {
    synchronized (memory) {
      open.forEach(Dl4jVariables::close);
      memory.close();
    }
  }
}
