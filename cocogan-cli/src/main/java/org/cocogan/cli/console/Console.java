package org.cocogan.cli.console;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The program's standard output and standard error. */
public final class Console {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final StandardStream standardOutput =
      new StandardStream(new FileOutputStream(FileDescriptor.out), DESCRIPTORS.resolve("1"));
  private final PrintWriter out = writer(standardOutput, "stdout");
  private final PrintWriter err =
      writer(
          new StandardStream(new FileOutputStream(FileDescriptor.err), DESCRIPTORS.resolve("2")),
          "stderr");

  private final LineStream othersOut = new LineStream(out);
  private final LineStream othersErr = new LineStream(err);

  private Console() {}

  /** Opens both; what libraries and plugins print by themselves goes through them, too. */
  public static Console open() {
    Console console = new Console();
    System.setOut(console.othersOut.printStream());
    System.setErr(console.othersErr.printStream());
    return console;
  }

  private static PrintWriter writer(OutputStream stream, String name) {
    return new TerminalWriter(new BufferedWriter(new OutputStreamWriter(stream, encoding(name))));
  }

  /** What the terminal, or the locale, understands; the properties' names depend on the JDK. */
  private static Charset encoding(String stream) {
    return Stream.of(stream + ".encoding", "sun." + stream + ".encoding", "native.encoding")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .filter(Charset::isSupported)
        .findFirst()
        .map(Charset::forName)
        .orElseGet(Charset::defaultCharset);
  }

  /** Standard output. */
  public PrintWriter out() {
    return out;
  }

  /** Standard error. */
  public PrintWriter err() {
    return err;
  }

  /**
   * Prints what is left, at the end of a command.
   *
   * @param exitCode of the command
   * @return the same, or 1 if standard output could not take everything of a command that otherwise
   *     succeeded
   */
  public int finish(int exitCode) {
    othersOut.endLine();
    othersErr.endLine();
    out.flush();
    return standardOutput
        .failure()
        .map(
            failure -> {
              err.println(
                  "cocogan: standard output cannot be written: "
                      + failure.getMessage()
                      + "; what the command printed is incomplete");
              return exitCode == 0 ? 1 : exitCode;
            })
        .orElse(exitCode);
  }
}
