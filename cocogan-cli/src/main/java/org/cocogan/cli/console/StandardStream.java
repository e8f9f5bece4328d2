package org.cocogan.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A standard stream that remembers why it could not be written; the work goes on, and what is
 * printed from then on is lost.
 */
final class StandardStream extends OutputStream {
  private final OutputStream stream;
  private final Path link;
  private Optional<IOException> failure = Optional.empty();

  /**
   * Writes to a stream.
   *
   * @param link the link by which Linux says what the stream is
   */
  StandardStream(OutputStream stream, Path link) {
    this.stream = stream;
    this.link = link;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (failure.isPresent()) {
      return;
    }
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  /** Why not everything was written; nobody reading any more is no failure. */
  synchronized Optional<IOException> failure() {
    return failure.filter(e -> !isBrokenPipe(e));
  }

  /** The message is the system's and may be in the user's language. */
  private boolean isBrokenPipe(IOException e) {
    if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
      return true;
    }
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException elsewhere) {
      return false;
    }
  }
}
