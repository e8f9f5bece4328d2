package org.cocogan.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.cocogan.CocoGanException;
import org.cocogan.exact.TooLargeException;
import org.cocogan.model.Discriminator;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.Parameter;
import org.cocogan.observe.Cost;
import org.cocogan.observe.Repeatability;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;
import org.cocogan.render.CompiledGenerator;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.StepScope;

/**
 * Asks the parts of an experiment for what training and drawing ask of them, without an engine and
 * in milliseconds: a plugin that answers wrongly is told of before images are packed.
 */
final class Rehearsal {
  private static final int MOST_ALONG_AN_AXIS = 32;
  private static final int BATCH = 2;

  private Rehearsal() {}

  /** Asks for coordinates and regions, at whole positions and between them. */
  static void of(CoordinateSystem system) {
    Grid micro = system.microGrid();
    Grid macro = system.macroPositions();
    for (double row : positions(micro.rows(), system.verticallyCyclic())) {
      for (double column : positions(micro.columns(), system.horizontallyCyclic())) {
        system.microCoordinate(row, column);
      }
    }
    for (double row : positions(macro.rows(), system.verticallyCyclic())) {
      for (double column : positions(macro.columns(), system.horizontallyCyclic())) {
        system.macroCoordinate(row, column);
        if (system.insideImage(row, column)) {
          system.macroRegion(row, column);
        }
      }
    }
  }

  /** Positions from the first to the last, or up to the first again where that follows it. */
  private static double[] positions(int count, boolean cyclic) {
    int steps = Math.min(count, MOST_ALONG_AN_AXIS);
    double last = cyclic ? count - 0.5 : count - 1;
    return DoubleStream.concat(
            IntStream.range(0, steps).mapToDouble(i -> (double) i * count / steps),
            DoubleStream.of(Math.floor(last / 2) + 0.5, last))
        .filter(position -> position <= last)
        .toArray();
  }

  /**
   * Asks for patches.
   *
   * @param name what the configuration calls it
   * @throws CocoGanException if they are made differently each time
   */
  static void of(Generator generator, String name, ModelSettings settings) {
    compute(
        "generator " + name,
        CompiledGenerator.definition(generator, settings, BATCH, UnaryOperator.identity()),
        generator::parameters);
  }

  /**
   * Asks for all judgements.
   *
   * @param name what the configuration calls it
   * @throws CocoGanException if they are made differently each time
   */
  static void of(Discriminator discriminator, String name, ModelSettings settings) {
    Size macro = settings.layout().macro();
    compute(
        "discriminator " + name,
        new ProgramDefinition(
            "judgement",
            Map.of(
                "macro_patch",
                Shape.of(BATCH, settings.channels(), macro.height(), macro.width()),
                "condition",
                Shape.of(BATCH, settings.conditionDimension())),
            Set.of(),
            program -> {
              StepScope scope = StepScope.inference(program, UnaryOperator.identity());
              Tensor features = discriminator.features(program.input("macro_patch"), scope);
              Map<String, Tensor> judgements = new LinkedHashMap<>();
              judgements.put("realness", discriminator.realness(features, scope));
              judgements.put(
                  "realness_there",
                  discriminator.realness(features, program.input("condition"), scope));
              if (discriminator.predictsCoordinate()) {
                judgements.put("coordinate", discriminator.coordinate(features, scope));
              }
              if (discriminator.predictsLatent()) {
                judgements.put("latent", discriminator.latent(features, scope));
              }
              return ProgramResult.of(judgements);
            }),
        discriminator::parameters);
  }

  private static void compute(
      String network, ProgramDefinition definition, Supplier<List<Parameter>> parameters) {
    try {
      Cost.of(definition, parameters.get());
      if (!Repeatability.of(definition, parameters.get())) {
        throw new CocoGanException(
            "the %s computes something else when it is called again, and a graph holds one"
                    .formatted(network)
                + " computation: it must declare what is random in random(), and choose by masks"
                + " instead of branches");
      }
    } catch (TooLargeException e) {
      // The report of check says what to choose smaller.
    }
  }
}
