package org.cocogan.eval.network;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import org.cocogan.file.Digests;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;

/** Downloads a file whose SHA-256 is known; what an attempt has got, the next one goes on from. */
public final class WeightsDownload {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 3;
  private static final int BUFFER = 1 << 16;
  private static final int NOTHING_LEFT = 416;

  /** Hears how far a download is. */
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

  private final URI address;
  private final String sha256;
  private final Listener listener;
  private final Duration patience;
  private final long largest;

  /** A download of the file with a SHA-256, from an address of the web. */
  public WeightsDownload(URI address, String sha256, Listener listener) {
    this(address, sha256, listener, PATIENCE, WeightsFile.LARGEST);
  }

  /**
   * One of its own patience.
   *
   * @param patience how long to wait for a server that gives nothing
   * @param largest bytes that a file may have
   */
  WeightsDownload(URI address, String sha256, Listener listener, Duration patience, long largest) {
    this.address = address;
    this.sha256 = sha256;
    this.listener = listener;
    this.patience = patience;
    this.largest = largest;
  }

  /**
   * Downloads to a file, unless it is there already. It appears whole and verified; what came so
   * far is kept beside it, as NAME.partial.
   *
   * @throws FeatureNetworkException if the server cannot be reached, or has another file or one of
   *     more than 512 MB
   */
  public void to(Path target) {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      if (Files.isRegularFile(target) && Digests.of(target).equals(sha256)) {
        return;
      }
      Files.createDirectories(target.toAbsolutePath().getParent());
      fetch(partial);
      String found = Digests.of(partial);
      if (!found.equals(sha256)) {
        Files.delete(partial);
        throw new FeatureNetworkException(
            address
                + ": gave a file with the SHA-256 "
                + found
                + " instead of "
                + sha256
                + "; it is deleted; try again, or get the file elsewhere");
      }
      DurableFiles.move(partial, target);
    } catch (IOException e) {
      throw new FeatureNetworkException(
          partial
              + ": cannot be written: "
              + FileFailures.reason(e)
              + "; make room and start again",
          e);
    }
  }

  private void fetch(Path partial) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        request(partial);
        return;
      } catch (ConnectionException e) {
        if (attempt == ATTEMPTS) {
          throw new FeatureNetworkException(
              address
                  + ": cannot be downloaded: "
                  + e.getMessage()
                  + "; start again to go on, or download it elsewhere and run './cocogan inception"
                  + " import FILE'",
              e);
        }
      }
    }
  }

  private void request(Path partial) throws IOException {
    long had = Files.exists(partial) ? Files.size(partial) : 0;
    // The newer HttpClient waits for ever on a server that stops within its answer.
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
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
    OptionalLong total = length >= 0 ? OptionalLong.of(start + length) : OptionalLong.empty();
    requireSize(partial, total.orElse(0));
    try (FileChannel file =
        FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(start);
      file.position(start);
      byte[] buffer = new byte[BUFFER];
      for (int read = read(connection, buffer); read >= 0; read = read(connection, buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        requireSize(partial, file.position());
        listener.progress(file.position(), total);
      }
      file.force(true);
      if (total.isPresent() && file.position() < total.getAsLong()) {
        throw new ConnectionException("the connection broke");
      }
    }
  }

  private void requireSize(Path partial, long size) throws IOException {
    if (size > largest) {
      Files.deleteIfExists(partial);
      throw new FeatureNetworkException(
          address + ": gives more than " + (largest >> 20) + " MB, which no weights have");
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
    return new ConnectionException(
        cause instanceof SocketTimeoutException
            ? "nothing came for " + patience.toSeconds() + " seconds"
            : "the connection broke: " + FileFailures.reason(cause));
  }

  /** The server, not the disk, is the cause. */
  private static final class ConnectionException extends RuntimeException {
    ConnectionException(String message) {
      super(message);
    }
  }
}
