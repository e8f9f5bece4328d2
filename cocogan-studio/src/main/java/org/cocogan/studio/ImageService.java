package org.cocogan.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.Size;
import org.cocogan.render.PartedPicture;
import org.cocogan.render.SharedParts;

/**
 * Images by the IIIF Image API 3.0, level 2. An address with the digest of weights is of the same
 * bytes for ever; one with the name of a run leads there.
 */
final class ImageService {
  static final String PREFIX = "iiif";

  /** Raised when an address gives other bytes than in the version before. */
  private static final String EDITION = "1";

  private static final String INFORMATION = "info.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sources sources;
  private final Work work;

  ImageService(Sources sources, Work work) {
    this.sources = sources;
    this.work = work;
  }

  /**
   * Answers.
   *
   * @throws Refusal if there is no such image
   * @throws java.util.concurrent.RejectedExecutionException if too much is asked for already
   */
  CompletableFuture<Answer> answer(Request request) {
    List<String> words = request.path().subList(1, request.path().size());
    ImageName name = ImageName.parse(words.get(0));
    Optional<Weights> newest = sources.named(name.weights());
    if (newest.isPresent()) {
      return done(Answer.redirect(302, permanent(words, name.weights(), newest.get().digest())));
    }
    Weights weights =
        sources
            .withDigest(name.weights())
            .orElseThrow(() -> Refusal.missing("no weights of this name or digest are shown here"));
    if (words.size() == 1) {
      return done(
          Answer.redirect(303, "/" + PREFIX + "/" + encoded(words.get(0)) + "/" + INFORMATION));
    }
    PartedPicture picture = weights.picture(name);
    if (words.size() == 2 && words.get(1).equals(INFORMATION)) {
      return done(information(request, words.get(0), picture));
    }
    if (words.size() != 5) {
      throw Refusal.missing(
          "an image is at /iiif/IMAGE/region/size/rotation/quality.format, and what there is to"
              + " know of it at /iiif/IMAGE/info.json");
    }
    ImageRequest asked = ImageRequest.parse(words.subList(1, 5), picture.size());
    Limits.requireParts(picture.parts(asked.region()));
    String tag = tag(words);
    if (request.tag().filter(tags -> tags.contains(tag)).isPresent()) {
      return done(Answer.unchanged(tag));
    }
    return drawn(weights.shared(name), picture, asked, request.ending())
        .thenApply(
            bytes ->
                Answer.of(asked.format().mediaType(), bytes)
                    .immutable(tag)
                    .with("Link", "<" + ImageInformation.PROFILE + ">;rel=\"profile\""));
  }

  private static CompletableFuture<Answer> done(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  /** The address of what is drawn now by the name of a run. */
  private static String permanent(List<String> words, String name, String digest) {
    StringBuilder address = new StringBuilder("/" + PREFIX);
    address.append('/').append(encoded(digest + words.get(0).substring(name.length())));
    words.stream().skip(1).forEach(word -> address.append('/').append(encoded(word)));
    return address.toString();
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%5E", "^");
  }

  /** The address says what the bytes are. */
  private static String tag(List<String> words) {
    byte[] address = String.join("/", words).getBytes(StandardCharsets.UTF_8);
    return "\"" + EDITION + "-" + UUID.nameUUIDFromBytes(address) + "\"";
  }

  private static Answer information(Request request, String image, PartedPicture picture) {
    String id = "http://" + request.host() + "/" + PREFIX + "/" + encoded(image);
    boolean plain =
        request
            .accept()
            .filter(types -> types.contains("application/json") && !types.contains("ld+json"))
            .isPresent();
    try {
      return Answer.of(
              plain
                  ? "application/json"
                  : "application/ld+json;profile=\"" + ImageInformation.CONTEXT + "\"",
              JSON.writeValueAsBytes(ImageInformation.of(id, picture)))
          .with("Cache-Control", "public, max-age=3600")
          .with("Vary", "Accept, Host");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<byte[]> drawn(
      SharedParts shared, PartedPicture picture, ImageRequest asked, Ending ending) {
    work.take(asked.bytes(picture.channels()), ending);
    return CompletableFuture.supplyAsync(() -> Weights.inputs(picture, asked), work)
        .thenCompose(
            inputs -> {
              CompletableFuture<List<byte[]>> parts = shared.compute(inputs);
              ending.then(() -> parts.cancel(false));
              return parts;
            })
        .thenApplyAsync(
            parts -> {
              if (ending.isReached()) {
                throw new CancellationException("nobody waits for it any more");
              }
              Size region = new Size(asked.region().height(), asked.region().width());
              return asked.answer(
                  new PixelImage(
                      region, picture.channels(), picture.assembled(asked.region(), parts)));
            },
            work);
  }
}
