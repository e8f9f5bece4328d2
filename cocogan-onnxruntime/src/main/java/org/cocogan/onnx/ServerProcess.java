package org.cocogan.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtEnvironment;
import com.google.protobuf.Message;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.cache.CacheFolder;

/** A Java process that runs {@link ModelServer}, and the talk with it. */
final class ServerProcess implements AutoCloseable {
  private static final int SECONDS_TO_END = 5;

  /** The first Java that warns of what Protocol Buffers does unless it is allowed. */
  private static final int ASKS_FOR_UNSAFE = 24;

  /** What is set for this JVM and counts there, too. */
  private static final List<String> PASSED_ON =
      List.of(
          ModelLimits.MEMORY, ModelLimits.SECONDS, "onnxruntime.native.path", "sun.jnu.encoding");

  /** Options for this JVM alone, such as a debugger's port. */
  private static final List<String> NOT_PASSED_ON =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;

  private ServerProcess(Process process) {
    this.process = process;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  /** Writes a request. */
  @FunctionalInterface
  interface Request {
    void write(DataOutputStream out) throws IOException;
  }

  /**
   * Starts a process.
   *
   * @param heap bytes that its Java may take
   * @throws CocoGanException if there is no Java to start, or its classes are not in files
   */
  static ServerProcess start(long heap) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Xmx" + (heap >> 20) + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                // A crash is told by the exit code; neither report nor core is left behind.
                "-XX:+SuppressFatalErrorMessage",
                "-XX:-CreateCoredumpOnCrash",
                // Standard output is for answers.
                "-XX:+DisplayVMOutputToStderr",
                "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= ASKS_FOR_UNSAFE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    for (String key : PASSED_ON) {
      String value = System.getProperty(key);
      if (value != null) {
        command.add("-D" + key + "=" + value);
      }
    }
    command.add(ModelServer.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeAll(NOT_PASSED_ON);
    builder.environment().put("CLASSPATH", classPath());
    try {
      ServerProcess started = new ServerProcess(builder.start());
      started.in.readBoolean();
      return started;
    } catch (IOException e) {
      throw new CocoGanException(
          "models in files run in a Java process of their own, and %s does not start one: %s"
              .formatted(java, e.getMessage()),
          e);
    }
  }

  /** The few jars and folders that the process needs. */
  private static String classPath() {
    return Stream.of(
            ModelServer.class,
            CacheFolder.class,
            OrtEnvironment.class,
            ModelProto.class,
            Message.class)
        .map(ServerProcess::location)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (Exception e) {
      throw new CocoGanException(
          "models in files run in a Java process of their own, and the class "
              + type.getName()
              + " is in no jar or folder that it could use",
          e);
    }
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @throws ModelException if the answer is that it failed, or the process has ended
   */
  synchronized <T> T exchange(Request request, Wire.Reader<T> answer) {
    try {
      request.write(out);
      out.flush();
      if (in.readBoolean()) {
        return answer.read(in);
      }
      throw new ModelException(Wire.readText(in));
    } catch (IOException e) {
      throw new ModelException(
          "brings ONNX Runtime down (exit code " + exitCode() + "); it is damaged, or made to", e);
    }
  }

  private int exitCode() {
    close();
    return process.exitValue();
  }

  /** Ends the process, which ends by itself where its input does. */
  @Override
  public synchronized void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Then it has ended already.
    }
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
