package org.cocogan.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cocogan.CocoGanException;
import org.cocogan.backend.onnx.OnnxModel;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.deploy.ModelKind;
import org.cocogan.deploy.ModelProperties;
import org.cocogan.file.DurableFiles;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.run.Given;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Variables;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.Networks;

/** Makes a model of a trained run and proves that it computes what the run's engine computes. */
public final class RunExport {
  /** How far a float of the model may be from the engine's. */
  private static final double TOLERANCE = 1e-4;

  /** What a model names as its maker if nothing else is said. */
  private static final String PROGRAM = "CocoGAN";

  private final TrainedRun run;
  private final String program;

  /**
   * Prepares the export of a run.
   *
   * @param program the exporting program and its version
   */
  public RunExport(TrainedRun run, String program) {
    this.run = run;
    this.program = program;
  }

  /**
   * Writes the model of a run into a file: pictures as floats, of the moving average of the weights
   * where there is one.
   *
   * @throws IOException if it cannot be written; what was there before is untouched
   * @throws CocoGanException if the run has no such model, or it computes something else
   */
  public static void write(TrainedRun run, ModelKind kind, Path file) throws IOException {
    Exported exported =
        new RunExport(run, PROGRAM).export(kind, false, false, String.valueOf(file.getFileName()));
    DurableFiles.replace(file, exported.bytes());
  }

  /** A model and what was found out about it. */
  public static final class Exported {
    private final byte[] bytes;
    private final String card;
    private final String properties;
    private final double difference;

    private Exported(byte[] bytes, String card, String properties, double difference) {
      this.bytes = bytes;
      this.card = card;
      this.properties = properties;
      this.difference = difference;
    }

    /** The bytes of the file. */
    public byte[] bytes() {
      return bytes;
    }

    /** Markdown for people. */
    public String card() {
      return card;
    }

    /** The properties of the model as one JSON object, for runtimes that do not tell them. */
    public String properties() {
      return properties;
    }

    /**
     * The largest difference between the model and the engine in a trial, relative to the largest
     * value if that exceeds one; for pictures in [-1, 1].
     */
    public double difference() {
      return difference;
    }
  }

  /**
   * Makes a model.
   *
   * @param uint8 whether pictures are bytes
   * @param latest whether the latest weights are taken even where there are averages
   * @param file the name the model will have, as its card calls it
   * @throws CocoGanException if the run has no such model, or it computes something else
   */
  public Exported export(ModelKind kind, boolean uint8, boolean latest, String file) {
    boolean generates = kind != ModelKind.ENCODER;
    if (!generates) {
      run.requireContentNetwork();
    }
    Networks networks =
        generates ? run.networks().with(run.drawnParts().settings()) : run.networks();
    CoordinateSystem coordinates =
        new ExtrapolatedCoordinateSystem(
            generates ? run.coordinates() : run.macroCoordinates(), run.extrapolationSteps());
    Variables variables = run.variables();
    boolean averaged = generates && !latest && MovingAverage.isKept(variables);
    UnaryOperator<String> names =
        averaged ? MovingAverage.names(variables) : UnaryOperator.identity();
    ModelPlan plan = new ModelPlans(networks, coordinates, names, uint8).of(kind);
    Map<String, String> properties =
        ModelProperties.of(
            plan.kind(),
            plan.inputs(),
            plan.outputs(),
            uint8,
            run.experiment(),
            networks.settings(),
            coordinates,
            networks.generator().points(new Grid(1, 1)),
            run.step(),
            averaged ? "average" : "latest",
            program);
    int threads = run.experiment().training().backendOptions().threads();
    byte[] model = Given.use(() -> plan.export(properties).model(variables, threads));
    double difference = difference(plan, model, file, threads);
    if (!(difference <= TOLERANCE)) {
      throw new CocoGanException(
          String.format(
              Locale.ROOT,
              "the model differs from %s by %.1e, more than %.0e: it was not written",
              run.backend().name(),
              difference,
              TOLERANCE));
    }
    return new Exported(
        model,
        new ModelCard(file, plan, properties).text(),
        ModelProperties.json(properties),
        difference);
  }

  private double difference(ModelPlan plan, byte[] bytes, String file, int threads) {
    try (Program engine =
            run.backend().compile(plan.program().apply(plan.example().rows()), run.variables());
        OnnxModel model = OnnxModel.of(file, bytes, threads)) {
      return ModelDifference.of(
          plan.outputs(),
          engine.run(plan.example().ofProgram()),
          model.run(plan.example().ofModel()));
    }
  }
}
