package org.cocogan.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.cocogan.CocoGanException;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Shape;
import org.cocogan.tensor.Tensor;
import org.cocogan.tensor.Variables;
import org.cocogan.testkit.OnnxChecker;
import org.junit.jupiter.api.Test;

class OnnxExportTest {
  private static final ModelInput X = new ModelInput.Values("x", "any numbers");
  private static final ModelOutput Y = new ModelOutput.Values("y", "numbers", false);

  private static final Backend BACKEND =
      new OnnxBackendProvider().start(new BackendOptions(1, "cpu"));

  private final Variables variables = BACKEND.newVariables();

  OnnxExportTest() {
    variables.set("weight", SmallPrograms.noise("weight", 3, 4));
  }

  private static ProgramDefinition rows(int rows, SmallPrograms.Output output) {
    return SmallPrograms.of(Map.of("x", Shape.of(rows, 3)), output);
  }

  private static OnnxExport export(
      IntFunction<ProgramDefinition> program, List<ModelInput> inputs, ModelOutput output) {
    return new OnnxExport(
        "graph",
        "batch",
        program,
        inputs,
        List.of(output),
        "What it does.",
        Map.of("key", "value"));
  }

  private OnnxModel opened(OnnxExport export) {
    return OnnxModel.of("model", checked(export.model(variables, 1)), 1);
  }

  private static byte[] checked(byte[] model) {
    OnnxChecker.check(model);
    return model;
  }

  private OnnxModel opened(IntFunction<ProgramDefinition> program) {
    return opened(export(program, List.of(X), Y));
  }

  private static HostArray run(OnnxModel model, HostArray x) {
    return SmallPrograms.find(model.run(Map.of("x", x)), "y");
  }

  private HostArray expected(ProgramDefinition definition, HostArray x) {
    try (Program program = BACKEND.compile(definition, variables)) {
      return SmallPrograms.find(program.run(Map.of("x", x)), "y");
    }
  }

  @Test
  void takesAnyNumberOfRows() {
    IntFunction<ProgramDefinition> program =
        rows ->
            rows(
                rows,
                scope -> {
                  Tensor x = scope.input("x").matMul(scope.variable("weight"));
                  Tensor twice = x.reshape(rows, 1, 4).broadcastTo(rows, 2, 4).reshape(2 * rows, 4);
                  return twice.slice(0, 0, rows).pad(0, rows, 1).add(twice.mean());
                });
    try (OnnxModel model = opened(program)) {
      for (int rows : new int[] {1, 2, 7}) {
        HostArray x = SmallPrograms.noise("x", rows, 3);
        HostArray expected = expected(program.apply(rows), x);

        HostArray y = run(model, x);

        assertThat(y.shape()).isEqualTo(Shape.of(2 * rows + 1, 4));
        assertThat(y.values()).containsExactly(expected.values(), within(1e-6f));
      }
    }
  }

  @Test
  void computesAheadWhatDependsOnNoInput() throws InvalidProtocolBufferException {
    byte[] model =
        export(
                rows ->
                    rows(
                        rows,
                        scope -> {
                          Tensor weight = scope.variable("weight");
                          Tensor unit = weight.divide(weight.square().sum().sqrt());
                          return scope.input("x").matMul(unit);
                        }),
                List.of(X),
                Y)
            .model(variables, 1);

    assertThat(ModelProto.parseFrom(model).getGraph().getNodeList())
        .map(node -> node.getOpType())
        .containsExactly("MatMul");
  }

  @Test
  void givesBytesThatAreRoundedAndLimited() {
    ModelOutput bytes = new ModelOutput.Values("y", "bytes", true);
    try (OnnxModel model =
        opened(export(rows -> rows(rows, scope -> scope.input("x")), List.of(X), bytes))) {
      HostArray x =
          new HostArray(
              Shape.of(3, 3), new float[] {-9, -0.4f, 0.4f, 0.5f, 1.6f, 254.4f, 254.6f, 255, 999});

      assertThat(run(model, x).values()).containsExactly(0, 0, 0, 1, 2, 254, 255, 255, 255);
    }
  }

  @Test
  void looksVectorsUp() {
    HostArray table =
        new HostArray(Shape.of(2, 2, 3), new float[] {0, 0, 0, 0, 1, 2, 10, 11, 12, 20, 21, 22});
    ModelInput place = new ModelInput.Lookup("place", "row and column", "x", table);
    try (OnnxModel model =
        opened(
            export(rows -> rows(rows, scope -> scope.input("x").multiply(2)), List.of(place), Y))) {
      HostArray places = new HostArray(Shape.of(2, 2), new float[] {1, 0, 0, 1});

      assertThat(SmallPrograms.find(model.run(Map.of("place", places)), "y").values())
          .containsExactly(20, 22, 24, 0, 2, 4);
      assertThatExceptionOfType(CocoGanException.class)
          .isThrownBy(
              () -> model.run(Map.of("place", new HostArray(Shape.of(1, 2), new float[] {2, 0}))))
          .withMessageStartingWith("model fails: ");
    }
  }

  @Test
  void findsTheNumbersBesideTheNearestVector() {
    HostArray vectors =
        new HostArray(Shape.of(3, 3), new float[] {0, 0, 0, 10, 10, 10, 10, 10, 10});
    HostArray numbers = new HostArray(Shape.of(3, 2), new float[] {7, 300, 0, -1, 5, 5});
    ModelOutput place = new ModelOutput.Nearest("place", "row and column", "y", vectors, numbers);
    IntFunction<ProgramDefinition> program = rows -> rows(rows, scope -> scope.input("x").add(1));
    try (OnnxModel model = opened(export(program, List.of(X), place))) {
      HostArray x =
          new HostArray(Shape.of(4, 3), new float[] {8, 9, 10, -9, 0, 0, 3, 3, 3, 5, 5, 5});

      HostArray places = SmallPrograms.find(model.run(Map.of("x", x)), "place");

      assertThat(places.shape()).isEqualTo(Shape.of(4, 2));
      assertThat(places.values()).containsExactly(0, -1, 7, 300, 7, 300, 0, -1);
    }
  }

  @Test
  void bearsNamesMeaningsAndProperties() throws InvalidProtocolBufferException {
    byte[] bytes =
        export(rows -> rows(rows, scope -> scope.input("x")), List.of(X), Y).model(variables, 1);
    ModelProto model = ModelProto.parseFrom(bytes);

    assertThat(model.getDocString()).isEqualTo("What it does.");
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getGraph().getInput(0).getDocString()).isEqualTo("any numbers");
    assertThat(model.getGraph().getOutput(0).getDocString()).isEqualTo("numbers");
    assertThat(
            model
                .getGraph()
                .getInput(0)
                .getType()
                .getTensorType()
                .getShape()
                .getDim(0)
                .getDimParam())
        .isEqualTo("batch");
    try (OnnxModel opened = OnnxModel.of("model", bytes, 1)) {
      assertThat(opened.metadata()).containsExactly(Map.entry("key", "value"));
      assertThat(opened.inputs()).containsExactly(Map.entry("x", List.of(-1L, 3L)));
    }
  }

  /** Java's maps have another order in each JVM, and two exports are to be equal. */
  @Test
  void writesAttributesInTheOrderOfTheirNames() throws InvalidProtocolBufferException {
    IntFunction<ProgramDefinition> program =
        rows ->
            rows(
                rows,
                scope ->
                    scope.input("x").add(scope.constant(HostArray.filled(Shape.of(rows, 3), 2))));
    ModelProto model = ModelProto.parseFrom(export(program, List.of(X), Y).model(variables, 1));

    assertThat(model.getGraph().getNodeList())
        .filteredOn(node -> node.getAttributeCount() > 1)
        .isNotEmpty()
        .allSatisfy(
            node ->
                assertThat(node.getAttributeList()).extracting(AttributeProto::getName).isSorted());
  }

  @Test
  void keepsAConstantThatGrowsWithTheRows() {
    try (OnnxModel model =
        opened(
            rows ->
                rows(
                    rows,
                    scope ->
                        scope
                            .input("x")
                            .add(scope.constant(HostArray.filled(Shape.of(rows, 3), 2)))))) {
      assertThat(run(model, HostArray.filled(Shape.of(4, 3), 1)).values()).containsOnly(3);
    }
  }

  @Test
  void refusesAProgramWhoseOperationsDependOnTheRows() {
    assertRefused(
        rows -> rows(rows, scope -> rows > 10 ? scope.input("x").relu() : scope.input("x")),
        "it consists of other operations");
    assertRefused(
        rows -> rows(rows, scope -> scope.input("x").multiply(rows)),
        "a constant has other values");
    assertRefused(
        rows ->
            SmallPrograms.of(Map.of("x", Shape.of(rows, rows * rows)), scope -> scope.input("x")),
        "a size of input x does not grow evenly");
  }

  private void assertRefused(IntFunction<ProgramDefinition> program, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> export(program, List.of(X), Y).model(variables, 1))
        .withMessage(
            "program small cannot be exported for any number of rows: with another number of rows "
                + reason);
  }

  @Test
  void refusesInputsAndOutputsThatAreNotThere() {
    IntFunction<ProgramDefinition> program = rows -> rows(rows, scope -> scope.input("x"));
    ModelInput other = new ModelInput.Values("other", "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> export(program, List.of(X, other), Y).model(variables, 1))
        .withMessage("the program reads no input other, so the model cannot take one");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                export(program, List.of(X), new ModelOutput.Values("z", "", false))
                    .model(variables, 1))
        .withMessage("the program has no output z; it has [y]");
  }

  @Test
  void refusesWrongInputsOfAModel() {
    try (OnnxModel model = opened(rows -> rows(rows, scope -> scope.input("x")))) {
      HostArray right = HostArray.filled(Shape.of(1, 3), 0);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.run(Map.of()))
          .withMessage("model needs an input x of shape [any, 3]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.run(Map.of("x", right, "z", right)))
          .withMessage("model has no input z; it has [x]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.run(Map.of("x", HostArray.filled(Shape.of(3, 1), 0))))
          .withMessage("input x of model has shape [any, 3], not [3, 1]");
    }
  }

  @Test
  void refusesWhatIsNoModel() {
    assertThatExceptionOfType(CocoGanException.class)
        .isThrownBy(() -> OnnxModel.of("notes.txt", new byte[] {1, 2, 3}, 1))
        .withMessageStartingWith("notes.txt is no ONNX model that ONNX Runtime can run: ");
  }
}
