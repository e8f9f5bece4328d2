package org.cocogan.report.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cocogan.data.Preparation;
import org.cocogan.exact.Product;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.ExperimentFile;
import org.cocogan.experiment.Problem;
import org.cocogan.experiment.Stage;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;

/**
 * An experiment's images, layout, networks, work and memory.
 *
 * @param experiment its settings; of its last stage, if its networks grow
 * @param stages through which its networks grow; one if they do not
 * @param coordinates of the real images
 * @param generated the coordinates of generated images, continued beyond the real ones' edges where
 *     that is trained
 * @param images where the images are
 * @param preparation how they are made to fit; empty if they cannot be
 * @param networks their sizes and work
 * @param memory what training takes
 * @param time how long training takes; empty unless it was measured
 * @param missing what keeps it from being trained now, as warnings; and what makes it slow
 */
public record ExperimentReport(
    Experiment experiment,
    List<Stage> stages,
    CoordinateSystem coordinates,
    CoordinateSystem generated,
    String images,
    Optional<Preparation> preparation,
    NetworkCosts networks,
    TrainingMemory memory,
    Optional<TrainingTime> time,
    List<Problem> missing) {
  /** Copies the lists. */
  public ExperimentReport {
    stages = List.copyOf(stages);
    missing = List.copyOf(missing);
  }

  /**
   * The same with the time that training takes.
   *
   * @param file where the experiment was read from
   * @param secondsPerStep as measured
   */
  public ExperimentReport timed(ExperimentFile file, double secondsPerStep) {
    TrainingTime measured = new TrainingTime(secondsPerStep);
    List<Problem> problems = new ArrayList<>(missing);
    measured.warning(experiment, file).ifPresent(problems::add);
    return new ExperimentReport(
        experiment,
        stages,
        coordinates,
        generated,
        images,
        preparation,
        networks,
        memory,
        Optional.of(measured),
        problems);
  }

  /** The size of a generated image. */
  public Size generatedSize() {
    Grid grid = generated.microGrid();
    Size micro = generated.layout().micro();
    return new Size(
        Product.of(grid.rows(), micro.height()), Product.of(grid.columns(), micro.width()));
  }

  /** The report for people, in lines. */
  public List<String> lines() {
    return ReportText.of(this);
  }

  /** The report for programs; what never happens or has no limit is null. */
  public JsonNode toJson() {
    return ReportJson.of(this);
  }
}
