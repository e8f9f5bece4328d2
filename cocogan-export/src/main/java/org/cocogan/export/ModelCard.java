package org.cocogan.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cocogan.backend.onnx.ModelInput;
import org.cocogan.backend.onnx.ModelOutput;
import org.cocogan.deploy.ModelKind;
import org.cocogan.deploy.ModelProperties;
import org.cocogan.deploy.ModelValues;
import org.cocogan.tensor.HostArray;

/** The text beside a model: what goes in, what comes out, and programs that run it. */
public final class ModelCard {
  private static final String BEFORE_PROPERTIES = "Its properties, as in the file:";
  private static final int LONGEST = 1 << 20;
  private static final int LONGEST_COORDINATES = 1 << 16;

  private final String file;
  private final ModelPlan plan;
  private final Map<String, String> properties;

  /**
   * Prepares the text.
   *
   * @param file the model's file name, as the examples open it
   */
  ModelCard(String file, ModelPlan plan, Map<String, String> properties) {
    this.file = file;
    this.plan = plan;
    this.properties = properties;
  }

  /** Whether a file is such a text, of this or another model. */
  public static boolean isAt(Path file) {
    try {
      return Files.size(file) <= LONGEST
          && Files.readAllLines(file, StandardCharsets.UTF_8).contains(BEFORE_PROPERTIES);
    } catch (IOException e) {
      // What cannot be read as text is none.
      return false;
    }
  }

  /** The card as Markdown. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# " + file);
    lines.add("");
    lines.add(plan.description());
    lines.add("");
    lines.add("| | name | meaning |");
    lines.add("|---|---|---|");
    for (ModelInput input : plan.inputs()) {
      lines.add("| input | `" + input.name() + "` | " + input.meaning() + " |");
    }
    for (ModelOutput output : plan.outputs()) {
      lines.add("| output | `" + output.name() + "` | " + output.meaning() + " |");
    }
    lines.add("");
    lines.add("With Python (`pip install onnxruntime numpy`), in the folder of the model:");
    lines.add("");
    lines.add("```python");
    lines.addAll(python());
    lines.add("```");
    lines.add("");
    lines.add("With Java (`java -cp onnxruntime.jar Example.java`):");
    lines.add("");
    lines.add("```java");
    lines.addAll(java());
    lines.add("```");
    lines.add("");
    lines.add(BEFORE_PROPERTIES);
    lines.add("");
    lines.add("```");
    properties.forEach(
        (key, value) -> {
          if (!key.equals(ModelProperties.COORDINATES)) {
            lines.add(key + ": " + value);
          }
        });
    lines.add("```");
    if (plan.kind() == ModelKind.PATCH) {
      addCoordinates(lines);
    }
    return String.join("\n", lines) + "\n";
  }

  private void addCoordinates(List<String> lines) {
    String all = properties.getOrDefault(ModelProperties.COORDINATES, "");
    lines.add("");
    lines.add(
        "`"
            + ModelProperties.COORDINATES
            + "`, the coordinates of all micro patches of an image, row by row from its top left"
            + (all.length() > LONGEST_COORDINATES ? ", is in the model." : ":"));
    if (all.length() <= LONGEST_COORDINATES) {
      lines.add("");
      lines.add("```json");
      lines.addAll(List.of(all.replace("],[", "],\n [").split("\n", -1)));
      lines.add("```");
    }
  }

  private List<String> python() {
    List<String> lines = new ArrayList<>();
    lines.add("import numpy as np, onnxruntime");
    lines.add("session = onnxruntime.InferenceSession(\"" + quotable() + "\")");
    lines.add("random = np.random.default_rng(0)");
    lines.add("inputs = {");
    for (ModelInput input : plan.inputs()) {
      lines.add("    \"" + input.name() + "\": " + pythonValue(input) + ",");
    }
    lines.add("}");
    lines.add("for output, value in zip(session.get_outputs(), session.run(None, inputs)):");
    lines.add("    print(output.name, value.shape, value.min(), value.max())");
    return lines;
  }

  private String pythonValue(ModelInput input) {
    HostArray value = firstRow(input);
    if (isChosen(input)) {
      String type = input instanceof ModelInput.Lookup ? "np.int64" : "np.float32";
      return "np.array([" + numbers(input, value, "[", "]", "") + "], " + type + ")";
    }
    String shape = value.shape().toString();
    return "random.uniform(-1, 1, ("
        + shape.substring(1, shape.length() - 1)
        + ")).astype(np.float32)";
  }

  private List<String> java() {
    List<String> lines = new ArrayList<>();
    lines.add("import ai.onnxruntime.*;");
    lines.add("import java.nio.*;");
    lines.add("import java.util.Map;");
    lines.add("class Example {");
    lines.add("  public static void main(String[] arguments) throws OrtException {");
    lines.add("    var environment = OrtEnvironment.getEnvironment();");
    lines.add("    var inputs = Map.of(");
    for (int i = 0; i < plan.inputs().size(); i++) {
      ModelInput input = plan.inputs().get(i);
      HostArray value = firstRow(input);
      String shape = value.shape().toString();
      lines.add(
          "        \"%s\", OnnxTensor.createTensor(environment, %s, new long[] {%s})%s"
              .formatted(
                  input.name(),
                  javaValue(input, value),
                  shape.substring(1, shape.length() - 1),
                  i < plan.inputs().size() - 1 ? "," : ");"));
    }
    lines.add("    var outputs = environment.createSession(\"" + quotable() + "\").run(inputs);");
    lines.add("    outputs.forEach(o -> System.out.println(o.getKey() + \" \" + o.getValue()));");
    lines.add("  }");
    lines.add("}");
    return lines;
  }

  /** The file's name as it stands between the quotes of a string, in either language. */
  private String quotable() {
    return file.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String javaValue(ModelInput input, HostArray value) {
    if (input instanceof ModelInput.Lookup) {
      return "LongBuffer.wrap(new long[] {" + numbers(input, value, "", "", "") + "})";
    }
    if (isChosen(input)) {
      return "FloatBuffer.wrap(new float[] {" + numbers(input, value, "", "", "f") + "})";
    }
    return "FloatBuffer.allocate(" + value.values().length + ")";
  }

  /** Whether the example names its numbers; otherwise any do. */
  private static boolean isChosen(ModelInput input) {
    return input instanceof ModelInput.Lookup || input.name().equals(ModelValues.COORDINATE);
  }

  private HostArray firstRow(ModelInput input) {
    HostArray all = plan.example().ofModel().get(input.name());
    if (all == null) {
      throw new IllegalStateException("the example has no " + input.name());
    }
    int size = all.values().length / all.shape().dimension(0);
    return new HostArray(all.shape().with(0, 1), Arrays.copyOf(all.values(), size));
  }

  private static String numbers(
      ModelInput input, HostArray value, String open, String close, String suffix) {
    List<String> numbers = new ArrayList<>();
    for (float number : value.values()) {
      numbers.add(
          input instanceof ModelInput.Lookup
              ? String.format(Locale.ROOT, "%d", (long) number)
              : number + suffix);
    }
    return open + String.join(", ", numbers) + close;
  }
}
