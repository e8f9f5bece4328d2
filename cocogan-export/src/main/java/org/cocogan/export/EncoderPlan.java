package org.cocogan.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cocogan.backend.onnx.ModelInput;
import org.cocogan.backend.onnx.ModelOutput;
import org.cocogan.deploy.ModelKind;
import org.cocogan.deploy.ModelValues;
import org.cocogan.exact.Product;
import org.cocogan.model.ModelSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramResult;
import org.cocogan.tensor.ProgramScope;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.Networks;
import org.cocogan.train.StepScope;

/**
 * The plan of a model of kind encoder, which computes latent vectors and places that the
 * discriminator reads off macro patches.
 */
record EncoderPlan(Networks networks, CoordinateSystem coordinates) {
  ModelPlan plan() {
    ModelSettings settings = networks.settings();
    Size macro = settings.layout().macro();
    int channels = settings.channels();
    Map<String, HostArray> inputs =
        Map.of(
            ModelValues.MACRO_PATCH,
            ModelPlan.Example.noise(
                ModelValues.MACRO_PATCH,
                ModelPlan.Example.ROWS,
                channels,
                macro.height(),
                macro.width()));
    return new ModelPlan(
        ModelKind.ENCODER,
        "batch",
        rows ->
            new ProgramDefinition(
                "encoder",
                Map.of(
                    ModelValues.MACRO_PATCH,
                    Shape.of(rows, channels, macro.height(), macro.width())),
                Set.of(),
                this::judgements),
        List.of(
            new ModelInput.Values(
                ModelValues.MACRO_PATCH,
                String.format(
                    Locale.ROOT,
                    "macro patches, [batch, %d, %d, %d], in [-1, 1]",
                    channels,
                    macro.height(),
                    macro.width()))),
        List.of(
            new ModelOutput.Values(
                ModelValues.LATENT,
                String.format(
                    Locale.ROOT,
                    "predicted latent vectors, [batch, %d], in [-1, 1]",
                    settings.latentDimension()),
                false),
            new ModelOutput.Values(
                ModelValues.COORDINATE,
                String.format(
                    Locale.ROOT,
                    "predicted macro coordinates of the system %s, [batch, %d], in [-1, 1]",
                    coordinates.name(),
                    coordinates.dimension()),
                false),
            nearestPosition(),
            new ModelOutput.Values(
                ModelValues.REALNESS,
                "how real they look wherever they belong, [batch, 1], larger is more real",
                false)),
        "Latent vectors and places that the discriminator reads off macro patches.",
        new ModelPlan.Example(ModelPlan.Example.ROWS, inputs, inputs));
  }

  /** The macro position inside the real image that a predicted coordinate means. */
  private ModelOutput nearestPosition() {
    List<double[]> vectors = new ArrayList<>();
    List<double[]> places = new ArrayList<>();
    Grid grid = coordinates.macroPositions();
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        if (coordinates.insideImage(row, column)) {
          vectors.add(coordinates.macroCoordinate(row, column));
          places.add(new double[] {row, column});
        }
      }
    }
    return new ModelOutput.Nearest(
        ModelValues.POSITION,
        "row and column of the micro patch at the top left of the macro patch, [batch, 2]: the"
            + " place whose macro coordinate is nearest to the predicted one",
        ModelValues.COORDINATE,
        stacked(vectors),
        stacked(places));
  }

  private static HostArray stacked(List<double[]> rows) {
    int entries = rows.get(0).length;
    float[] values = new float[Product.of(rows.size(), entries)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows.get(i / entries)[i % entries];
    }
    return new HostArray(Shape.of(rows.size(), entries), values);
  }

  private ProgramResult judgements(ProgramScope program) {
    StepScope scope = StepScope.inference(program, UnaryOperator.identity());
    Tensor features =
        networks.discriminator().features(program.input(ModelValues.MACRO_PATCH), scope);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(ModelValues.LATENT, networks.discriminator().latent(features, scope));
    outputs.put(ModelValues.COORDINATE, networks.discriminator().coordinate(features, scope));
    outputs.put(ModelValues.REALNESS, networks.discriminator().realness(features, scope));
    return ProgramResult.of(outputs);
  }
}
