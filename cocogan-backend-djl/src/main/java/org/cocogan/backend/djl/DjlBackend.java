package org.cocogan.backend.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cocogan.tensor.Backend;
import org.cocogan.tensor.BackendOptions;
import org.cocogan.tensor.Precision;
import org.cocogan.tensor.Program;
import org.cocogan.tensor.ProgramDefinition;
import org.cocogan.tensor.ProgramSequence;
import org.cocogan.tensor.Variables;

/** DJL's PyTorch engine: programs are compiled as functions of TorchScript. */
final class DjlBackend implements Backend {
  static final String NAME = "djl";

  private static final String NATIVES = "native/lib/pytorch.properties";
  private static final String PROFILES =
      "natives-linux-x86_64, natives-linux-aarch64, natives-osx-aarch64 and natives-win-x86_64";

  private final Guard guard = new Guard();
  private final NDManager manager;
  private final TorchScripts scripts;
  private final Precision precision;
  private final String description;

  private DjlBackend(NDManager manager, String description, Precision wanted) {
    this.manager = manager;
    this.scripts = new TorchScripts(manager);
    this.precision = precision(wanted);
    this.description =
        description + (precision == Precision.BFLOAT16 ? ", convolutions in bfloat16" : "");
  }

  static DjlBackend start(BackendOptions options) {
    try {
      // Read by the engine when it loads; the call below is for an engine that is loaded already.
      System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(options.threads()));
      Engine engine = DjlNatives.load(InstalledTorch.named());
      JniUtils.setNumThreads(options.threads());
      // Otherwise the first runs watch the shapes, which are known, and compile again.
      JniUtils.setGraphExecutorOptimize(false);
      Device device = options.isGpu() ? gpu(engine, options.gpu()) : Device.cpu();
      NDManager manager = engine.newBaseManager(device);
      return new DjlBackend(
          manager,
          "DJL "
              + Engine.getDjlVersion()
              + ", PyTorch "
              + engine.getVersion()
              + " on "
              + manager.getDevice()
              + ", "
              + options.threads()
              + (options.threads() == 1 ? " thread" : " threads"),
          options.precision());
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "DJL's PyTorch engine does not start on %s: %s; it needs %s"
              .formatted(options.device(), reason(e), natives(options)),
          e);
    }
  }

  private static Device gpu(Engine engine, int number) {
    if (!JniUtils.getFeatures().contains("CUDA")) {
      throw new IllegalStateException(
          "PyTorch was started with natives for the processor alone; "
              + InstalledTorch.INSTEAD
              + ", or set device: cpu");
    }
    int count = engine.getGpuCount();
    if (number >= count) {
      throw new IllegalStateException(
          count == 0
              ? "PyTorch has CUDA and finds no GPU; see whether nvidia-smi shows one, or set"
                  + " device: cpu"
              : "there is no gpu:" + number + "; PyTorch finds " + count + ", counted from 0");
    }
    return Device.gpu(number);
  }

  private Precision precision(Precision wanted) {
    if (wanted == Precision.FLOAT32) {
      return wanted;
    }
    boolean supported = manager.getDevice().isGpu() || scripts.processorHasBfloat16();
    if (wanted == Precision.BFLOAT16 && !supported) {
      manager.close();
      throw new IllegalStateException(
          "this processor has no instructions for bfloat16 (AVX-512); set precision: float32, or"
              + " auto");
    }
    return supported ? Precision.BFLOAT16 : Precision.FLOAT32;
  }

  private static String reason(Throwable failure) {
    // Without natives the engine tries to download some, and tells of that.
    return DjlBackend.class.getClassLoader().getResource(NATIVES) == null
        ? "there are no PyTorch natives on the class path"
        : String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static String natives(BackendOptions options) {
    if (options.isGpu()) {
      return "a GPU, and a libtorch with CUDA: " + InstalledTorch.INSTEAD;
    }
    return "ai.djl.pytorch:pytorch-native-cpu with the classifier of this machine (%s %s), which one"
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
        + " of the Maven profiles "
        + PROFILES
        + " brings";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public Variables newVariables() {
    return new DjlVariables(this, guard, manager.newSubManager());
  }

  @Override
  public Program compile(ProgramDefinition definition, Variables variables) {
    return new DjlProgram(definition, own(definition, variables), this::compiled);
  }

  @Override
  public Optional<ProgramSequence> compileSequence(
      List<ProgramDefinition> definitions, Set<String> shared, Variables variables) {
    return Optional.of(
        new DjlSequence(definitions, shared, own(definitions.get(0), variables), this::compiled));
  }

  private DjlVariables own(ProgramDefinition definition, Variables variables) {
    if (!(variables instanceof DjlVariables own) || !own.belongsTo(this)) {
      throw new IllegalArgumentException(
          "program " + definition.name() + " needs variables that this backend has made");
    }
    return own;
  }

  private ScriptFunction compiled(Function<ScriptWriter, ProgramScript> script) {
    ScriptWriter writer = new ScriptWriter(precision == Precision.BFLOAT16);
    return new ScriptFunction(script.apply(writer), scripts, guard, manager);
  }

  @Override
  public void close() {
    guard.freeing(manager::close);
  }
}
