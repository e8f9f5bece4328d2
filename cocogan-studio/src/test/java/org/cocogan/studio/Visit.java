package org.cocogan.studio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A studio, and a client that asks it. */
final class Visit implements AutoCloseable {
  final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  final Sources sources;
  final Studio studio;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Visit(Path... paths) throws IOException {
    this(Limits.MOST_SECONDS, paths);
  }

  /** One of less patience. */
  Visit(int seconds, Path... paths) throws IOException {
    sources = Sources.open(UntrainedRun.WORKBENCH, List.of(paths), Optional.empty(), notices::add);
    studio = Studio.open(sources, "127.0.0.1", 0, seconds, notices::add);
  }

  HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers));
  }

  HttpResponse<byte[]> post(String path, byte[] content, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(content)));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(studio.address() + path.substring(1)));
    return headers.length > 0 ? request.headers(headers) : request;
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** A connection, for requests byte by byte. */
  Socket socket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), studio.address().getPort());
  }

  /** The digest of the newest weights of a run. */
  String digest(String name) {
    return sources.named(name).orElseThrow().digest();
  }

  @Override
  public void close() {
    studio.close();
    sources.close();
  }
}
