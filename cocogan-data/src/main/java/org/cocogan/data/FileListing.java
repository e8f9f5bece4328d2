package org.cocogan.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what a tree holds: which files are read, which are skipped, and their digest. */
final class FileListing<T> {
  private final FileTypes types;
  private final SortedMap<String, T> files = new TreeMap<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final SortedMap<String, String> stamps = new TreeMap<>();
  private final Map<String, Long> sizes = new HashMap<>();

  FileListing(FileTypes types) {
    this.types = types;
  }

  /** Whether a file or folder of this name is passed over without a word. */
  static boolean isHidden(String segment) {
    return segment.startsWith(".") || segment.equals("__MACOSX");
  }

  /** Lists a file if it is of a type that is read. */
  void add(String name, T handle, long bytes, long stamp) {
    String extension = extension(name);
    if (types.alike().contains(extension)) {
      skip(name, extension + " " + types.advice());
    } else if (!types.read().contains(extension)) {
      return;
    } else if (bytes > FileTree.MAXIMUM_BYTES) {
      skip(name, bytes + " bytes are more than the " + FileTree.MAXIMUM_BYTES + " allowed");
    } else if (files.putIfAbsent(name, handle) != null) {
      skip(name, "it appears twice; the first is taken");
    } else {
      stamps.put(name, bytes + " " + stamp);
      sizes.put(name, bytes);
    }
  }

  void skip(String name, String reason) {
    skipped.add(new Skipped(name, reason));
  }

  SortedMap<String, T> files() {
    return files;
  }

  /** Bytes of the files, as far as they are known. */
  Map<String, Long> sizes() {
    return sizes;
  }

  List<Skipped> skipped() {
    skipped.sort(Comparator.comparing(Skipped::name));
    return List.copyOf(skipped);
  }

  String digest() {
    MessageDigest sha = sha256();
    stamps.forEach(
        (name, stamp) -> sha.update((name + "\0" + stamp + "\0").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(sha.digest());
  }

  /** A digest in hexadecimal of texts, which changes when one of them does. */
  static String digest(String... texts) {
    MessageDigest sha = sha256();
    for (String text : texts) {
      sha.update((text + "\0").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
