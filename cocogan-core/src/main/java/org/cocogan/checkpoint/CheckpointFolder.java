package org.cocogan.checkpoint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.cocogan.file.DurableFiles;
import org.cocogan.tensor.Variables;

/**
 * The folder of one checkpoint, with {@code tensors.safetensors} and {@code manifest.json}. It is
 * written beside its place and renamed, and renamed again before it is deleted, so that what bears
 * its name is whole. Files of others in it are left where they are.
 */
final class CheckpointFolder {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final String TENSORS = "tensors.safetensors";
  private static final String MANIFEST = "manifest.json";
  private static final List<String> FILES = List.of(MANIFEST, TENSORS);

  private final Path path;
  private final Path partial;
  private final Path before;
  private final Path deleted;

  CheckpointFolder(Path path) {
    this.path = path;
    this.partial = sibling(".partial");
    this.before = sibling(".before");
    this.deleted = sibling(".deleted");
  }

  private Path sibling(String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  /** Whether it has a manifest, as a checkpoint has, whole or damaged. */
  boolean hasManifest() {
    return Files.isRegularFile(path.resolve(MANIFEST));
  }

  /** Whether it may be a damaged checkpoint, too: it holds a file of one, or nothing. */
  boolean mayBeOne() {
    String[] names = path.toFile().list();
    return names != null && (names.length == 0 || Arrays.stream(names).anyMatch(FILES::contains));
  }

  /**
   * Writes a checkpoint; what the folder held before is kept until the new one is whole.
   *
   * @param further files to put beside, by name
   */
  void write(long step, String experiment, Variables variables, Map<String, byte[]> further)
      throws IOException {
    restore();
    clear(partial, further.keySet());
    try {
      Files.createDirectories(partial);
      Path tensors = partial.resolve(TENSORS);
      SafeTensors.write(tensors, variables, Map.of("step", Long.toString(step)));
      for (Map.Entry<String, byte[]> file : further.entrySet()) {
        DurableFiles.write(partial.resolve(file.getKey()), file.getValue());
      }
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              step,
              experiment,
              "CocoGAN on Java " + Runtime.version().feature(),
              Files.size(tensors),
              checksum(tensors));
      DurableFiles.write(
          partial.resolve(MANIFEST),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
      replace(further.keySet());
    } catch (IOException e) {
      try {
        clear(partial, further.keySet());
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private void replace(Set<String> further) throws IOException {
    settle(further);
    if (Files.exists(path)) {
      Files.move(path, before, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.sync(path.toAbsolutePath().resolveSibling(""));
    settle(further);
  }

  /** Puts the one before in its place again if a crash came between it and its successor. */
  void restore() throws IOException {
    if (Files.exists(before) && !Files.exists(path)) {
      Files.move(before, path, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Clears what was before; files of others go on lying in the folder of this name. */
  private void settle(Set<String> further) throws IOException {
    clear(before, further);
    if (Files.exists(before)) {
      for (Path foreign : list(before)) {
        Files.move(foreign, path.resolve(foreign.getFileName()));
      }
      Files.delete(before);
    }
  }

  /** Deletes the checkpoint. */
  void delete() throws IOException {
    Files.move(path, deleted, StandardCopyOption.ATOMIC_MOVE);
    finishDeletion();
  }

  private void finishDeletion() throws IOException {
    clear(deleted, Set.of());
    if (Files.exists(deleted) && !Files.exists(path)) {
      Files.move(deleted, path, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Removes what a crash has left beside it. */
  void tidy() throws IOException {
    restore();
    settle(Set.of());
    clear(partial, Set.of());
    finishDeletion();
  }

  /** Deletes the files of a checkpoint, and the folder if it holds no others. */
  private static void clear(Path folder, Set<String> further) throws IOException {
    if (Files.isDirectory(folder)) {
      for (String file : FILES) {
        Files.deleteIfExists(folder.resolve(file));
      }
      for (String file : further) {
        Files.deleteIfExists(folder.resolve(file));
      }
      if (list(folder).isEmpty()) {
        Files.delete(folder);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  /**
   * Reads the checkpoint.
   *
   * @throws IOException if it is not whole; the message says what is wrong
   */
  Checkpoint read() throws IOException {
    Manifest manifest = manifest();
    if (manifest.format() != Manifest.FORMAT) {
      throw new IOException(
          "its format is " + manifest.format() + "; this version reads " + Manifest.FORMAT);
    }
    Path tensors = path.resolve(TENSORS);
    long bytes = Files.exists(tensors) ? Files.size(tensors) : 0;
    if (bytes != manifest.bytes()) {
      throw new IOException(TENSORS + " has " + bytes + " bytes instead of " + manifest.bytes());
    }
    if (!checksum(tensors).equals(manifest.crc32c())) {
      throw new IOException("the checksum of " + TENSORS + " is wrong");
    }
    return new Checkpoint(
        path, manifest.step(), manifest.experiment(), SafeTensors.read(tensors).tensors());
  }

  private Manifest manifest() throws IOException {
    try {
      Manifest manifest = JSON.readValue(path.resolve(MANIFEST).toFile(), Manifest.class);
      if (manifest == null) {
        throw new IOException("it holds nothing");
      }
      return manifest;
    } catch (IOException e) {
      throw new IOException("its " + MANIFEST + " cannot be read", e);
    }
  }

  private static String checksum(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] block = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        checksum.update(block, 0, read);
      }
    }
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }
}
