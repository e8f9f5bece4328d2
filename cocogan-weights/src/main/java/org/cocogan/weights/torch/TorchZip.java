package org.cocogan.weights.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;

/** The form of PyTorch since version 1.6: a zip. */
final class TorchZip {
  private static final String PICKLE = "data.pkl";
  private static final String BIG_ENDIAN = "big";
  private static final String LITTLE_ENDIAN = "little";
  private static final int LONGEST_WORD = 16;

  private TorchZip() {}

  /** The number of bytes that may still be read. */
  private static final class Allowance {
    private final long largest;
    private final AtomicLong left;

    Allowance(long largest) {
      this.largest = largest;
      this.left = new AtomicLong(largest);
    }

    void take(long bytes) {
      if (left.addAndGet(-bytes) < 0) {
        throw new MalformedException("holds weights of more than " + (largest >> 20) + " MB");
      }
    }
  }

  /**
   * The tensors of a zip: a pickle at {@code NAME/data.pkl} and numbers at {@code NAME/data/KEY}.
   *
   * @param zip stays open while tensors are read
   * @param largest bytes of all numbers that may be read
   * @throws MalformedException if it is no such zip
   */
  static Map<String, StoredTensor> tensors(ZipFile zip, long largest) {
    ZipEntry pickle =
        zip.stream()
            .filter(entry -> entry.getName().endsWith("/" + PICKLE))
            .findFirst()
            .orElseThrow(
                () ->
                    new MalformedException(
                        "is a zip, but none that PyTorch has saved: it has no " + PICKLE));
    String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
    if (zip.stream().anyMatch(entry -> entry.getName().startsWith(folder + "code/"))) {
      throw new MalformedException(
          "is a TorchScript program; a file with the tensors alone is wanted");
    }
    checkByteOrder(zip, folder);
    Map<String, TorchStorage> storages = new HashMap<>();
    // Tensors may share numbers, which are then read again.
    Allowance left = new Allowance(largest);
    TorchObjects objects =
        new TorchObjects(
            reference ->
                storages.computeIfAbsent(
                    reference.key(),
                    key ->
                        new TorchStorage(
                            reference.type(),
                            reference.elements(),
                            () -> numbers(zip, folder + "data/" + key, reference, left))));
    return TorchFile.dictionary(
        PickleReader.read(content(zip, pickle, PickleReader.LONGEST, "no table"), objects));
  }

  private static void checkByteOrder(ZipFile zip, String folder) {
    ZipEntry entry = zip.getEntry(folder + "byteorder");
    if (entry == null) {
      return;
    }
    String order =
        StandardCharsets.UTF_8.decode(content(zip, entry, LONGEST_WORD, "no word")).toString();
    if (order.equals(BIG_ENDIAN)) {
      throw new MalformedException("was saved on a big-endian machine, whose order is not read");
    }
    if (!order.equals(LITTLE_ENDIAN)) {
      throw new MalformedException(
          "is damaged: its entry " + entry.getName() + " says neither little nor big");
    }
  }

  private static ByteBuffer numbers(
      ZipFile zip, String name, TorchObjects.Reference reference, Allowance left) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.getSize() != reference.bytes()) {
      throw new MalformedException(
          "is damaged: its entry " + name + " is not " + reference.bytes() + " bytes");
    }
    left.take(reference.bytes());
    return content(zip, entry, reference.bytes(), "no numbers");
  }

  /**
   * The bytes of an entry.
   *
   * @param most that it may have
   * @param otherwise what one with more is
   */
  private static ByteBuffer content(ZipFile zip, ZipEntry entry, long most, String otherwise) {
    long size = entry.getSize();
    if (size > most) {
      throw new MalformedException(
          "has an entry " + entry.getName() + " of " + size + " bytes, which is " + otherwise);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) size);
      if (bytes.length < size || in.read() >= 0) {
        throw new MalformedException(
            "is damaged: its entry " + entry.getName() + " is not " + size + " bytes");
      }
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (sum.getValue() != entry.getCrc()) {
        throw new MalformedException(
            "is damaged: the checksum of its entry " + entry.getName() + " does not fit");
      }
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new MalformedException("is damaged: its entry " + entry.getName() + " cannot be read");
    }
  }
}
