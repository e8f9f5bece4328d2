package org.cocogan.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cocogan.model.Discriminator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Size;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.cocogan.train.StepScope;

/**
 * Reads off a real macro patch what the trained discriminator's heads see in it, from which a whole
 * image goes on (the paper's patch-guided generation; released code, {@code trainer.py}).
 */
public final class MacroPatchReader implements AutoCloseable {
  private final LatentSpace latentSpace;
  private final MacroPositionSearch positions;
  private final Program program;
  private final Shape shape;

  /** Compiles the discriminator's body and its content and spatial heads. */
  public MacroPatchReader(
      Discriminator discriminator,
      ModelSettings settings,
      CoordinateSystem coordinates,
      Backend backend,
      Variables variables) {
    Size macro = settings.layout().macro();
    this.latentSpace = settings.latentSpace();
    this.positions = new MacroPositionSearch(coordinates);
    this.shape = Shape.of(1, macro.height(), macro.width(), settings.channels());
    this.program = backend.compile(definition(discriminator, shape), variables);
  }

  private static ProgramDefinition definition(Discriminator discriminator, Shape pixels) {
    return new ProgramDefinition(
        "macro patch reading",
        Map.of("macro_patch", pixels),
        Set.of(),
        scope -> {
          StepScope inference = StepScope.inference(scope, UnaryOperator.identity());
          Tensor macroPatch = scope.input("macro_patch").permute(0, 3, 1, 2);
          Tensor features = discriminator.features(macroPatch, inference);
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          outputs.put("latent", discriminator.latent(features, inference).reshape(-1));
          outputs.put("coordinate", discriminator.coordinate(features, inference).reshape(-1));
          return ProgramResult.of(outputs);
        });
  }

  /**
   * The latent vector and the position that the heads predict for a macro patch.
   *
   * @param latent the latent vector the content head estimates, [latent dimension] in [-1, 1], of
   *     one class where images have classes
   * @param position where the macro patch lies by the coordinate the spatial head predicts
   */
  public record Reading(HostArray latent, Position position) {}

  /**
   * Reads one macro patch.
   *
   * @param pixels [macro height, macro width, channels] bytes
   * @throws IllegalArgumentException if it has another size
   */
  public Reading read(byte[] pixels) {
    if (pixels.length != shape.size()) {
      throw new IllegalArgumentException(
          "a macro patch of shape "
              + shape
              + " has "
              + shape.size()
              + " bytes, not "
              + pixels.length);
    }
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (pixels[i] & 0xFF) / 127.5f - 1;
    }
    Map<String, HostArray> outputs =
        program.run(Map.of("macro_patch", new HostArray(shape, values)));
    float[] predicted = output(outputs, "coordinate").values();
    double[] coordinate = new double[predicted.length];
    for (int i = 0; i < coordinate.length; i++) {
      coordinate[i] = predicted[i];
    }
    return new Reading(
        latentSpace.ofOneClass(output(outputs, "latent")), positions.nearest(coordinate));
  }

  private static HostArray output(Map<String, HostArray> outputs, String name) {
    HostArray output = outputs.get(name);
    if (output == null) {
      throw new IllegalStateException("the reading program gave no " + name);
    }
    return output;
  }

  @Override
  public void close() {
    program.close();
  }
}
