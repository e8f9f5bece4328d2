package org.cocogan.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cocogan.file.Digests;
import org.cocogan.file.FileFailures;

/** Collects what a tree holds: which files are read, which are skipped, and their digest. */
final class FileListing<T> {
  private final FileTypes types;
  private final SortedMap<String, T> files = new TreeMap<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final SortedMap<String, String> stamps = new TreeMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Map<String, Integer> repeats = new HashMap<>();

  FileListing(FileTypes types) {
    this.types = types;
  }

  /** Whether a file or folder of this name is passed over without a word. */
  static boolean isHidden(String segment) {
    return segment.startsWith(".") || segment.equals("__MACOSX");
  }

  /**
   * Lists a file if it is of a type that is read; the second of a name as {@code NAME (2)}.
   *
   * @param start asked for where the name does not tell the type
   */
  void add(String name, T handle, long bytes, long stamp, FileTypes.Start start) {
    Optional<String> type;
    try {
      type = types.typeOf(name, start);
    } catch (IOException e) {
      skip(name, "it cannot be read: " + FileFailures.reason(e));
      return;
    }
    if (type.isEmpty()) {
      return;
    }
    if (types.alike().contains(type.get())) {
      skip(name, type.get() + " " + types.advice());
    } else if (bytes > FileTree.MAXIMUM_BYTES) {
      skip(name, bytes + " bytes are more than the " + FileTree.MAXIMUM_BYTES + " allowed");
    } else {
      String unique = unique(name);
      files.put(unique, handle);
      stamps.put(unique, bytes + " " + stamp);
      sizes.put(unique, bytes);
    }
  }

  private String unique(String name) {
    String unique = name;
    while (files.containsKey(unique)) {
      unique = name + " (" + repeats.merge(name, 2, (count, first) -> count + 1) + ")";
    }
    return unique;
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
    MessageDigest sha = Digests.sha256();
    stamps.forEach(
        (name, stamp) -> sha.update((name + "\0" + stamp + "\0").getBytes(StandardCharsets.UTF_8)));
    return Digests.digits(sha);
  }

  /** A digest in hexadecimal of texts, which changes when one of them does. */
  static String digest(String... texts) {
    MessageDigest sha = Digests.sha256();
    for (String text : texts) {
      sha.update((text + "\0").getBytes(StandardCharsets.UTF_8));
    }
    return Digests.digits(sha);
  }
}
