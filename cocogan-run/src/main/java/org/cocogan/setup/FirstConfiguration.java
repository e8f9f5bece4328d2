package org.cocogan.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.CocoGanException;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.ImageSource;
import org.cocogan.dataset.Dataset;
import org.cocogan.experiment.Experiment;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.run.TimedStep;
import org.cocogan.run.TimedStep.Measured;
import org.cocogan.wiring.Datasets;
import org.cocogan.wiring.NamedFolders;
import org.cocogan.wiring.Workbench;

/** Makes the first configuration for a data set: looks at the pictures and the machine. */
public final class FirstConfiguration {
  private static final Size PREPARED = new Size(64, 64);
  private static final int COLOUR = 3;
  private static final String USUAL_ENGINE = "djl";

  private final Workbench workbench;

  /** Prepares configurations of what a workbench offers. */
  public FirstConfiguration(Workbench workbench) {
    this.workbench = workbench;
  }

  /**
   * A request for a configuration.
   *
   * @param dataset a data set's name, or the path of a folder, zip or pack
   * @param imageSize the size of images, in place of one that suits the pictures
   * @param coordinates the coordinate system, in place of one that suits the pictures
   * @param anotherGpu whether the training is for a machine with a GPU, whatever this one has
   */
  public record Request(
      String dataset, Optional<Size> imageSize, Optional<String> coordinates, boolean anotherGpu) {}

  /**
   * The findings about pictures and machine, and the experiment that fits them.
   *
   * @param pictures in one sentence
   * @param machine this one
   * @param experiment that fits
   * @param step measured here; empty for another machine
   * @param yaml the configuration file
   */
  public record Fitted(
      String pictures,
      Machine machine,
      Experiment experiment,
      Optional<Measured> step,
      String yaml) {}

  /**
   * The file that a configuration is written to unless another is named: the data's name with
   * {@code .yaml}, in the working directory.
   */
  public static Path usualFile(String dataset) {
    return Path.of(runName(dataset) + ".yaml");
  }

  /**
   * Finds out what fits, and times a step of it; writes nothing.
   *
   * @param notices takes lines for people
   * @throws CocoGanException if there are no such pictures, or none that can be trained on
   * @throws org.cocogan.experiment.SettingsException if what is asked for does not fit together
   */
  public Fitted fit(Request request, Consumer<String> notices) {
    PictureSurvey survey = survey(request.dataset(), notices);
    Machine machine = Machine.here(workbench.engines(), USUAL_ENGINE);
    Scale scale = request.anotherGpu() || machine.gpu().isPresent() ? Scale.GPU : Scale.CPU;
    Fitting fitting = new Fitting(survey, scale);
    PatchLayout layout = fitting.layout(request.imageSize());
    FirstExperiment first =
        new FirstExperiment(
            asDataset(request.dataset()),
            runName(request.dataset()),
            survey,
            layout,
            request.coordinates().orElseGet(fitting::coordinates),
            scale,
            Periods.UNKNOWN);
    Experiment experiment = read(first);
    if (request.anotherGpu()) {
      return new Fitted(survey.sentence(), machine, experiment, Optional.empty(), first.yaml());
    }
    Measured step = TimedStep.of(workbench, experiment);
    FirstExperiment timed = first.with(Periods.of(step.seconds()));
    return new Fitted(survey.sentence(), machine, read(timed), Optional.of(step), timed.yaml());
  }

  /**
   * Writes a configuration file.
   *
   * @throws CocoGanException if the file exists already, or cannot be written
   */
  public static void write(Fitted fitted, Path file) {
    requireNew(file);
    try {
      DurableFiles.replace(file, fitted.yaml().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CocoGanException("cannot write " + FileFailures.describe(e), e);
    }
  }

  /**
   * Makes sure that a file can be written without losing another.
   *
   * @throws CocoGanException if it exists already
   */
  public static void requireNew(Path file) {
    if (Files.exists(file)) {
      throw new CocoGanException(file + " exists already; name another file, or remove it");
    }
  }

  private Experiment read(FirstExperiment first) {
    return workbench.readChecked(first.name() + ".yaml", first.yaml()).experiment();
  }

  private PictureSurvey survey(String dataset, Consumer<String> notices) {
    Datasets datasets = workbench.instance(Datasets.class);
    DatasetKind kind = NamedFolders.kind(dataset);
    Optional<ImageSource> source = datasets.unprepared(dataset);
    if (source.isPresent()) {
      try (ImageSource images = source.get()) {
        return PictureSurvey.of(images, kind);
      }
    }
    try (Dataset prepared = datasets.open(dataset, Optional.of(PREPARED), COLOUR, notices)) {
      return PictureSurvey.of(prepared);
    }
  }

  /** A path needs a slash or a dot to be told from a name. */
  private String asDataset(String dataset) {
    boolean isName = workbench.instance(Datasets.class).isName(dataset);
    return isName || dataset.matches(".*[/\\\\.].*") ? dataset : "./" + dataset;
  }

  /** The name of a folder or file without its ending. */
  private static String runName(String dataset) {
    Path name = Path.of(dataset).toAbsolutePath().normalize().getFileName();
    String whole =
        name == null ? "" : name.toString().replaceFirst("\\.(zip|pack|mdb|tfrecords?)$", "");
    return whole.isBlank() ? "pictures" : whole;
  }
}
