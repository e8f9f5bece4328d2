package org.cocogan.checkpoint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.cocogan.tensor.Variables;

/**
 * The checkpoints of a run: one folder each, named by the step, with {@code tensors.safetensors}
 * and {@code manifest.json}. A folder is written beside its place and renamed, so that what bears
 * the name is whole.
 */
public final class Checkpoints {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final String TENSORS = "tensors.safetensors";
  private static final String MANIFEST = "manifest.json";
  private static final String PARTIAL = ".partial";
  private static final String BEFORE = ".before";

  private final Path directory;
  private final int kept;
  private final Consumer<String> notices;

  /**
   * Checkpoints in a folder, which need not exist yet.
   *
   * @param kept how many of the latest are kept, at least one
   * @param notices told, in a line for people, when a damaged checkpoint is passed over
   */
  public Checkpoints(Path directory, int kept, Consumer<String> notices) {
    this.directory = directory;
    this.kept = kept;
    this.notices = notices;
  }

  /**
   * Saves the variables and deletes what is no longer kept.
   *
   * @param step steps that have been taken
   * @param experiment the resolved configuration, as YAML
   * @throws CheckpointException if it cannot be written; what was there before stays
   */
  public Path save(long step, String experiment, Variables variables) {
    Path target = directory.resolve(String.format(Locale.ROOT, "%08d", step));
    write(target, step, experiment, variables, Map.of(), "earlier checkpoints are untouched");
    try {
      forget();
    } catch (IOException e) {
      throw new CheckpointException(
          "cannot delete an old checkpoint of " + directory + ": " + DurableFiles.describe(e), e);
    }
    return target;
  }

  /**
   * Saves the variables in a folder of their own, which no later checkpoint replaces.
   *
   * @param target the folder; what it held before is kept until the new one is whole
   * @param step steps that have been taken
   * @param experiment the resolved configuration, as YAML
   * @param further files to put beside, by name
   * @throws CheckpointException if it cannot be written; what was there before stays
   */
  public static void saveApart(
      Path target, long step, String experiment, Variables variables, Map<String, byte[]> further) {
    write(target, step, experiment, variables, further, "the one before is untouched");
  }

  /** Puts the one before in its place again if a crash came between it and its successor. */
  public static void restoreApart(Path target) throws IOException {
    Path before = sibling(target, BEFORE);
    if (Files.exists(before) && !Files.exists(target)) {
      Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void write(
      Path target,
      long step,
      String experiment,
      Variables variables,
      Map<String, byte[]> further,
      String comfort) {
    Path partial = sibling(target, PARTIAL);
    try {
      delete(partial);
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
      replace(target, partial);
    } catch (IOException e) {
      CheckpointException failure =
          new CheckpointException(
              "cannot save checkpoint "
                  + target
                  + ": "
                  + DurableFiles.describe(e)
                  + "; "
                  + comfort
                  + "; free space or choose another log_dir",
              e);
      try {
        delete(partial);
      } catch (IOException left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
  }

  private static void replace(Path target, Path partial) throws IOException {
    Path before = sibling(target, BEFORE);
    if (Files.exists(target)) {
      delete(before);
      Files.move(target, before, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.sync(target.toAbsolutePath().resolveSibling(""));
    delete(before);
  }

  private static Path sibling(Path target, String ending) {
    return target.resolveSibling(target.getFileName() + ending);
  }

  /**
   * Reads the latest checkpoint that is whole, passing over damaged ones with a notice.
   *
   * @return empty if there is none at all
   * @throws CheckpointException if there are some, and none is whole
   */
  public Optional<Checkpoint> latest() {
    List<Path> all = all();
    for (Path candidate : all) {
      try {
        return Optional.of(read(candidate));
      } catch (IOException e) {
        notices.accept(
            "checkpoint "
                + candidate
                + " is damaged ("
                + DurableFiles.describe(e)
                + "); trying the one before");
      }
    }
    if (!all.isEmpty()) {
      throw new CheckpointException(
          "no checkpoint in " + directory + " is whole; remove the folder to start anew");
    }
    return Optional.empty();
  }

  /** The folders of all checkpoints, whole or not, oldest first. */
  public List<Path> folders() {
    List<Path> folders = new ArrayList<>(all());
    Collections.reverse(folders);
    return folders;
  }

  /** Whether there are checkpoints, whole or not. */
  public boolean any() {
    return !all().isEmpty();
  }

  /** Whether a folder is a checkpoint's own. */
  public static boolean isCheckpoint(Path folder) {
    return Files.isRegularFile(folder.resolve(MANIFEST));
  }

  /**
   * Reads one checkpoint's folder.
   *
   * @throws IOException if it is not whole; the message says what is wrong
   */
  public static Checkpoint read(Path folder) throws IOException {
    Manifest manifest = manifest(folder.resolve(MANIFEST));
    if (manifest.format() != Manifest.FORMAT) {
      throw new IOException(
          "its format is " + manifest.format() + "; this version reads " + Manifest.FORMAT);
    }
    Path tensors = folder.resolve(TENSORS);
    long bytes = Files.exists(tensors) ? Files.size(tensors) : 0;
    if (bytes != manifest.bytes()) {
      throw new IOException(TENSORS + " has " + bytes + " bytes instead of " + manifest.bytes());
    }
    if (!checksum(tensors).equals(manifest.crc32c())) {
      throw new IOException("the checksum of " + TENSORS + " is wrong");
    }
    return new Checkpoint(
        folder, manifest.step(), manifest.experiment(), SafeTensors.read(tensors).tensors());
  }

  private static Manifest manifest(Path file) throws IOException {
    try {
      Manifest manifest = JSON.readValue(file.toFile(), Manifest.class);
      if (manifest == null) {
        throw new IOException("it holds nothing");
      }
      return manifest;
    } catch (IOException e) {
      throw new IOException("its " + MANIFEST + " cannot be read", e);
    }
  }

  /** Folders of checkpoints, latest first. */
  private List<Path> all() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("\\d{8,}"))
          .sorted(Comparator.comparingLong(Checkpoints::step).reversed())
          .toList();
    } catch (IOException e) {
      throw new CheckpointException("cannot list " + directory + ": " + e.getMessage(), e);
    }
  }

  private static long step(Path folder) {
    return Long.parseLong(folder.getFileName().toString());
  }

  private void forget() throws IOException {
    List<Path> all = all();
    for (Path old : all.subList(Math.min(kept, all.size()), all.size())) {
      delete(old);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
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
