package org.cocogan.weights.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cocogan.weights.MalformedException;

/** The few names in a state dictionary of PyTorch, and what they stand for. */
final class TorchObjects implements PickleReader.Objects {
  private static final String DICTIONARY = "collections.OrderedDict";
  private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";
  private static final Set<String> FUNCTIONS = Set.of(DICTIONARY, TENSOR, PARAMETER);
  private static final String STORAGE = "storage";

  /** Bytes of the numbers that tensors share; no layer has a tenth of it. */
  private static final int LARGEST_STORAGE = 1 << 27;

  private final Function<Reference, TorchStorage> storages;

  /**
   * Creates the objects of a file.
   *
   * @param storages the numbers that a tensor refers to
   */
  TorchObjects(Function<Reference, TorchStorage> storages) {
    this.storages = storages;
  }

  /** A reference to numbers that are stored apart from the pickle. */
  record Reference(String key, TorchType type, long elements, Optional<View> view) {
    /**
     * Checks the number of elements.
     *
     * @throws MalformedException if it is negative, or more than a storage may have
     */
    Reference {
      if (elements < 0 || elements > LARGEST_STORAGE / type.size()) {
        throw new MalformedException("has numbers " + key + ", " + elements + " of them");
      }
    }

    long bytes() {
      return elements * type.size();
    }
  }

  /** A part of other numbers, which old versions of PyTorch wrote so. */
  record View(String key, long offset, long elements) {}

  @Override
  public boolean allows(String name) {
    return FUNCTIONS.contains(name) || TorchType.ofStorage(name).isPresent();
  }

  @Override
  public Object call(String name, List<?> arguments) {
    return switch (name) {
      case DICTIONARY -> dictionary(arguments);
      case TENSOR -> tensor(arguments);
      case PARAMETER -> at(arguments, 0, TorchTensor.class);
      default -> throw new MalformedException("calls " + name + ", which is no function");
    };
  }

  private static Map<Object, Object> dictionary(List<?> arguments) {
    if (!arguments.isEmpty()) {
      throw new MalformedException("makes a dictionary of what is none");
    }
    return new LinkedHashMap<>();
  }

  private static TorchTensor tensor(List<?> arguments) {
    return new TorchTensor(
        at(arguments, 0, TorchStorage.class),
        at(arguments, 1, Long.class),
        longs(at(arguments, 2, List.class)),
        longs(at(arguments, 3, List.class)));
  }

  @Override
  public Object persistent(List<?> identifier) {
    if (!at(identifier, 0, String.class).equals(STORAGE)) {
      throw new MalformedException("refers to " + identifier.get(0) + " instead of a storage");
    }
    String name = at(identifier, 1, PickleReader.Name.class).name();
    TorchType type =
        TorchType.ofStorage(name)
            .orElseThrow(() -> new MalformedException("has numbers of the kind " + name));
    Optional<View> view =
        identifier.size() > 5 && identifier.get(5) instanceof List<?> part
            ? Optional.of(
                new View(
                    at(part, 0, String.class), at(part, 1, Long.class), at(part, 2, Long.class)))
            : Optional.empty();
    return storages.apply(
        new Reference(at(identifier, 2, String.class), type, at(identifier, 4, Long.class), view));
  }

  private static long[] longs(List<?> values) {
    long[] longs = new long[values.size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = at(values, i, Long.class);
    }
    return longs;
  }

  private static <T> T at(List<?> values, int index, Class<T> type) {
    if (index >= values.size() || !type.isInstance(values.get(index))) {
      throw new MalformedException("describes a tensor in an unknown way");
    }
    return type.cast(values.get(index));
  }
}
