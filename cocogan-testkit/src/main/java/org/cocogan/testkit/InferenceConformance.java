package org.cocogan.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Variables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The tests a backend has to pass that runs programs without training them: operations, variables,
 * inputs, outputs and carried state.
 *
 * <p>Extend it with a class that starts the backend.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class InferenceConformance
    implements OperationConformance, VariablesConformance, ProgramConformance {
  private @Nullable Backend backend;

  /** Creates the kit for the backend of a subclass. */
  protected InferenceConformance() {}

  /** Starts the backend under test. */
  protected abstract Backend start();

  /**
   * {@inheritDoc}
   *
   * <p>1e-5, for float32; an engine that rounds its factors further overrides it and says so.
   */
  @Override
  public double tolerance() {
    return 1e-5;
  }

  @Override
  public final Backend backend() {
    return requireNonNull(backend, "the backend has not been started");
  }

  @BeforeAll
  final void startBackend() {
    backend = start();
  }

  @AfterAll
  final void closeBackend() {
    backend().close();
  }

  @Test
  void refusesVariablesOfAnotherBackend() {
    ProgramDefinition definition =
        new ProgramDefinition("small", Map.of(), Set.of(), scope -> ProgramResult.of(Map.of()));
    try (Backend other = start();
        Variables variables = other.newVariables()) {
      assertThatThrownBy(() -> backend().compile(definition, variables))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void saysWhatItIs() {
    assertThat(backend().name()).matches("[a-z0-9-]+");
    assertThat(backend().description()).isNotBlank().doesNotContain("\n");
  }
}
