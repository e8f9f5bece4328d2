package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cocogan.CocoGanException;
import org.cocogan.checkpoint.Checkpoint;
import org.cocogan.checkpoint.SafeTensors;
import org.cocogan.file.DurableFiles;
import org.cocogan.model.Parameter;
import org.cocogan.tensor.HostArray;

/**
 * The weights of both networks in one safetensors file, under the names that PyTorch gives to
 * modules within modules, such as {@code generator.block0.conv1.weight}.
 *
 * @param path the file
 */
public record ExportedWeights(Path path) {
  /** How the name of such a file ends. */
  public static final String ENDING = ".safetensors";

  private static final String STEP = "step";
  private static final String EXPERIMENT = "experiment";

  /** What PyTorch calls the parts of a batch norm. */
  private static final Map<String, String> NORM =
      Map.of("gamma", "weight", "beta", "bias", "mean", "running_mean", "var", "running_var");

  /** Whether a file of that ending is there. */
  boolean exists() {
    return path.toString().endsWith(ENDING) && Files.isRegularFile(path);
  }

  /**
   * Writes the weights; what was there before stays until the new file is whole.
   *
   * @param run whose networks they are
   * @param averaged whether the generator's are moving averages
   * @param values of the parameters, by our names
   * @return how many tensors were written
   * @throws IOException if the file cannot be written
   */
  public int write(TrainedRun run, boolean averaged, Function<String, HostArray> values)
      throws IOException {
    Map<String, HostArray> tensors = new LinkedHashMap<>();
    for (Parameter parameter : run.networks().parameters()) {
      String name = torchName(parameter.name());
      if (tensors.put(name, values.apply(parameter.name())) != null) {
        throw new IllegalStateException("two tensors are " + name);
      }
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put(STEP, Long.toString(run.step()));
    metadata.put("weights", averaged ? "average" : "latest");
    metadata.put(EXPERIMENT, run.experiment().toYaml());
    SafeTensors written = new SafeTensors(tensors, metadata);
    DurableFiles.replace(path, written::writeTo);
    return tensors.size();
  }

  /**
   * Reads the weights.
   *
   * @param parameters of the networks that are to take them
   * @throws IOException if the file cannot be read, or is damaged
   * @throws CocoGanException if it does not say what networks it is of, or is not of these
   */
  Checkpoint read(Collection<Parameter> parameters) throws IOException {
    SafeTensors file = SafeTensors.read(path);
    String experiment = file.metadata().get(EXPERIMENT);
    if (experiment == null) {
      throw new CocoGanException(
          path
              + " does not say what networks it is of; write one by 'export RUN --format"
              + " safetensors'");
    }
    Map<String, HostArray> tensors = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Parameter parameter : parameters) {
      String name = torchName(parameter.name());
      HostArray value = file.tensors().get(name);
      if (value == null) {
        problems.add(name + " is missing");
      } else if (!value.shape().equals(parameter.shape())) {
        problems.add(name + " is " + value.shape() + ", not " + parameter.shape());
      } else {
        tensors.put(parameter.name(), value);
      }
    }
    if (!problems.isEmpty()) {
      throw new CocoGanException(path + " is not of the networks that are trained:", problems);
    }
    return new Checkpoint(path, 0, experiment, tensors);
  }

  /** The name in the file of one of our parameters. */
  static String torchName(String parameter) {
    String[] parts = parameter.split("/", -1);
    int last = parts.length - 1;
    parts[last] = NORM.getOrDefault(parts[last], parts[last]);
    return String.join(".", parts);
  }
}
