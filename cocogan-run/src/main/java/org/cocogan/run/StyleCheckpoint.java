package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cocogan.CocoGanException;
import org.cocogan.experiment.Experiment;
import org.cocogan.file.FileFailures;
import org.cocogan.model.Parameter;
import org.cocogan.released.StyleNetworks;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.train.InitialValues;
import org.cocogan.train.MovingAverage;
import org.cocogan.train.Networks;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;
import org.cocogan.weights.torch.TorchFile;

/**
 * A checkpoint that the PyTorch code of the StyleGAN-based project has saved of an experiment's
 * networks: all of a training ({@code train_step-K.model}), or the averaged generator alone ({@code
 * NUMBER.model}).
 *
 * @param values of every parameter, and of the generator's averages, by our names
 * @param stored how many of them are of the file
 * @param anew the networks that are not in the file and have first values
 */
record StyleCheckpoint(Map<String, HostArray> values, int stored, List<String> anew) {
  /** The bytes that Java can map at once; a training of the published sizes has some 600 MB. */
  private static final long LARGEST = Integer.MAX_VALUE;

  private static final String GENERATOR = "generator/";
  private static final String AVERAGE = "g_running/";
  private static final String DISCRIMINATOR = "discriminator/";

  /** A network in the file, by the prefix of its tensors' names, and what ours are called. */
  private record Section(
      String prefix, StyleNetworks networks, List<UnaryOperator<String>> variables) {
    Map<String, Shape> shapes(Map<String, StoredTensor> tensors) {
      Map<String, Shape> shapes = new LinkedHashMap<>();
      tensors.forEach(
          (name, tensor) -> {
            if (name.startsWith(prefix)) {
              shapes.put(name.substring(prefix.length()), tensor.shape());
            }
          });
      return shapes;
    }

    List<String> problems(Map<String, StoredTensor> tensors) {
      Map<String, Shape> shapes = shapes(tensors);
      return shapes.isEmpty()
          ? List.of(prefix + " is missing")
          : networks.problems(shapes).stream().map(prefix::concat).toList();
    }
  }

  /**
   * Reads a file.
   *
   * @throws CocoGanException if it is none of that project, or not of the experiment's networks,
   *     with everything that is missing, misshapen or too many
   */
  static StyleCheckpoint read(Path file, Experiment experiment, Networks networks) {
    requireSuitable(experiment, networks);
    try {
      if (!Files.isRegularFile(file)) {
        throw new CocoGanException("there is no file " + file);
      }
      try (TorchFile torch =
          TorchFile.open(file, LARGEST)
              .orElseThrow(() -> new MalformedException("is no file that PyTorch has saved"))) {
        return read(file, torch.tensors(), experiment, networks);
      }
    } catch (MalformedException e) {
      throw new CocoGanException(file + " " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CocoGanException("cannot read " + FileFailures.describe(e), e);
    }
  }

  private static void requireSuitable(Experiment experiment, Networks networks) {
    if (experiment.training().growth().from().isPresent()) {
      throw new CocoGanException(
          "what is imported has its full size, but with train_params.grow_from a run begins small;"
              + " leave that key out");
    }
    if (networks.settings().coordinateDimension() != 2) {
      throw new CocoGanException(
          "the StyleGAN-based project has coordinates of two numbers; choose"
              + " data_params.coordinate_system euclidean");
    }
    if (!experiment.training().averages()) {
      throw new CocoGanException(
          "the StyleGAN-based project draws with averaged weights; set train_params.ema_decay,"
              + " 0.999 there");
    }
  }

  private static StyleCheckpoint read(
      Path file, Map<String, StoredTensor> tensors, Experiment experiment, Networks networks) {
    boolean isTraining = tensors.keySet().stream().anyMatch(name -> name.startsWith(GENERATOR));
    List<Section> sections = sections(isTraining, networks);
    List<String> problems = new ArrayList<>();
    sections.forEach(section -> problems.addAll(section.problems(tensors)));
    if (!problems.isEmpty()) {
      throw new CocoGanException(
          file + " is not of the networks that the configuration describes:", problems);
    }
    Map<String, HostArray> values = new LinkedHashMap<>();
    for (Section section : sections) {
      Map<String, HostArray> read =
          section
              .networks()
              .values(section.shapes(tensors), name -> read(tensors, section.prefix() + name));
      for (UnaryOperator<String> variable : section.variables()) {
        read.forEach((name, value) -> values.put(variable.apply(name), value));
      }
    }
    int stored = values.size();
    List<String> anew = new ArrayList<>();
    for (Parameter parameter : networks.parameters()) {
      if (!values.containsKey(parameter.name())) {
        values.put(parameter.name(), InitialValues.of(parameter, experiment.training().seed()));
      }
    }
    if (!isTraining) {
      anew.add("the discriminator");
    }
    if (networks.parameters().stream().anyMatch(StyleNetworks::isPredictors)) {
      anew.add("the spatial predictor");
    }
    return new StyleCheckpoint(values, stored, anew);
  }

  private static List<Section> sections(boolean isTraining, Networks networks) {
    StyleNetworks generator =
        new StyleNetworks(networks.generator().parameters(), networks.settings().layout());
    UnaryOperator<String> weight = UnaryOperator.identity();
    if (!isTraining) {
      return List.of(new Section("", generator, List.of(weight, MovingAverage::variable)));
    }
    StyleNetworks discriminator =
        new StyleNetworks(networks.discriminator().parameters(), networks.settings().layout());
    return List.of(
        new Section(GENERATOR, generator, List.of(weight)),
        new Section(AVERAGE, generator, List.of(MovingAverage::variable)),
        new Section(DISCRIMINATOR, discriminator, List.of(weight)));
  }

  private static HostArray read(Map<String, StoredTensor> tensors, String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalStateException("there is no " + name + " any more");
    }
    return tensor.read();
  }
}
