package org.cocogan.tensor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgramDefinitionTest {
  private static final HostArray LATENT = HostArray.filled(Shape.of(4, 2), 0);
  private static final ProgramDefinition DEFINITION =
      new ProgramDefinition(
          "generation",
          Map.of("latent", Shape.of(4, 2)),
          Set.of(),
          scope -> ProgramResult.of(Map.of()));

  @Test
  void acceptsTheInputsItDeclares() {
    assertThatCode(() -> DEFINITION.checkInputs(Map.of("latent", LATENT)))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAMissingInput() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFINITION.checkInputs(Map.of()))
        .withMessage("program generation needs an input latent of shape [4, 2]");
  }

  @Test
  void refusesAnInputOfAnotherShape() {
    HostArray longer = HostArray.filled(Shape.of(4, 3), 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFINITION.checkInputs(Map.of("latent", longer)))
        .withMessage("input latent of program generation has shape [4, 2], not [4, 3]");
  }

  @Test
  void refusesAnUnknownInput() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFINITION.checkInputs(Map.of("latent", LATENT, "letter", LATENT)))
        .withMessage("program generation has no input letter; it has [latent]");
  }

  @Test
  void refusesALossThatIsNoScalar() {
    Tensor losses = Tensor.of(ShapesOnly.operations(), "", Shape.of(4));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProgramResult(Map.of(), Optional.of(losses), Map.of()))
        .withMessage("a loss needs a scalar, but was given [4]");
  }

  @Test
  void refusesOptionsThatNoEngineHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackendOptions(0, "cpu"))
        .withMessage("threads must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackendOptions(2, "tpu"))
        .withMessage("device must be cpu, gpu or gpu:N, N from 0 to 99, not tpu");
  }
}
