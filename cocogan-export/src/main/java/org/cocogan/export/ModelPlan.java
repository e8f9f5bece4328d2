package org.cocogan.export;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.cocogan.backend.onnx.ModelInput;
import org.cocogan.backend.onnx.ModelOutput;
import org.cocogan.backend.onnx.OnnxExport;
import org.cocogan.deploy.ModelKind;
import org.cocogan.random.CountedRandom;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Shape;

/**
 * A model that is to be exported, and a case to try it with.
 *
 * @param kind what it computes
 * @param rows what the model calls the number of its rows
 * @param program the computation for a number of rows
 * @param inputs of the model
 * @param outputs of the model
 * @param description what it computes, in one sentence
 * @param example inputs of the program and of the model that mean the same
 */
record ModelPlan(
    ModelKind kind,
    String rows,
    IntFunction<ProgramDefinition> program,
    List<ModelInput> inputs,
    List<ModelOutput> outputs,
    String description,
    Example example) {
  /**
   * Inputs to try a model with.
   *
   * @param rows how many rows they have
   * @param ofProgram by name
   * @param ofModel by name; whole numbers as floats
   */
  record Example(int rows, Map<String, HostArray> ofProgram, Map<String, HostArray> ofModel) {
    /** Rows that models of any number of rows are tried with. */
    static final int ROWS = 3;

    /** Uniform in [-1, 1), the same at every call. */
    static HostArray noise(String purpose, int... sizes) {
      Shape shape = Shape.of(sizes);
      CountedRandom random = CountedRandom.of(0, "export " + purpose, 0);
      float[] values = new float[shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat(-1, 1);
      }
      return new HostArray(shape, values);
    }
  }

  OnnxExport export(Map<String, String> metadata) {
    return new OnnxExport("cocogan_" + kind, rows, program, inputs, outputs, description, metadata);
  }
}
