package org.cocogan.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Variables;
import org.junit.jupiter.api.Test;

/** The memory that inputs pass through on their way to the engine. */
class InputMemoryTest {
  private static final Shape INPUT = Shape.of(1024, 1024);
  private static final long INPUT_BYTES = 4L << 20;

  @Test
  void isTheSameForAllRuns() {
    try (Backend backend = new DjlBackendProvider().start(new BackendOptions(1, "cpu"));
        Variables variables = backend.newVariables();
        Program program = backend.compile(sum(), variables)) {
      assertThat(sumOf(program, 1)).isEqualTo(1 << 20);
      long before = directMemory();

      for (int i = 2; i < 10; i++) {
        assertThat(sumOf(program, i)).isEqualTo(i << 20);
      }

      assertThat(directMemory() - before).isLessThan(INPUT_BYTES);
    }
  }

  private static float sumOf(Program program, float value) {
    return program
        .run(Map.of("x", HostArray.filled(INPUT, value)))
        .values()
        .iterator()
        .next()
        .scalar();
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static ProgramDefinition sum() {
    return new ProgramDefinition(
        "sum",
        Map.of("x", INPUT),
        Set.of(),
        scope -> ProgramResult.of(Map.of("sum", scope.input("x").sum())));
  }
}
