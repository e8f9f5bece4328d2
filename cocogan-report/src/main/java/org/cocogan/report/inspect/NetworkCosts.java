package org.cocogan.report.inspect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.cocogan.model.Discriminator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.observe.Cost;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;
import org.cocogan.render.CompiledGenerator;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.train.Networks;
import org.cocogan.train.StepScope;

/**
 * The sizes of the networks, and the work that they do.
 *
 * @param generator trained parameters
 * @param discriminator trained parameters of its body and its judgement, without the heads
 * @param spatialHead trained parameters of the head that predicts the coordinate
 * @param contentHead trained parameters of the head that predicts the latent vector
 * @param perMicroPatch multiply-accumulates to generate one micro patch, or the full image where
 *     the generator makes that at once
 * @param perImage multiply-accumulates to generate a whole image
 * @param perMacroPatch multiply-accumulates for the discriminator's features of one macro patch
 */
public record NetworkCosts(
    long generator,
    long discriminator,
    long spatialHead,
    long contentHead,
    long perMicroPatch,
    long perImage,
    long perMacroPatch) {
  private static final String SPATIAL = "discriminator/spatial/";
  private static final String CONTENT = "discriminator/content/";

  /**
   * Counts parameters and work.
   *
   * @param image the micro patches of a generated image
   * @throws org.cocogan.exact.TooLargeException if a tensor has more elements than an int can count
   * @throws ArithmeticException if they all are more than a long can count
   */
  public static NetworkCosts of(Networks networks, Grid image) {
    long perMicroPatch = generation(networks, new Grid(1, 1));
    List<Parameter> judge = networks.discriminator().parameters();
    return new NetworkCosts(
        trained(networks.generator().parameters(), name -> true),
        trained(judge, name -> !name.startsWith(SPATIAL) && !name.startsWith(CONTENT)),
        trained(judge, name -> name.startsWith(SPATIAL)),
        trained(judge, name -> name.startsWith(CONTENT)),
        perMicroPatch,
        perImage(networks, image, perMicroPatch),
        work(networks, 2, NetworkCosts::features) - work(networks, 1, NetworkCosts::features));
  }

  private interface Program {
    ProgramDefinition of(Networks networks, int batch);
  }

  /** The work of a batch; between two sizes of batch, what is done once for all cancels out. */
  private static long work(Networks networks, int batch, Program program) {
    return Cost.of(program.of(networks, batch), networks.parameters()).multiplyAccumulates();
  }

  private static long perImage(Networks networks, Grid image, long perMicroPatch) {
    if (networks.generator().makesFullImages()) {
      return perMicroPatch;
    }
    return networks.generator().makesRectangles()
        ? generation(networks, image)
        : Math.multiplyExact(perMicroPatch, (long) image.rows() * image.columns());
  }

  private static long generation(Networks networks, Grid patches) {
    Program program =
        (of, batch) ->
            CompiledGenerator.definition(
                of.generator(), of.settings(), patches, batch, UnaryOperator.identity());
    return work(networks, 2, program) - work(networks, 1, program);
  }

  private static ProgramDefinition features(Networks networks, int batch) {
    ModelSettings settings = networks.settings();
    Discriminator discriminator = networks.discriminator();
    Size macro = settings.layout().macro();
    return new ProgramDefinition(
        "features",
        Map.of("macro_patch", Shape.of(batch, settings.channels(), macro.height(), macro.width())),
        Set.of(),
        program ->
            ProgramResult.of(
                Map.of(
                    "features",
                    discriminator.features(
                        program.input("macro_patch"),
                        StepScope.inference(program, UnaryOperator.identity())))));
  }

  private static long trained(List<Parameter> parameters, Predicate<String> wanted) {
    return parameters.stream()
        .filter(parameter -> parameter.trained() && wanted.test(parameter.name()))
        .mapToLong(parameter -> parameter.shape().size())
        .sum();
  }
}
