package org.cocogan.experiment;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of the log ({@code log_params}): what a run writes down, and where.
 *
 * @param name the experiment's name and that of its run's folder
 * @param directory where the folders of runs are
 * @param scalars how often losses are written
 * @param images how often images go to TensorBoard
 * @param fid how often FID is computed
 * @param fidNetwork the feature network's ONNX file; empty for the imported FID network
 * @param fidPreprocessing how images are prepared for it, or {@code usual}
 * @param fidReference statistics or images to compare with; empty for the data set
 * @param metricParameters values of metrics' own parameters, by the name of the metric
 * @param checkpoints how often a checkpoint is written
 * @param samples how often a sheet of samples is written
 * @param sampleCount images on a sheet, each from a latent vector that stays the same
 * @param sampleScale how many times over, along both axes, a sheet shows each pixel; empty for what
 *     is seen well
 * @param tensorBoard whether there are events for TensorBoard
 * @param report whether there is a report
 */
public record LogSettings(
    String name,
    Path directory,
    Period scalars,
    Period images,
    Period fid,
    Optional<Path> fidNetwork,
    String fidPreprocessing,
    Optional<Path> fidReference,
    Map<String, Map<String, String>> metricParameters,
    Period checkpoints,
    Period samples,
    int sampleCount,
    OptionalInt sampleScale,
    boolean tensorBoard,
    boolean report) {
  static LogSettings of(Values values) {
    return new LogSettings(
        values.get(LogKeys.EXP_NAME),
        values.get(LogKeys.LOG_DIR),
        values.get(LogKeys.LOG_STEP),
        values.get(LogKeys.IMG_STEP),
        values.get(LogKeys.FID_STEP),
        values.get(LogKeys.FID_NETWORK),
        values.get(LogKeys.FID_PREPROCESSING),
        values.get(LogKeys.FID_REFERENCE),
        values.get(LogKeys.METRIC_PARAMETERS),
        values.get(LogKeys.CKPT_STEP),
        values.get(LogKeys.DUMP_IMG_STEP),
        values.get(LogKeys.SAMPLE_COUNT),
        values.get(LogKeys.SAMPLE_SCALE),
        values.get(LogKeys.TENSORBOARD),
        values.get(LogKeys.REPORT));
  }

  /** The folder of this experiment's run. */
  public Path runDirectory() {
    return directory.resolve(name);
  }
}
