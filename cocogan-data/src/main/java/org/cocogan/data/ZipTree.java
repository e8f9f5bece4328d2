package org.cocogan.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files in a zip; nothing is extracted. */
final class ZipTree implements FileTree {
  private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
  private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*", Pattern.DOTALL);

  private final String name;
  private final ZipFile zip;
  private final SortedMap<String, ZipEntry> files;
  private final List<Skipped> skipped;
  private final String digest;

  private ZipTree(String name, ZipFile zip, FileListing<ZipEntry> listing) {
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
    try {
      ZipFile zip = openWhateverItsNames(file);
      FileListing<ZipEntry> listing = new FileListing<>(types);
      for (ZipEntry entry : Collections.list(zip.entries())) {
        list(entry, listing);
      }
      return new ZipTree(file.toAbsolutePath().getFileName().toString(), zip, listing);
    } catch (IOException e) {
      throw new DataException(
          file + ": a broken zip, copy or make it anew: " + Failures.describe(e), e);
    }
  }

  private static ZipFile openWhateverItsNames(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException e) {
      // Old programs write names in the code page of their country, which is not UTF-8.
      return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
    }
  }

  private static void list(ZipEntry entry, FileListing<ZipEntry> listing) {
    String name = entry.getName();
    if (entry.isDirectory()) {
      return;
    }
    List<String> segments = List.of(SEPARATOR.split(name, -1));
    if (ABSOLUTE.matcher(name).matches() || segments.contains("..")) {
      listing.skip(name, "its name leads out of the zip");
    } else if (segments.stream().noneMatch(FileListing::isHidden)) {
      listing.add(name, entry, entry.getSize(), entry.getCrc());
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
    ZipEntry found = files.get(name);
    if (found == null) {
      throw new DataException("no such file in " + this.name);
    }
    try (InputStream in = zip.getInputStream(found)) {
      byte[] content = Limited.readAll(in);
      if (found.getCrc() != crc(content)) {
        throw new DataException("it is damaged: its checksum differs");
      }
      return content;
    } catch (IOException e) {
      throw new DataException("it cannot be read: " + Failures.describe(e), e);
    }
  }

  private static long crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }

  @Override
  public String stamp(String name) {
    ZipEntry found = files.get(name);
    return found == null ? "" : found.getSize() + " " + found.getCrc();
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new DataException(name + ": cannot be closed: " + Failures.describe(e), e);
    }
  }
}
