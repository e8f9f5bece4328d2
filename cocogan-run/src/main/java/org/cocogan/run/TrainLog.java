package org.cocogan.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cocogan.file.DurableFiles;
import org.cocogan.training.Notice;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStart;

/**
 * The diary of a run, {@code train.log}: when its trainings began and ended, what there was to
 * notice, and of every failure all that led to it. A terminal may show it: what others have written
 * is harmless there.
 */
final class TrainLog implements TrainingListener {
  private final Path file;

  /** Opens a log, which need not be there yet, to add to it. */
  TrainLog(Path file) {
    this.file = file;
  }

  @Override
  public String product() {
    return "line in " + file.getFileName();
  }

  @Override
  public void started(TrainingStart start) throws IOException {
    String end = start.end().isPresent() ? " of " + start.end().getAsLong() : "";
    write("training from step " + start.step() + end + " on " + machine() + "\n");
  }

  private static String machine() {
    return "%s %s, %s processors, Java %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
  }

  @Override
  public void noticed(Notice notice) throws IOException {
    write(TerminalText.line(notice.text()) + "\n" + notice.cause().map(TrainLog::trace).orElse(""));
  }

  @Override
  public void ended(long step) throws IOException {
    write("ended after step " + step + "\n");
  }

  @Override
  public void failed(Throwable failure) throws IOException {
    write("failed\n" + trace(failure));
  }

  private void write(String text) throws IOException {
    DurableFiles.append(file, Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + text);
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    Stream<String> lines = text.toString().lines();
    return lines.map(TerminalText::line).collect(Collectors.joining("\n", "", "\n"));
  }
}
