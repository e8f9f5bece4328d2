package org.cocogan.studio;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.cocogan.CocoGanException;
import org.cocogan.run.Reasons;
import org.jspecify.annotations.Nullable;

/**
 * A web server with parts of generated images, and a page that shows them.
 *
 * <p>One thread reads requests and writes answers; others draw. Whoever waits for what is drawn
 * holds no thread, and when a client goes away its work is given up.
 */
public final class Studio implements AutoCloseable {
  private static final long CLOSING_SECONDS = 10;
  private static final long MILLISECONDS_BETWEEN_LOOKS = 1000;
  private static final int TOO_LONG = 431;
  private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");
  private static final List<String> SENDING = List.of("POST");

  private final Consumer<String> notices;
  private final Work work = new Work();
  private final ImageService images;
  private final Completions completions;
  private final Pages pages;
  private final Visitors visitors;
  private final Connections connections;
  private final Vertx vertx;
  private final HttpServer server;

  private Studio(Sources sources, String host, int port, int seconds, Consumer<String> notices) {
    this.notices = notices;
    images = new ImageService(sources, work);
    completions = new Completions(sources, work);
    pages = new Pages(sources);
    visitors = new Visitors(host);
    connections = new Connections(seconds);
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(host)
                    .setPort(port)
                    .setHttp2ClearTextEnabled(false)
                    .setMaxInitialLineLength(Limits.LONGEST_LINE)
                    .setMaxHeaderSize(Limits.LONGEST_HEADERS))
            .connectionHandler(connections::add)
            .invalidRequestHandler(this::refuse)
            .requestHandler(this::handle);
  }

  /**
   * Starts to answer.
   *
   * @param sources what is shown, which is closed by its owner after this
   * @param host the address or name to listen at
   * @param port 0 for any that is free
   * @param notices told of what fails
   * @throws CocoGanException if the port is taken or the host is none of this machine
   */
  public static Studio open(Sources sources, String host, int port, Consumer<String> notices) {
    return open(sources, host, port, Limits.MOST_SECONDS, notices);
  }

  /** One whose patience with a connection ends after so many seconds. */
  static Studio open(
      Sources sources, String host, int port, int seconds, Consumer<String> notices) {
    Studio studio = new Studio(sources, host, port, seconds, notices);
    try {
      studio.server.listen().toCompletionStage().toCompletableFuture().join();
      studio.vertx.setPeriodic(MILLISECONDS_BETWEEN_LOOKS, timer -> studio.connections.closeLate());
      return studio;
    } catch (CompletionException e) {
      studio.close();
      throw new CocoGanException(
          "cannot listen at %s:%s: %s; choose another --port or --host"
              .formatted(host, port, Reasons.of(Optional.ofNullable(e.getCause()).orElse(e))),
          e);
    }
  }

  /** Where the page is. */
  public URI address() {
    String host = visitors.name().contains(":") ? "[" + visitors.name() + "]" : visitors.name();
    return URI.create("http://" + host + ":" + server.actualPort() + "/");
  }

  /** What is too long, or is no HTTP. */
  private void refuse(HttpServerRequest request) {
    boolean tooLong =
        Optional.ofNullable(request.decoderResult().cause())
            .filter(cause -> cause.getClass().getSimpleName().startsWith("TooLong"))
            .isPresent();
    write(
        request,
        tooLong
            ? Answer.failure(TOO_LONG, "the address or the headers are too long")
            : Answer.failure(400, "this is no request of HTTP"),
        new Ending());
    request.connection().close();
  }

  private void handle(HttpServerRequest request) {
    connections.begin(request.connection());
    Ending ending = new Ending();
    ending.then(() -> connections.begin(request.connection()));
    request.response().closeHandler(closed -> ending.reach());
    request.response().exceptionHandler(failure -> ending.reach());
    request.exceptionHandler(failure -> ending.reach());
    CompletableFuture<Answer> answer;
    try {
      answer = answer(request, ending);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<Answer> unused =
        answer.whenComplete(
            (given, failure) ->
                vertx.runOnContext(
                    back -> {
                      if (!ending.isReached()) {
                        write(request, failure == null ? given : failed(request, failure), ending);
                      }
                    }));
  }

  private CompletableFuture<Answer> answer(HttpServerRequest request, Ending ending) {
    HostAndPort authority = request.authority();
    if (authority == null || request.headers().getAll("Host").size() != 1) {
      throw Refusal.bad("there must be one header Host");
    }
    String host = authority.toString();
    visitors.check(host);
    String path = Optional.ofNullable(request.path()).orElse("");
    if (!isSent(request)) {
      requireNoContent(request);
    }
    if (!methods(request).contains(request.method().name())) {
      throw Refusal.method("what can be done here is " + String.join(", ", methods(request)));
    }
    if (!path.startsWith("/")) {
      throw Refusal.bad("an address begins with /");
    }
    Request asked =
        new Request(
            Request.words(path),
            host,
            Optional.ofNullable(request.getHeader("Accept")),
            Optional.ofNullable(request.getHeader("If-None-Match")),
            ending);
    if (isSent(request)) {
      return completions.answer(asked, request);
    }
    if (!asked.path().get(0).equals(ImageService.PREFIX) || asked.path().size() < 2) {
      return CompletableFuture.completedFuture(pages.answer(asked));
    }
    if (request.method().equals(HttpMethod.OPTIONS)) {
      return CompletableFuture.completedFuture(
          new Answer(204, Map.of(), Buffer.buffer()).with("Access-Control-Allow-Headers", "*"));
    }
    return images.answer(asked);
  }

  /** Whether a picture is sent there. */
  private static boolean isSent(HttpServerRequest request) {
    return Optional.ofNullable(request.path())
        .orElse("")
        .startsWith("/" + Completions.PREFIX + "/");
  }

  private static List<String> methods(HttpServerRequest request) {
    return isSent(request) ? SENDING : READING;
  }

  private static void requireNoContent(HttpServerRequest request) {
    boolean empty =
        "0".equals(Optional.ofNullable(request.getHeader("Content-Length")).orElse("0"));
    if (!empty || request.headers().contains("Transfer-Encoding")) {
      throw Refusal.bad("a request to read has no content");
    }
  }

  private Answer failed(HttpServerRequest request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RejectedExecutionException || cause instanceof CancellationException) {
      cause = Refusal.busy();
    }
    if (cause instanceof Refusal refusal) {
      Answer answer = Answer.failure(refusal.status(), refusal.sentence());
      return switch (refusal.status()) {
        case 405 -> answer.with("Allow", String.join(", ", methods(request)));
        case 503 -> answer.with("Retry-After", "1");
        default -> answer;
      };
    }
    // What it says may name files of this machine.
    notices.accept("an answer failed: " + Reasons.of(cause));
    return Answer.failure(500, "the studio has failed; its terminal tells more");
  }

  private void write(HttpServerRequest request, Answer answer, Ending ending) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      ending.reach();
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    response.putHeader("X-Content-Type-Options", "nosniff");
    if (Optional.ofNullable(request.path())
        .orElse("")
        .startsWith("/" + ImageService.PREFIX + "/")) {
      response.putHeader("Access-Control-Allow-Origin", "*");
    }
    boolean refused = answer.status() >= 400;
    if (refused) {
      // What follows may be the content of a request that was not read.
      response.putHeader("Connection", "close");
    }
    response
        .end(request.method().equals(HttpMethod.HEAD) ? Buffer.buffer() : answer.body())
        .onComplete(
            (AsyncResult<@Nullable Void> written) -> {
              ending.reach();
              if (refused) {
                request.connection().close();
              }
            });
  }

  /** Ends at once; who waits for an answer gets none. */
  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      notices.accept("the server did not end in order: " + Reasons.of(e));
    }
    work.close();
  }
}
