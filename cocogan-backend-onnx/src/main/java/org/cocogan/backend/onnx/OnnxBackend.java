package org.cocogan.backend.onnx;

import org.cocogan.onnx.OnnxRuntime;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.Variables;

/** ONNX Runtime on the processor: it runs programs and trains none. */
final class OnnxBackend implements Backend {
  static final String NAME = "onnx";

  private final int threads;
  private final String version;
  private volatile boolean spinning = true;

  private OnnxBackend(int threads, String version) {
    this.threads = threads;
    this.version = version;
  }

  static OnnxBackend start(BackendOptions options) {
    if (!options.device().equals("cpu")) {
      throw new IllegalStateException(
          "the backend onnx runs on the processor alone; set device: cpu");
    }
    return new OnnxBackend(options.threads(), OnnxRuntime.version());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "ONNX Runtime "
        + version
        + " on cpu, "
        + threads
        + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public void yieldProcessors() {
    spinning = false;
  }

  @Override
  public Variables newVariables() {
    return new OnnxVariables(this);
  }

  @Override
  public Program compile(ProgramDefinition definition, Variables variables) {
    if (!(variables instanceof OnnxVariables own) || !own.belongsTo(this)) {
      throw new IllegalArgumentException(
          "program " + definition.name() + " needs variables that this backend has made");
    }
    return new OnnxProgram(definition, own, threads, spinning);
  }

  @Override
  public void close() {
    // Programs hold what there is to free.
  }
}
