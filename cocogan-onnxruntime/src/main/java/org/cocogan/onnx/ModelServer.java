package org.cocogan.onnx;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The program that a {@link ModelProcess} starts: opens the model that standard input names, then
 * answers runs on standard output until standard input ends.
 */
final class ModelServer {
  private final DataInputStream in;
  private final DataOutputStream out;
  private final ModelLimits limits = ModelLimits.fromProperties();
  private final Watchdog watchdog = Watchdog.start(limits.seconds(), this::fail);

  private ModelServer(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** A model and the file it is from. */
  private record Opened(ModelFile file, LocalModel model) {}

  /** Serves one model. */
  public static void main(String[] arguments) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // Nothing but answers may go there.
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    leaveInterruptsToTheParent();
    try {
      new ModelServer(in, out).serve();
    } catch (EOFException e) {
      // The parent has closed the model, or is gone.
    }
    Runtime.getRuntime().halt(0);
  }

  /** Ctrl-C reaches all processes of a terminal, and the parent may want to end in order. */
  private static void leaveInterruptsToTheParent() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException e) {
      // A Java without signals: Ctrl-C ends this process too, which the parent then says.
    }
  }

  private void serve() throws IOException {
    out.writeBoolean(true);
    out.flush();
    Path file = Path.of(Wire.readText(in));
    RuntimeSettings settings = Wire.readSettings(in);
    Optional<Opened> opened = worked(0, () -> open(file, settings));
    if (opened.isEmpty()) {
      return;
    }
    ModelFile described = opened.get().file();
    LocalModel model = opened.get().model();
    out.writeBoolean(true);
    Wire.writeText(out, described.digest());
    Wire.writeMap(out, described.operators(), Wire::writeText);
    Wire.writeDescription(out, model.description());
    out.flush();
    while (true) {
      Map<String, ModelTensor> inputs = Wire.readMap(in, Wire::readTensor);
      List<String> outputs = Wire.readTexts(in);
      Optional<Map<String, ModelTensor>> found =
          worked(described.size(), () -> model.run(inputs, outputs));
      if (found.isPresent()) {
        out.writeBoolean(true);
        Wire.writeMap(out, found.get(), Wire::writeTensor);
        out.flush();
      }
    }
  }

  private Opened open(Path file, RuntimeSettings settings) throws IOException {
    ModelFile described = ModelFile.read(file);
    watchdog.allow(limits.memoryWith(described.size()));
    return new Opened(described, LocalModel.ofFile(file, settings));
  }

  /**
   * The result of some work; of one that fails, the parent is told.
   *
   * @param files bytes of the files that the work rests on
   */
  private <T> Optional<T> worked(long files, Callable<T> work) {
    watchdog.begin(limits.memoryWith(files));
    String failure;
    try {
      T result = work.call();
      watchdog.end();
      return Optional.of(result);
    } catch (ModelException e) {
      failure = String.valueOf(e.getMessage());
    } catch (OutOfMemoryError e) {
      failure = "takes more memory than it may; -D" + ModelLimits.MEMORY + "=MB allows more";
    } catch (Exception | LinkageError e) {
      failure = "cannot be run: " + e;
    }
    watchdog.end();
    fail(failure);
    return Optional.empty();
  }

  private void fail(String why) {
    try {
      out.writeBoolean(false);
      Wire.writeText(out, why);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
