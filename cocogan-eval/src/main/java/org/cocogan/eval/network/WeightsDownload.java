package org.cocogan.eval.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;

/** Downloads a file whose SHA-256 is known; what an attempt has got, the next one goes on from. */
public final class WeightsDownload {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 3;
  private static final int BUFFER = 1 << 16;
  private static final int WHOLE = 200;
  private static final int REST = 206;
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

  /** A download of the file with a SHA-256. */
  public WeightsDownload(URI address, String sha256, Listener listener) {
    this.address = address;
    this.sha256 = sha256;
    this.listener = listener;
  }

  /**
   * Downloads to a file, unless it is there already. It appears whole and verified; what came so
   * far is kept beside it, as NAME.partial.
   *
   * @throws FeatureNetworkException if the server cannot be reached, or has another file
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
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new FeatureNetworkException(
          partial + ": cannot be written: " + Reasons.of(e) + "; make room and start again", e);
    }
  }

  private void fetch(Path partial) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    for (int attempt = 1; ; attempt++) {
      try {
        request(client, partial);
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

  private void request(HttpClient client, Path partial) throws IOException {
    long had = Files.exists(partial) ? Files.size(partial) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    if (had > 0) {
      request.header("Range", "bytes=" + had + "-");
    }
    HttpResponse<InputStream> response = answer(client, request.build());
    try (InputStream body = response.body()) {
      if (response.statusCode() == NOTHING_LEFT && had > 0) {
        return;
      }
      boolean rest = response.statusCode() == REST && startsAt(response, had);
      if (!rest && response.statusCode() != WHOLE) {
        throw new ConnectionException("the server answers " + response.statusCode());
      }
      copy(response, body, partial, rest ? had : 0);
    }
  }

  private static HttpResponse<InputStream> answer(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new ConnectionException(Reasons.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeatureNetworkException("interrupted while downloading; start again to go on", e);
    }
  }

  private static boolean startsAt(HttpResponse<?> response, long had) {
    return response
        .headers()
        .firstValue("Content-Range")
        .filter(range -> range.startsWith("bytes " + had + "-"))
        .isPresent();
  }

  private void copy(HttpResponse<?> response, InputStream body, Path partial, long start)
      throws IOException {
    OptionalLong length = response.headers().firstValueAsLong("Content-Length");
    OptionalLong total =
        length.isPresent() ? OptionalLong.of(start + length.getAsLong()) : OptionalLong.empty();
    try (FileChannel file =
        FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(start);
      file.position(start);
      byte[] buffer = new byte[BUFFER];
      for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        listener.progress(file.position(), total);
      }
      file.force(true);
    }
  }

  private static int read(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new ConnectionException("the connection broke: " + Reasons.of(e));
    }
  }

  /** The server, not the disk, is the cause. */
  private static final class ConnectionException extends RuntimeException {
    ConnectionException(String message) {
      super(message);
    }
  }
}
