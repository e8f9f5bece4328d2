package org.cocogan.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cocogan.experiment.Experiment;
import org.cocogan.run.ReleasedImport;
import org.cocogan.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes runs of what other software has saved. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes a run of what other software has saved.",
    subcommands = {ImportCommand.TensorFlow.class, ImportCommand.PyTorch.class},
    footer = {
      "",
      "Examples:",
      "  ./cocogan import tensorflow logs/CelebA_64x64_N2M2S32/ckpt \\",
      "      --config configs/CelebA_64x64_N2M2S32.yaml --output runs/released",
      "  ./cocogan import pytorch checkpoint_coco/150000.model \\",
      "      --config configs/style/5-released.yaml --output runs/style-released"
    })
final class ImportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: tensorflow or pytorch.");
  }

  @Command(
      name = "tensorflow",
      description = {
        "Makes a run of a checkpoint of the authors' released TensorFlow code.",
        "Weights, power vectors, running statistics, the optimisers' moments and the step are taken"
            + " over; train goes on from there. Nothing is written unless all of the networks is"
            + " there."
      })
  static final class TensorFlow extends Import {
    @Parameters(
        paramLabel = "DIR|PREFIX",
        description = {
          "The folder with the checkpoint's .index and .data files,",
          "or what their names begin with, such as ckpt/model.ckpt-1234."
        })
    private Path checkpoint;

    @Override
    ReleasedImport into(Workbench workbench, Experiment experiment) {
      return ReleasedImport.ofTensorFlow(workbench, experiment, checkpoint);
    }
  }

  @Command(
      name = "pytorch",
      description = {
        "Makes a run of a file of the StyleGAN-based project's PyTorch code.",
        "Weights of both players and the generator's averages are taken over, or those averages"
            + " alone where the file has nothing else. Nothing is written unless all of them are"
            + " there; of the file nothing is run."
      })
  static final class PyTorch extends Import {
    @Parameters(
        paramLabel = "FILE",
        description = "Its .model or .pt file, such as checkpoint_coco/150000.model.")
    private Path file;

    @Override
    ReleasedImport into(Workbench workbench, Experiment experiment) {
      return ReleasedImport.ofPyTorch(workbench, experiment, file);
    }
  }

  /** The options and messages that both imports have in common. */
  @Command(mixinStandardHelpOptions = true)
  abstract static class Import implements Callable<Integer> {
    @Option(
        names = "--config",
        paramLabel = "CONFIG.yaml",
        required = true,
        description = "The experiment it was trained with, such as the authors' own file.")
    private Path configuration;

    @Option(
        names = "--set",
        paramLabel = "SECTION.KEY=VALUE",
        description = "A value that stands for that of the file; may be repeated.")
    private Map<String, String> given = new LinkedHashMap<>();

    @Option(
        names = "--output",
        paramLabel = "RUN",
        required = true,
        description = "The run's folder, such as runs/released.")
    private Path output;

    @Option(names = "--json", description = "Prints what was made as one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec;

    abstract ReleasedImport into(Workbench workbench, Experiment experiment);

    @Override
    public Integer call() throws Exception {
      Map<String, String> values = new LinkedHashMap<>(given);
      Path run = output.toAbsolutePath().normalize();
      Path folder = output.resolve("..").normalize();
      values.put("log_params.log_dir", folder.toString().isEmpty() ? "." : String.valueOf(folder));
      values.put("log_params.exp_name", String.valueOf(run.getFileName()));
      Workbench workbench = Main.workbench(spec);
      report(into(workbench, workbench.read(configuration, values).experiment()));
      return 0;
    }

    private void report(ReleasedImport made) throws Exception {
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("from", made.from().toString());
        object.put("run", output.toString());
        object.put("checkpoint", made.checkpoint().toString());
        object.put("step", made.step());
        object.put("tensors", made.tensors());
        object.put("moments", made.moments());
        object.put("anew", made.anew());
        out.println(new ObjectMapper().writeValueAsString(object));
      } else {
        out.println("imported %s tensors of %s".formatted(made.tensors(), made.from()));
        made.anew().forEach(network -> out.println("not there, begins anew: " + network));
        out.println(
            made.moments()
                ? "step %s, with the optimisers' moments".formatted(made.step())
                : "step 0: the optimisers' moments or the step are not there, training begins"
                    + " anew");
        out.println("  checkpoint  " + made.checkpoint());
        out.println("  draw        ./cocogan generate " + output);
      }
      out.flush();
    }
  }
}
