package org.cocogan.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what a source holds: which files are images, which are skipped, and their digest. */
final class SourceListing<T> {
  private static final Set<String> READ = Set.of("png", "jpg", "jpeg", "webp", "bmp", "gif");
  private static final Set<String> NOT_READ =
      Set.of("tif", "tiff", "heic", "heif", "avif", "jp2", "jxl", "tga", "psd", "ppm", "pgm");

  private final SortedMap<String, T> images = new TreeMap<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final SortedMap<String, String> stamps = new TreeMap<>();

  /** Whether a file or folder of this name is passed over without a word. */
  static boolean isHidden(String segment) {
    return segment.startsWith(".") || segment.equals("__MACOSX");
  }

  /** Lists a file if it is an image that can be read. */
  void add(String name, T handle, long bytes, long stamp) {
    String extension = extension(name);
    if (NOT_READ.contains(extension)) {
      skip(name, extension + " images are not read; convert it to png");
    } else if (!READ.contains(extension)) {
      return;
    } else if (bytes > ImageSource.MAXIMUM_BYTES) {
      skip(name, bytes + " bytes are more than the " + ImageSource.MAXIMUM_BYTES + " allowed");
    } else if (images.putIfAbsent(name, handle) != null) {
      skip(name, "it appears twice; the first is taken");
    } else {
      stamps.put(name, bytes + " " + stamp);
    }
  }

  void skip(String name, String reason) {
    skipped.add(new Skipped(name, reason));
  }

  SortedMap<String, T> images() {
    return images;
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
