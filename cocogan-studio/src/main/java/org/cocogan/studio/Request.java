package org.cocogan.studio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A request that a client has sent.
 *
 * @param path its words, decoded; the first is empty for the page
 * @param host as the client knows this server
 * @param accept media types that it understands
 * @param tag of what it has already
 * @param ending of the request
 */
record Request(
    List<String> path, String host, Optional<String> accept, Optional<String> tag, Ending ending) {
  /** The words of a path as it stands in an address. */
  static List<String> words(String path) {
    try {
      return Arrays.stream(path.substring(1).split("/", -1))
          .map(word -> URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8))
          .toList();
    } catch (IllegalArgumentException e) {
      throw Refusal.bad("the address has a % that two hexadecimal digits do not follow");
    }
  }
}
