package org.cocogan.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that opens the model in a file, prints the number of its process, and runs it. */
final class StartedModel {
  private StartedModel() {}

  public static void main(String[] arguments) throws IOException {
    RuntimeSettings settings = new RuntimeSettings(1, true, false, false, 1 << 20);
    try (ModelProcess model = ModelProcess.open(Path.of(arguments[0]), settings)) {
      System.out.println(ProcessHandle.current().children().findFirst().orElseThrow().pid());
      ModelTensor x =
          new ModelTensor(
              ElementType.FLOAT,
              List.of(1L, 2L),
              ModelTensor.room(ElementType.FLOAT, List.of(1L, 2L)));
      model.run(Map.of("x", x), List.of("y"));
    }
  }
}
