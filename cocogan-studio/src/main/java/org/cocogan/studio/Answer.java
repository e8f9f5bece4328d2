package org.cocogan.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a request.
 *
 * @param status of HTTP
 * @param headers besides that of the length
 * @param body may be empty
 */
record Answer(int status, Map<String, String> headers, Buffer body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOT_KEPT = "no-store";

  static Answer of(String mediaType, byte[] body) {
    return new Answer(
        200, Map.of("Content-Type", mediaType, "Cache-Control", NOT_KEPT), Buffer.buffer(body));
  }

  static Answer json(Object value) {
    try {
      return of("application/json", JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Answer redirect(int status, String location) {
    return new Answer(
        status, Map.of("Location", location, "Cache-Control", NOT_KEPT), Buffer.buffer());
  }

  /** What the client has is still so. */
  static Answer unchanged(String tag) {
    return new Answer(304, Map.of(), Buffer.buffer()).immutable(tag);
  }

  static Answer failure(int status, String sentence) {
    return new Answer(
        status,
        Map.of("Content-Type", "text/plain;charset=utf-8", "Cache-Control", NOT_KEPT),
        Buffer.buffer(sentence + "\n"));
  }

  /** The same with a header, instead of another of its name. */
  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  /** The same for ever. */
  Answer immutable(String tag) {
    return with("ETag", tag).with("Cache-Control", "public, max-age=31536000, immutable");
  }
}
