package org.cocogan.backend.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cocogan.tensor.AdamUpdate;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs lay their arrays out in the same blocks, which nobody may notice. */
class SharedMemoryTest {
  private static final Shape MATRIX = Shape.of(20, 20);

  private final Backend backend = Dl4jBackend.start(new BackendOptions(1, "cpu"));
  private final Variables variables = backend.newVariables();

  @AfterEach
  void close() {
    variables.close();
    backend.close();
  }

  /** A chain of products and sums whose intermediate values take turns in memory. */
  private static ProgramDefinition chain(int length) {
    return new ProgramDefinition(
        "chain of " + length,
        Map.of("x", MATRIX),
        Set.of("weight"),
        scope -> {
          Tensor weight = scope.variable("weight");
          Tensor value = scope.input("x");
          Tensor early = value.matMul(weight).tanh();
          for (int i = 0; i < length; i++) {
            value = value.matMul(weight).add(early).exp().log().relu().add(early.sigmoid());
          }
          return new ProgramResult(
              Map.of("early", early, "value", value),
              Optional.of(value.multiply(early).sum()),
              Map.of("state", value.mean(0)));
        });
  }

  private static HostArray ramp(float scale) {
    float[] values = new float[MATRIX.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = scale * ((i * 7) % 11 - 5);
    }
    return new HostArray(MATRIX, values);
  }

  private void setVariables() {
    variables.set("weight", ramp(0.02f));
    variables.set("state", HostArray.filled(Shape.of(1, 20), 0));
  }

  @Test
  void interleavedProgramsComputeWhatTheyComputeAlone() {
    setVariables();
    Map<String, HostArray> inputs = Map.of("x", ramp(0.1f));
    List<float[]> alone;
    try (Program program = backend.compile(chain(3), variables)) {
      alone = everything(program, inputs);
    }
    try (Program program = backend.compile(chain(3), variables);
        Program shorter = backend.compile(chain(1), variables);
        Program longer = backend.compile(chain(6), variables)) {
      for (Program other : List.of(shorter, longer, shorter)) {
        everything(other, Map.of("x", ramp(-0.3f)));
        assertThat(everything(program, inputs)).containsExactlyElementsOf(alone);
      }
    }
  }

  @Test
  void aProgramGoesOnWhenOthersHaveClosed() {
    setVariables();
    Map<String, HostArray> inputs = Map.of("x", ramp(0.1f));
    try (Program program = backend.compile(chain(3), variables)) {
      List<float[]> before = everything(program, inputs);
      try (Program longer = backend.compile(chain(6), variables)) {
        everything(longer, inputs);
      }

      assertThat(everything(program, inputs)).containsExactlyElementsOf(before);
    }
  }

  @Test
  void trainsAlikeWhetherOrNotItRanBefore() {
    AdamUpdate update = new AdamUpdate("adam", 1, 0.1, 0.5, 0.9, 1e-8);
    Map<String, HostArray> inputs = Map.of("x", ramp(0.1f));
    setVariables();
    try (Program program = backend.compile(chain(3), variables)) {
      program.train(inputs, update);
    }
    float[] trained = variables.get("weight").values();

    setVariables();
    variables.set("adam/m/weight", HostArray.filled(MATRIX, 0));
    variables.set("adam/v/weight", HostArray.filled(MATRIX, 0));
    try (Program program = backend.compile(chain(3), variables)) {
      everything(program, inputs);
      program.train(inputs, update);
    }

    assertThat(variables.get("weight").values()).containsExactly(trained);
    assertThat(trained).isNotEqualTo(ramp(0.02f).values());
  }

  @Test
  void freesTheBlocksThatNoProgramUses() {
    Memory memory = new Memory();
    Memory.Block small = memory.take(10, Set.of());
    Memory.Block large = memory.take(20, Set.of(small));
    memory.use(Set.of(small, large));
    memory.use(Set.of(large));

    assertThat(memory.take(5, Set.of())).isSameAs(small);
    assertThat(memory.take(5, Set.of(small))).isSameAs(large);
    memory.release(Set.of(small, large));
    assertThat(memory.take(5, Set.of())).isSameAs(large);
    assertThat(small.values().wasClosed()).isTrue();
    assertThat(large.values().wasClosed()).isFalse();
    memory.close();
    assertThat(large.values().wasClosed()).isTrue();
  }

  /** What each way to run the program gives, in one order. */
  private static List<float[]> everything(Program program, Map<String, HostArray> inputs) {
    Map<String, HostArray> outputs = program.run(inputs);
    Map<String, HostArray> gradients = program.gradients(inputs);
    Map<String, HostArray> advanced = program.advance(inputs);
    return List.of(
        values(outputs, "early"),
        values(outputs, "value"),
        values(gradients, "weight"),
        values(advanced, "value"));
  }

  private static float[] values(Map<String, HostArray> arrays, String name) {
    return arrays.getOrDefault(name, HostArray.scalar(Float.NaN)).values();
  }
}
