package org.cocogan.download;

import java.net.URI;
import java.util.OptionalLong;

/**
 * A file of the web that is known before it comes.
 *
 * @param address where it is
 * @param sha256 its SHA-256, 64 hexadecimal digits
 * @param bytes how many it has, if that is published
 * @param largest bytes that are taken at most
 * @param byHand what to do with the file if it was got in another way, such as "put it there"
 */
public record PublishedFile(
    URI address, String sha256, OptionalLong bytes, long largest, String byHand) {
  /** A file of a published size. */
  public static PublishedFile of(URI address, String sha256, long bytes, String byHand) {
    return new PublishedFile(address, sha256, OptionalLong.of(bytes), bytes, byHand);
  }

  /** A file of any size up to a largest. */
  public static PublishedFile upTo(long largest, URI address, String sha256, String byHand) {
    return new PublishedFile(address, sha256, OptionalLong.empty(), largest, byHand);
  }
}
