package org.cocogan.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.cocogan.file.FileFailures;

/** The files in a zip; nothing is extracted. */
final class ZipTree implements FileTree {
  private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
  private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*", Pattern.DOTALL);

  private final String name;
  private final RandomAccessFile zip;
  private final SortedMap<String, ZippedFile> files;
  private final List<Skipped> skipped;
  private final String digest;

  private ZipTree(String name, RandomAccessFile zip, FileListing<ZippedFile> listing) {
    this.name = name;
    this.zip = zip;
    files = listing.files();
    skipped = listing.skipped();
    digest = listing.digest();
  }

  /** Whether a file begins as zips do, an empty one included. */
  static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String signature = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
      return signature.equals("PK\3\4") || signature.equals("PK\5\6");
    }
  }

  static ZipTree open(Path file, FileTypes types) {
    RandomAccessFile zip;
    try {
      zip = new RandomAccessFile(file.toFile(), "r");
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + FileFailures.reason(e), e);
    }
    try {
      FileListing<ZippedFile> listing = new FileListing<>(types);
      for (ZippedFile entry : ZipDirectory.read(zip)) {
        list(entry, zip, listing);
      }
      return new ZipTree(file.toAbsolutePath().getFileName().toString(), zip, listing);
    } catch (IOException e) {
      close(zip, file.toString());
      throw new DataException(
          file + ": a broken zip, copy or make it anew: " + FileFailures.reason(e), e);
    }
  }

  private static void list(
      ZippedFile entry, RandomAccessFile zip, FileListing<ZippedFile> listing) {
    if (entry.isFolder()) {
      return;
    }
    String name = entry.name();
    List<String> segments = List.of(SEPARATOR.split(name, -1));
    Optional<String> obstacle = entry.obstacle();
    if (ABSOLUTE.matcher(name).matches() || segments.contains("..")) {
      listing.skip(name, "its name leads out of the zip");
    } else if (segments.stream().anyMatch(FileListing::isHidden)) {
      return;
    } else if (obstacle.isPresent()) {
      listing.skip(name, obstacle.get());
    } else {
      listing.add(
          name, entry, entry.bytes(), entry.crc(), () -> entry.read(zip, FileTypes.START_BYTES));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  @Override
  public List<Skipped> skipped() {
    return skipped;
  }

  @Override
  public byte[] read(String name) {
    ZippedFile found = files.get(name);
    if (found == null) {
      throw new DataException("no such file in " + this.name);
    }
    try {
      return found.read(zip);
    } catch (IOException e) {
      throw new DataException("it cannot be read: " + FileFailures.reason(e), e);
    }
  }

  @Override
  public String stamp(String name) {
    ZippedFile found = files.get(name);
    return found == null ? "" : found.bytes() + " " + found.crc();
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public void close() {
    close(zip, name);
  }

  private static void close(RandomAccessFile zip, String name) {
    try {
      zip.close();
    } catch (IOException e) {
      throw new DataException(name + ": cannot be closed: " + FileFailures.reason(e), e);
    }
  }
}
