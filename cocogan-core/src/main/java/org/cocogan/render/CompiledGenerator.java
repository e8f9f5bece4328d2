package org.cocogan.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.StepScope;

/** A generator as a program of an engine; for several threads, it computes one after another. */
public final class CompiledGenerator implements PatchSource {
  private final Program program;

  /**
   * Compiles a generator; the moving average of its weights is used where there is one.
   *
   * @param batch how many patches it makes at once
   */
  CompiledGenerator(
      Generator generator,
      ModelSettings settings,
      int batch,
      Backend backend,
      Variables variables) {
    this.program =
        backend.compile(
            definition(generator, settings, batch, MovingAverage.names(variables)), variables);
  }

  /**
   * The program that makes a batch of patches: {@code latent} [batch, latent dimension] and {@code
   * coordinate} [batch, coordinate dimension] to {@code micro_patch} [batch, channels, h, w].
   *
   * @param names from a parameter's name to the variable to read
   */
  public static ProgramDefinition definition(
      Generator generator, ModelSettings settings, int batch, UnaryOperator<String> names) {
    Map<String, Shape> inputs = new LinkedHashMap<>();
    inputs.put("latent", Shape.of(batch, settings.latentDimension()));
    inputs.put("coordinate", Shape.of(batch, settings.coordinateDimension()));
    return new ProgramDefinition(
        "generation",
        inputs,
        Set.of(),
        program -> {
          Tensor patch =
              generator.generate(
                  program.input("latent"),
                  program.input("coordinate"),
                  StepScope.inference(program, names));
          return ProgramResult.of(Map.of("micro_patch", patch));
        });
  }

  @Override
  public synchronized HostArray patches(HostArray latents, HostArray coordinates) {
    HostArray patches =
        program.run(Map.of("latent", latents, "coordinate", coordinates)).get("micro_patch");
    if (patches == null) {
      throw new IllegalStateException("the generation program gave no micro patch");
    }
    return patches;
  }

  @Override
  public void close() {
    program.close();
  }
}
