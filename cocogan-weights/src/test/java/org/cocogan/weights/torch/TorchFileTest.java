package org.cocogan.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.weights.MalformedException;
import org.junit.jupiter.api.Test;

/** Whole files are read by the tests of what takes weights from them. */
class TorchFileTest {
  private static TorchTensor tensor() {
    TorchStorage storage =
        new TorchStorage(TorchType.FLOAT, 1, () -> ByteBuffer.allocate(Float.BYTES));
    return new TorchTensor(storage, 0, new long[] {1}, new long[] {1});
  }

  @Test
  void namesTensorsOfDictionariesWithinDictionaries() {
    Map<Object, Object> state = new LinkedHashMap<>();
    state.put(0L, Map.of("step", 3L, "exp_avg", tensor()));
    Map<Object, Object> content = new LinkedHashMap<>();
    content.put("weight", tensor());
    content.put("optimizer", Map.of("state", state, "param_groups", List.of(tensor())));

    assertThat(TorchFile.dictionary(content))
        .containsOnlyKeys("weight", "optimizer/state/0/exp_avg");
  }

  @Test
  void refusesDictionariesThatHoldThemselvesOrMultiply() {
    Map<Object, Object> itself = new HashMap<>();
    itself.put("again", itself);
    Map<Object, Object> shared = new HashMap<>();

    for (Object content : new Object[] {itself, Map.of("a", shared, "b", shared)}) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> TorchFile.dictionary(content))
          .withMessage("has a dictionary that stands in two places");
    }
  }

  @Test
  void refusesDictionariesThatLieTooDeep() {
    Map<String, Object> content = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      Map<String, Object> outer = new HashMap<>();
      outer.put("in", content);
      content = outer;
    }
    Object deep = content;

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> TorchFile.dictionary(deep))
        .withMessage("has dictionaries within dictionaries, more than 8 deep");
  }
}
