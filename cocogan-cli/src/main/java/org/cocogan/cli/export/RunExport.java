package org.cocogan.cli.export;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.cocogan.backend.onnx.ModelOutput;
import org.cocogan.backend.onnx.OnnxModel;
import org.cocogan.cli.CommandException;
import org.cocogan.cli.run.TrainedRun;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.Variables;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.Networks;

/** Makes a model of a trained run and proves that it computes what the run's engine computes. */
public final class RunExport {
  /** How far a float of the model may be from the engine's. */
  private static final double TOLERANCE = 1e-4;

  private static final double BYTES = 127.5;

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

  /** A model and what was found out about it. */
  public static final class Exported {
    private final byte[] bytes;
    private final Map<String, String> properties;
    private final String card;
    private final double difference;

    private Exported(byte[] bytes, Map<String, String> properties, String card, double difference) {
      this.bytes = bytes;
      this.properties = Map.copyOf(properties);
      this.card = card;
      this.difference = difference;
    }

    /** The bytes of the file. */
    public byte[] bytes() {
      return bytes;
    }

    /** The model's properties, by key. */
    public Map<String, String> properties() {
      return properties;
    }

    /** Markdown for people. */
    public String card() {
      return card;
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
   * @throws CommandException if the run has no such model, or it computes something else
   */
  public Exported export(ModelKind kind, boolean uint8, boolean latest, String file) {
    Networks networks = run.networks();
    Variables variables = run.variables();
    CoordinateSystem coordinates =
        new ExtrapolatedCoordinateSystem(run.coordinates(), run.extrapolationSteps());
    if (kind == ModelKind.ENCODER) {
      run.requireContentNetwork();
    }
    boolean averaged = kind != ModelKind.ENCODER && !latest && MovingAverage.isKept(variables);
    UnaryOperator<String> weightNames =
        averaged ? MovingAverage::variable : UnaryOperator.identity();
    ModelPlan plan = new ModelPlans(networks, coordinates, weightNames, uint8).of(kind);
    Map<String, String> properties =
        ModelProperties.of(
            plan,
            uint8,
            run.experiment(),
            networks.settings(),
            coordinates,
            run.step(),
            averaged ? "average" : "latest",
            program);
    int threads = run.experiment().training().backendOptions().threads();
    byte[] model = plan.export(properties).model(variables, threads);
    double difference = difference(plan, model, file, threads);
    if (!(difference <= TOLERANCE)) {
      throw new CommandException(
          "the model differs from %s by %.1e, more than %.0e: it was not written"
              .formatted(run.backend().name(), difference, TOLERANCE));
    }
    return new Exported(
        model, properties, new ModelCard(file, plan, properties).text(), difference);
  }

  private double difference(ModelPlan plan, byte[] bytes, String file, int threads) {
    try (Program engine =
            run.backend().compile(plan.program().apply(plan.example().rows()), run.variables());
        OnnxModel model = OnnxModel.of(file, bytes, threads)) {
      Map<String, HostArray> expected = engine.run(plan.example().ofProgram());
      Map<String, HostArray> actual = model.run(plan.example().ofModel());
      double most = 0;
      for (ModelOutput output : plan.outputs()) {
        most =
            Math.max(
                most,
                difference(output, find(expected, output.name()), find(actual, output.name())));
      }
      return most;
    }
  }

  private static HostArray find(Map<String, HostArray> outputs, String name) {
    HostArray output = outputs.get(name);
    if (output == null) {
      throw new IllegalStateException("there is no output " + name);
    }
    return output;
  }

  private static double difference(ModelOutput output, HostArray expected, HostArray actual) {
    if (!expected.shape().equals(actual.shape())) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 1;
    double most = 0;
    for (int i = 0; i < expected.values().length; i++) {
      double wanted = expected.values()[i];
      double apart = Math.abs(wanted - actual.values()[i]);
      // A byte is as good as it can be within half of one.
      double counted = output.bytes() ? Math.max(0, apart - 0.5) / BYTES : apart;
      largest = Math.max(largest, output.bytes() ? 1 : Math.abs(wanted));
      most = Double.isNaN(counted) ? Double.NaN : Math.max(most, counted);
    }
    return most / largest;
  }
}
