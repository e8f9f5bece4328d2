package org.cocogan.eval.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A state dictionary as PyTorch's {@code save} writes it: as a zip, or before version 1.6. */
final class TorchFile {
  private static final String PICKLE = "data.pkl";
  private static final long LEGACY_VERSION = 1001;
  private static final String BIG_ENDIAN = "big";
  private static final String LITTLE_ENDIAN = "little";
  private static final int LONGEST_WORD = 16;

  private TorchFile() {}

  /**
   * The tensors of a zip: a pickle at {@code NAME/data.pkl} and numbers at {@code NAME/data/KEY}.
   *
   * @param zip stays open while tensors are read
   * @throws MalformedException if it is no such zip
   */
  static Map<String, StoredTensor> ofZip(ZipFile zip) {
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
          "is a TorchScript program; a state dictionary is wanted, such as"
              + " pt_inception-2015-12-05-6726825d.pth");
    }
    checkByteOrder(zip, folder);
    Map<String, TorchStorage> storages = new HashMap<>();
    // Tensors may share numbers, which are then read again.
    AtomicLong left = new AtomicLong(WeightsFile.LARGEST);
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
    return tensors(
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
      ZipFile zip, String name, TorchObjects.Reference reference, AtomicLong left) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.getSize() != reference.bytes()) {
      throw new MalformedException(
          "is damaged: its entry " + name + " is not " + reference.bytes() + " bytes");
    }
    if (left.addAndGet(-reference.bytes()) < 0) {
      throw new MalformedException(
          "holds weights of more than " + (WeightsFile.LARGEST >> 20) + " MB");
    }
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

  /**
   * The tensors of the older form: pickles of a magic number, a version, facts of the system, the
   * dictionary and the keys of its numbers; then, for each key, how many numbers and their bytes.
   *
   * @throws MalformedException if it has another form
   */
  static Map<String, StoredTensor> ofLegacy(ByteBuffer in) {
    in.order(ByteOrder.LITTLE_ENDIAN);
    Map<String, TorchStorage> storages = new HashMap<>();
    Map<String, ByteBuffer> numbers = new HashMap<>();
    TorchObjects objects =
        new TorchObjects(
            reference -> {
              TorchStorage whole =
                  storages.computeIfAbsent(
                      reference.key(),
                      key ->
                          new TorchStorage(
                              reference.type(), reference.elements(), () -> found(numbers, key)));
              return reference.view().map(view -> part(whole, view)).orElse(whole);
            });
    try {
      PickleReader.read(in, objects);
      Object version = PickleReader.read(in, objects);
      if (!version.equals(LEGACY_VERSION)) {
        throw new MalformedException("was saved by PyTorch in an unknown version of its form");
      }
      PickleReader.read(in, objects);
      Object dictionary = PickleReader.read(in, objects);
      for (String key : keys(PickleReader.read(in, objects))) {
        numbers.put(key, numbers(in, key, storages));
      }
      return tensors(dictionary);
    } catch (BufferUnderflowException e) {
      throw new MalformedException("ends early; copy or download it again");
    }
  }

  private static ByteBuffer found(Map<String, ByteBuffer> numbers, String key) {
    ByteBuffer bytes = numbers.get(key);
    if (bytes == null) {
      throw new MalformedException("is damaged: the numbers " + key + " are missing");
    }
    return bytes;
  }

  private static TorchStorage part(TorchStorage whole, TorchObjects.View view) {
    if (view.offset() < 0
        || view.elements() < 0
        || view.offset() > whole.elements()
        || view.elements() > whole.elements() - view.offset()) {
      throw new MalformedException("has a view that reaches beyond its numbers");
    }
    int size = whole.type().size();
    return new TorchStorage(
        whole.type(),
        view.elements(),
        () ->
            whole
                .bytes()
                .get()
                .slice((int) view.offset() * size, (int) view.elements() * size)
                .order(ByteOrder.LITTLE_ENDIAN));
  }

  private static List<String> keys(Object list) {
    List<String> keys = new ArrayList<>();
    if (!(list instanceof List<?> items)) {
      throw new MalformedException("has no list of its numbers");
    }
    for (Object item : items) {
      if (!(item instanceof String key)) {
        throw new MalformedException("has no list of its numbers");
      }
      keys.add(key);
    }
    return keys;
  }

  private static ByteBuffer numbers(ByteBuffer in, String key, Map<String, TorchStorage> storages) {
    TorchStorage storage = storages.get(key);
    long elements = in.getLong();
    if (storage == null || elements != storage.elements()) {
      throw new MalformedException("is damaged: the numbers " + key + " are not those of a tensor");
    }
    long length = elements * storage.type().size();
    if (length > in.remaining()) {
      throw new MalformedException("ends early; copy or download it again");
    }
    ByteBuffer bytes = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) length);
    return bytes;
  }

  private static Map<String, StoredTensor> tensors(Object dictionary) {
    if (!(dictionary instanceof Map<?, ?> entries)) {
      throw new MalformedException("holds no dictionary of tensors");
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    entries.forEach(
        (name, value) -> {
          if (name instanceof String key && value instanceof TorchTensor tensor) {
            tensors.put(key, tensor);
          }
        });
    return tensors;
  }
}
