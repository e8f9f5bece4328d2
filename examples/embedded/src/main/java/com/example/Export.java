package com.example;

import java.io.IOException;
import java.nio.file.Path;
import org.cocogan.deploy.ModelKind;
import org.cocogan.export.RunExport;
import org.cocogan.run.CocoGan;
import org.cocogan.run.TrainedRun;

/** Writes the generator of a run as an ONNX model. */
final class Export {
  private Export() {}

  public static void main(String[] arguments) throws IOException {
    try (TrainedRun run = CocoGan.create().open(Path.of(arguments[0]))) {
      RunExport.write(run, ModelKind.PATCH, Path.of(arguments[1]));
    }
  }
}
