package org.cocogan.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cocogan.file.Digests;
import org.cocogan.file.FileFailures;

/**
 * The image files that are the values of an LMDB database, in the order of their keys, as LSUN is
 * distributed. Neither keys nor values are held in memory.
 */
final class LmdbSource implements ImageSource {
  private static final String FILE = "data.mdb";

  private final String name;
  private final LmdbPages pages;
  private final String digest;
  private final List<String> entries;

  private LmdbSource(String name, LmdbPages pages, String digest) {
    this.name = name;
    this.pages = pages;
    this.digest = digest;
    entries =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            return nameOf(pages.key(index));
          }

          @Override
          public int size() {
            return pages.count();
          }
        };
  }

  /**
   * Finds the database of a path: the file itself, {@code data.mdb} in a folder, or that in the
   * only folder within which has one.
   *
   * @return nothing if there is none
   * @throws DataException if there are several
   */
  static Optional<Path> find(Path path) {
    if (Files.isRegularFile(path)) {
      return String.valueOf(path.getFileName()).endsWith(".mdb")
          ? Optional.of(path)
          : Optional.empty();
    }
    if (Files.isRegularFile(path.resolve(FILE))) {
      return Optional.of(path.resolve(FILE));
    }
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    List<Path> found;
    try (Stream<Path> children = Files.list(path)) {
      found =
          children.map(child -> child.resolve(FILE)).filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
    if (found.size() > 1) {
      throw new DataException(
          path + ": has several databases; name one of them, such as " + found.get(0));
    }
    return found.stream().findFirst();
  }

  /**
   * Opens a database.
   *
   * @param file its data.mdb
   * @throws DataException if it cannot be read or is damaged
   */
  static LmdbSource open(Path file) {
    LmdbPages pages = LmdbPages.open(file);
    try {
      Path real = file.toRealPath();
      String changed =
          real + "\0" + Files.size(real) + "\0" + Files.getLastModifiedTime(real).toMillis();
      String stamp = pages.transaction() + "\0" + changed;
      Path named = real.endsWith(FILE) ? real.getParent() : real;
      return new LmdbSource(
          String.valueOf(named == null ? real : named.getFileName()), pages, Digests.of(stamp));
    } catch (IOException e) {
      pages.close();
      throw new DataException(file + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  /** A key as text if it is printable, otherwise in hexadecimal. */
  static String nameOf(byte[] key) {
    for (byte letter : key) {
      if (letter < ' ' || letter > '~') {
        return HexFormat.of().formatHex(key);
      }
    }
    return new String(key, StandardCharsets.US_ASCII);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> entries() {
    return entries;
  }

  @Override
  public List<Skipped> skipped() {
    return pages.skipped();
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    return decoder.decode(pages.value(index), next);
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public void close() {
    pages.close();
  }
}
