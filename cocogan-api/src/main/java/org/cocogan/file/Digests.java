package org.cocogan.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests of files, bytes and texts, in hexadecimal digits. */
public final class Digests {
  private Digests() {}

  /** A SHA-256 that has taken in nothing yet. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Takes in what a file holds. */
  public static void update(MessageDigest digest, Path file) throws IOException {
    Files.copy(file, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
  }

  /** The digits of what a digest has taken in, which it then forgets. */
  public static String digits(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of a file. */
  public static String of(Path file) throws IOException {
    MessageDigest digest = sha256();
    update(digest, file);
    return digits(digest);
  }

  /** The digest of bytes. */
  public static String of(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** The digest of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
