package org.cocogan.weights.torch;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;

/** The form of PyTorch before version 1.6: pickles, one behind another, and numbers. */
final class TorchLegacy {
  private static final long VERSION = 1001;

  private TorchLegacy() {}

  /**
   * The tensors of the older form: pickles of a magic number, a version, facts of the system, the
   * dictionary and the keys of its numbers; then, for each key, how many numbers and their bytes.
   *
   * @throws MalformedException if it has another form
   */
  static Map<String, StoredTensor> tensors(ByteBuffer in) {
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
      if (!version.equals(VERSION)) {
        throw new MalformedException("was saved by PyTorch in an unknown version of its form");
      }
      PickleReader.read(in, objects);
      Object dictionary = PickleReader.read(in, objects);
      for (String key : keys(PickleReader.read(in, objects))) {
        numbers.put(key, numbers(in, key, storages));
      }
      return TorchFile.dictionary(dictionary);
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
}
