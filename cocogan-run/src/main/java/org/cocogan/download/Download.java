package org.cocogan.download;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.cocogan.CocoGanException;
import org.cocogan.file.Digests;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;

/** Downloads a file whose SHA-256 is known; what an attempt has got, the next one goes on from. */
public final class Download {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** In a row, each of which brings less than a megabyte. */
  private static final int ATTEMPTS = 3;

  private static final long WORTHWHILE = 1 << 20;
  private static final int BUFFER = 1 << 16;
  private static final int NOTHING_LEFT = 416;

  /** A listener to the progress of a download. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Some bytes have come.
     *
     * @param done bytes so far, earlier attempts' too
     * @param total bytes, if the server says
     */
    void progress(long done, OptionalLong total);
  }

  private final PublishedFile file;
  private final Listener listener;
  private final Duration patience;

  /** Prepares the download of a file, over HTTP or HTTPS. */
  public Download(PublishedFile file, Listener listener) {
    this(file, listener, PATIENCE);
  }

  /**
   * Prepares a download with a patience of its own.
   *
   * @param patience how long to wait for a server that gives nothing
   */
  Download(PublishedFile file, Listener listener, Duration patience) {
    this.file = file;
    this.listener = listener;
    this.patience = patience;
  }

  /** Whether a file is there and is the one that is wanted. */
  public static boolean isThere(PublishedFile file, Path target) throws IOException {
    return Files.isRegularFile(target)
        && (file.bytes().isEmpty() || file.bytes().getAsLong() == Files.size(target))
        && Digests.of(target).equals(file.sha256());
  }

  /**
   * Downloads to a file, unless it is there already. It appears whole and verified; what came so
   * far is kept beside it, as NAME.partial.
   *
   * @throws CocoGanException if the server cannot be reached or has another file, or the disk has
   *     too little room
   */
  public void to(Path target) {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      if (isThere(file, target)) {
        return;
      }
      Files.createDirectories(target.toAbsolutePath().getParent());
      requireRoom(partial);
      fetch(partial);
      String found = Digests.of(partial);
      if (!found.equals(file.sha256())) {
        Files.delete(partial);
        throw new CocoGanException(
            file.address()
                + ": gave a file with the SHA-256 "
                + found
                + " instead of "
                + file.sha256()
                + "; it is deleted; try again, or get the file elsewhere and "
                + file.byHand());
      }
      DurableFiles.move(partial, target);
    } catch (IOException e) {
      throw new CocoGanException(
          "cannot write " + FileFailures.describe(e) + "; make room and start again", e);
    }
  }

  private void requireRoom(Path partial) throws IOException {
    long room = Files.getFileStore(partial.toAbsolutePath().getParent()).getUsableSpace();
    long needed = file.bytes().orElse(0) - had(partial);
    if (room < needed) {
      throw new CocoGanException(
          "%s needs %s MB more, but the disk has %s MB; make room, or name a folder elsewhere"
              .formatted(partial, needed >> 20, room >> 20));
    }
  }

  private static long had(Path partial) throws IOException {
    return Files.exists(partial) ? Files.size(partial) : 0;
  }

  private void fetch(Path partial) throws IOException {
    for (int attempt = 1; ; attempt++) {
      long before = had(partial);
      try {
        request(partial, before);
        return;
      } catch (ConnectionException e) {
        if (had(partial) - before >= WORTHWHILE) {
          attempt = 0;
        } else if (attempt == ATTEMPTS) {
          throw new CocoGanException(
              file.address()
                  + ": cannot be downloaded: "
                  + e.getMessage()
                  + "; start again to go on, or download it elsewhere and "
                  + file.byHand(),
              e);
        }
      }
    }
  }

  private void request(Path partial, long had) throws IOException {
    // The newer HttpClient waits for ever on a server that stops within its answer.
    HttpURLConnection connection = (HttpURLConnection) file.address().toURL().openConnection();
    connection.setConnectTimeout((int) patience.toMillis());
    connection.setReadTimeout((int) patience.toMillis());
    connection.setUseCaches(false);
    if (had > 0) {
      connection.setRequestProperty("Range", "bytes=" + had + "-");
    }
    try {
      int status = status(connection);
      if (status == NOTHING_LEFT && had > 0) {
        return;
      }
      boolean rest = status == HttpURLConnection.HTTP_PARTIAL && startsAt(connection, had);
      if (!rest && status != HttpURLConnection.HTTP_OK) {
        String location = connection.getHeaderField("Location");
        throw new ConnectionException(
            "the server answers "
                + status
                + (location == null ? "" : " and points to " + location + ", for --from to name"));
      }
      copy(connection, partial, rest ? had : 0);
    } finally {
      connection.disconnect();
    }
  }

  private static boolean startsAt(HttpURLConnection connection, long had) {
    String range = connection.getHeaderField("Content-Range");
    return range != null && range.startsWith("bytes " + had + "-");
  }

  private void copy(HttpURLConnection connection, Path partial, long start) throws IOException {
    long length = connection.getContentLengthLong();
    OptionalLong said = length >= 0 ? OptionalLong.of(start + length) : OptionalLong.empty();
    requirePublished(connection, said);
    requireSize(partial, said.orElse(0));
    OptionalLong total = said.isPresent() ? said : file.bytes();
    try (FileChannel out =
        FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(start);
      out.position(start);
      byte[] buffer = new byte[BUFFER];
      for (int read = read(connection, buffer); read >= 0; read = read(connection, buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        requireSize(partial, out.position());
        listener.progress(out.position(), total);
      }
      out.force(true);
      if (total.isPresent() && out.position() < total.getAsLong()) {
        throw new ConnectionException("the connection broke");
      }
    }
  }

  /** Before what is there already is touched. */
  private void requirePublished(HttpURLConnection connection, OptionalLong said) {
    String type = String.valueOf(connection.getContentType()).toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html")) {
      throw new CocoGanException(
          file.address()
              + ": gives a page instead of the file, perhaps one that asks for something; open it"
              + " in a browser, or get the file elsewhere, and "
              + file.byHand());
    }
    if (said.isPresent() && file.bytes().isPresent() && !said.equals(file.bytes())) {
      throw new CocoGanException(
          "%s: has %s bytes, but the file that is published has %s; get it elsewhere and %s"
              .formatted(
                  file.address(), said.getAsLong(), file.bytes().getAsLong(), file.byHand()));
    }
  }

  private void requireSize(Path partial, long size) throws IOException {
    if (size > file.largest()) {
      Files.deleteIfExists(partial);
      throw new CocoGanException(
          file.address()
              + ": gives more than the "
              + (file.bytes().isPresent()
                  ? file.largest() + " bytes that the file has"
                  : (file.largest() >> 20) + " MB that such a file may have"));
    }
  }

  private int status(HttpURLConnection connection) {
    try {
      return connection.getResponseCode();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private int read(HttpURLConnection connection, byte[] buffer) {
    try {
      return connection.getInputStream().read(buffer);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private ConnectionException broken(IOException cause) {
    if (cause instanceof SocketTimeoutException) {
      return new ConnectionException("nothing came for " + patience.toSeconds() + " seconds");
    }
    if (cause instanceof UnknownHostException) {
      return new ConnectionException("no host " + file.address().getHost() + " can be found");
    }
    return new ConnectionException("the connection broke: " + FileFailures.reason(cause));
  }

  /** The failure of a download whose cause is the server, not the disk. */
  private static final class ConnectionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConnectionException(String message) {
      super(message);
    }
  }
}
