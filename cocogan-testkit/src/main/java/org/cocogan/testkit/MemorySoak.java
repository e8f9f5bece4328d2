package org.cocogan.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Variables;

/** The process in which {@link BackendSoak} measures a backend's memory. */
final class MemorySoak {
  /** More than an allocator takes by its own lights, half of what the smallest leak takes. */
  static final int ALLOWED_MEBIBYTES = 12;

  private static final int RUNS = 300;
  private static final int SETTLED = 100;
  private static final int INTERVAL = 50;
  private static final double MEBIBYTE = 1024 * 1024;

  private MemorySoak() {}

  /**
   * Measures a backend in a JVM whose own memory grows little: its heap is touched from the start,
   * and its second compiler stays off.
   */
  static OwnProcess.Report inItsOwnProcess(BackendSoak soak)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"));
    arguments.addAll(soak.jvmArguments());
    return OwnProcess.of(MemorySoak.class, arguments, soak);
  }

  /** Takes the name of a {@link BackendSoak} with a constructor without parameters. */
  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    double growth = growth(OwnProcess.test(BackendSoak.class, arguments));
    say("grew by %.1f MiB after run %d, allowed are %d MiB", growth, SETTLED, ALLOWED_MEBIBYTES);
    System.exit(growth <= ALLOWED_MEBIBYTES ? 0 : 1);
  }

  private static double growth(BackendSoak soak) throws IOException {
    // Peaks, because an allocator gives memory back and takes it again.
    double settled = 0;
    double later = 0;
    try (Backend backend = soak.start();
        Variables variables = backend.newVariables();
        Program training = backend.compile(SoakProgram.definition(), variables)) {
      SoakProgram.variables().forEach(variables::set);
      for (int run = 1; run <= RUNS; run++) {
        useEverything(soak, backend, variables, training, run);
        if (run % INTERVAL == 0) {
          double now = mebibytes();
          say("after run %d: %.1f MiB", run, now);
          if (run <= SETTLED) {
            settled = Math.max(settled, now);
          } else {
            later = Math.max(later, now);
          }
        }
      }
    }
    return later - settled;
  }

  private static void useEverything(
      BackendSoak soak, Backend backend, Variables variables, Program training, int run) {
    Map<String, HostArray> inputs = SoakProgram.inputs(run);
    training.train(inputs, new AdamUpdate("adam", run, 1e-4, 0, 0.999, 1e-8));
    training.advance(inputs);
    training.gradients(inputs);
    try (Variables copy = backend.newVariables();
        Program program = backend.compile(SoakProgram.definition(), copy)) {
      variables.names().forEach(name -> copy.set(name, variables.get(name)));
      program.run(inputs);
    }
    try (Backend another = soak.start()) {
      // Nobody but the engine closes these.
      Variables left = another.newVariables();
      variables.names().forEach(name -> left.set(name, variables.get(name)));
    }
  }

  private static double mebibytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / MEBIBYTE)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(status + " has no line VmRSS"));
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
