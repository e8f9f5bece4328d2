package org.cocogan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

/**
 * The test that a program, variables or a whole backend may be closed while another thread trains:
 * its next step fails with an exception, and the JVM, a process of its own, lives on.
 *
 * <p>Extend it with a class that starts the backend and has a constructor without parameters.
 */
public abstract class BackendClosing {
  private static final Shape IMAGES = Shape.of(8, 16, 24, 24);
  private static final int STEPS_BEFORE = 3;
  private static final int SECONDS_TO_END = 60;

  /** Creates the test for the backend of a subclass. */
  protected BackendClosing() {}

  /** Starts the backend under test. */
  protected abstract Backend start();

  /** What the process's JVM needs besides the class path; nothing unless overridden. */
  protected List<String> jvmArguments() {
    return List.of();
  }

  @Test
  void closesWhileAnotherThreadTrains() throws IOException, InterruptedException {
    OwnProcess.Report report = OwnProcess.of(BackendClosing.class, jvmArguments(), this);

    assertThat(report.passed()).as(report.text()).isTrue();
  }

  /** Takes the name of a subclass. */
  public static void main(String[] arguments) throws Exception {
    BackendClosing test = OwnProcess.test(BackendClosing.class, arguments);
    for (String what : List.of("program", "variables", "backend")) {
      test.close(what);
    }
    System.exit(0);
  }

  private void close(String what) throws InterruptedException, TimeoutException {
    Backend backend = start();
    Variables variables = backend.newVariables();
    variables.set("w", HostArray.filled(Shape.of(16, 16, 3, 3), 0.1f));
    Program program = backend.compile(convolution(), variables);
    CountDownLatch running = new CountDownLatch(STEPS_BEFORE);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> trainForever(program, running));
    running.await();

    switch (what) {
      case "program" -> program.close();
      case "variables" -> variables.close();
      default -> backend.close();
    }

    try {
      other.get(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      System.out.println(what + " closed: " + e.getCause());
    }
    program.close();
    variables.close();
    backend.close();
  }

  /** Ends by an exception alone. */
  private static void trainForever(Program program, CountDownLatch running) {
    Map<String, HostArray> inputs = Map.of("x", HostArray.filled(IMAGES, 0.5f));
    for (long step = 1; ; step++) {
      program.train(inputs, new AdamUpdate("adam", step, 1e-4, 0, 0.999, 1e-8));
      running.countDown();
    }
  }

  private static ProgramDefinition convolution() {
    return new ProgramDefinition(
        "convolution",
        Map.of("x", IMAGES),
        Set.of("w"),
        scope -> {
          Tensor loss = scope.input("x").conv2d(scope.variable("w"), 1, 1).square().mean();
          return new ProgramResult(Map.of("loss", loss), Optional.of(loss), Map.of());
        });
  }
}
