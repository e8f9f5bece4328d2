package org.cocogan.weights.torch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.cocogan.exact.TooLargeException;
import org.cocogan.file.ZipFiles;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;

/**
 * Tensors that PyTorch's {@code save} has written, as a dictionary, or as dictionaries within it;
 * of the file nothing is run.
 */
public final class TorchFile implements Closeable {
  /** An optimiser's state lies three deep. */
  private static final int DEEPEST = 8;

  private static final byte[] ZIP = {'P', 'K'};

  /** A pickle of protocol 2 with PyTorch's magic number. */
  private static final byte[] LEGACY = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa85019");

  private final Map<String, StoredTensor> tensors;
  private final Optional<ZipFile> zip;

  private TorchFile(Map<String, StoredTensor> tensors, Optional<ZipFile> zip) {
    this.tensors = tensors;
    this.zip = zip;
  }

  /**
   * Opens a file.
   *
   * @param largest bytes that it, and all that is read of it, may have, less than 2 GiB
   * @return empty if it begins as no file of PyTorch's does
   * @throws IOException if it cannot be read
   * @throws MalformedException if it is larger, damaged, or holds something else than tensors
   */
  public static Optional<TorchFile> open(Path path, long largest) throws IOException {
    byte[] start = start(path);
    boolean isZip = Arrays.equals(start, 0, Math.min(start.length, ZIP.length), ZIP, 0, ZIP.length);
    if (!isZip && !Arrays.equals(start, LEGACY)) {
      return Optional.empty();
    }
    if (Files.size(path) > largest) {
      throw new MalformedException("is larger than " + (largest >> 20) + " MB");
    }
    try {
      return Optional.of(isZip ? ofZip(path, largest) : ofLegacy(path));
    } catch (ZipException e) {
      throw new MalformedException(
          "is no whole zip; copy or download it again (" + e.getMessage() + ")");
    } catch (ArithmeticException | TooLargeException | BufferUnderflowException e) {
      throw new MalformedException("is damaged; copy or download it again");
    }
  }

  private static byte[] start(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(LEGACY.length);
    }
  }

  private static TorchFile ofZip(Path path, long largest) throws IOException {
    ZipFile zip = ZipFiles.open(path);
    try {
      return new TorchFile(TorchZip.tensors(zip, largest), Optional.of(zip));
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static TorchFile ofLegacy(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      return new TorchFile(
          TorchLegacy.tensors(file.map(MapMode.READ_ONLY, 0, file.size())), Optional.empty());
    }
  }

  /** The tensors of what a pickle holds. */
  static Map<String, StoredTensor> dictionary(Object content) {
    if (!(content instanceof Map<?, ?> entries)) {
      throw new MalformedException("holds no dictionary of tensors");
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    collect("", entries, tensors, Collections.newSetFromMap(new IdentityHashMap<>()), 0);
    return tensors;
  }

  /**
   * Collects tensors of nested dictionaries; one that stands in two places could hold itself, or be
   * without end.
   */
  private static void collect(
      String prefix,
      Map<?, ?> entries,
      Map<String, StoredTensor> tensors,
      Set<Map<?, ?>> seen,
      int depth) {
    if (!seen.add(entries)) {
      throw new MalformedException("has a dictionary that stands in two places");
    }
    if (depth > DEEPEST) {
      throw new MalformedException(
          "has dictionaries within dictionaries, more than %s deep".formatted(DEEPEST));
    }
    entries.forEach(
        (key, value) -> {
          String name = prefix + key;
          if (value instanceof TorchTensor tensor) {
            tensors.put(name, tensor);
          } else if (value instanceof Map<?, ?> inner) {
            collect(name + "/", inner, tensors, seen, depth + 1);
          }
        });
  }

  /** Whether it has the form that PyTorch wrote before version 1.6. */
  public boolean isLegacy() {
    return zip.isEmpty();
  }

  /** The tensors by name; one in a dictionary within another is {@code OUTER/INNER}. */
  public Map<String, StoredTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  @Override
  public void close() throws IOException {
    if (zip.isPresent()) {
      zip.get().close();
    }
  }
}
