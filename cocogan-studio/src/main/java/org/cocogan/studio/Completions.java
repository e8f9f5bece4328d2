package org.cocogan.studio;

import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.cocogan.data.DataException;
import org.cocogan.data.ImageDecoder;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.PixelRegion;
import org.cocogan.render.Position;
import org.cocogan.tensor.HostArray;

/**
 * Completes pictures that clients send: {@code POST /complete.json/NAME}, or with {@code
 * /ROW,COLUMN} of the macro patch in a whole image. Nothing of a picture is kept.
 */
final class Completions {
  static final String PREFIX = "complete.json";

  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");

  private final Sources sources;
  private final Work work;

  Completions(Sources sources, Work work) {
    this.sources = sources;
    this.work = work;
  }

  /**
   * Answers; called by the server's thread before any content of the request has come.
   *
   * @throws Refusal if this is no picture to complete, or too much of one
   */
  CompletableFuture<Answer> answer(Request request, HttpServerRequest sent) {
    requireOwnPage(request.host(), Optional.ofNullable(sent.getHeader("Origin")));
    List<String> words = request.path();
    if (words.size() < 2 || words.size() > 3) {
      throw Refusal.missing("a picture is completed at /complete.json/NAME");
    }
    Optional<Position> at =
        words.size() == 3 ? Optional.of(ImageName.position(words.get(2))) : Optional.empty();
    Weights weights = sources.require(words.get(1));
    Completer completer =
        weights
            .completer()
            .orElseThrow(
                () ->
                    Refusal.bad(
                        "these weights cannot complete pictures: that needs a run with a trained"
                            + " content network"));
    work.take(requireLength(sent) + Limits.BYTES_OF_PICTURE, request.ending());
    CompletableFuture<byte[]> content = new CompletableFuture<>();
    sent.body()
        .onSuccess(body -> content.complete(body.getBytes()))
        .onFailure(content::completeExceptionally);
    return content.thenApplyAsync(
        file -> told(weights, completer.complete(decoded(file, completer.channels()), at)), work);
  }

  /** Pages of others may not make this machine work. */
  private static void requireOwnPage(String host, Optional<String> origin) {
    if (origin.isPresent() && !origin.get().equals("http://" + host)) {
      throw Refusal.forbidden("only the studio's own page may send pictures from a browser");
    }
  }

  private static long requireLength(HttpServerRequest sent) {
    String length = Optional.ofNullable(sent.getHeader("Content-Length")).orElse("");
    if (sent.headers().contains("Transfer-Encoding") || !LENGTH.matcher(length).matches()) {
      throw Refusal.lengthless("a picture is sent with its Content-Length, in one piece");
    }
    long bytes = Long.parseLong(length);
    if (bytes > Limits.MOST_BYTES_SENT) {
      throw Refusal.large(
          "the picture has " + bytes + " bytes, and " + Limits.MOST_BYTES_SENT + " is the most");
    }
    return bytes;
  }

  private static PixelImage decoded(byte[] file, int channels) {
    try {
      return new ImageDecoder(channels, Limits.MOST_PIXELS).decode(file);
    } catch (DataException e) {
      throw Refusal.bad("the picture: " + e.getMessage());
    }
  }

  private static Answer told(Weights weights, Completer.Completed completed) {
    HostArray latent = completed.reading().latent();
    Position position = completed.reading().position();
    PixelRegion region = completed.region();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("image", weights.digest() + ":" + LatentName.of(latent).text());
    told.put("latent", latent.values());
    told.put("position", List.of(position.row(), position.column()));
    told.put("region", List.of(region.left(), region.top(), region.width(), region.height()));
    return Answer.json(told);
  }
}
