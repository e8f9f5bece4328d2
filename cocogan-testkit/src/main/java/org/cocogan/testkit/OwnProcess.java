package org.cocogan.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for a test that may take it down, or that measures it. */
final class OwnProcess {
  private OwnProcess() {}

  /**
   * The end of a process.
   *
   * @param passed whether it ended with exit code 0
   * @param text all that it printed
   */
  record Report(boolean passed, String text) {}

  /**
   * Runs a class with the name of a test's class as its argument.
   *
   * @param test has a constructor without parameters
   */
  static Report of(Class<?> main, List<String> jvmArguments, Object test)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(main.getName(), test.getClass().getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Report(process.waitFor() == 0, text);
  }

  /** Makes the test that {@link #of} was given. */
  static <T> T test(Class<T> kind, String[] arguments) throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
    constructor.setAccessible(true);
    return kind.cast(constructor.newInstance());
  }
}
