package org.cocogan.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys that say what a run writes down, and where. */
final class LogKeys {
  static final Setting<String> EXP_NAME =
      Setting.authors(
          Section.LOG,
          "exp_name",
          ValueTypes.folderName(),
          e -> e.log().name(),
          "The experiment's name; its run is kept in `log_dir/exp_name`.");

  static final Setting<Path> LOG_DIR =
      Setting.authors(
              Section.LOG,
              "log_dir",
              ValueTypes.folder(),
              e -> e.log().directory(),
              "Where the folders of runs are.")
          .orElse(Path.of("./runs"));

  static final Setting<Period> LOG_STEP =
      Setting.authors(
              Section.LOG,
              "log_step",
              ValueTypes.logPeriod(),
              e -> e.log().scalars(),
              "Steps between two entries of losses.")
          .orElse(new Period(100));

  static final Setting<Period> IMG_STEP =
      Setting.authors(
              Section.LOG,
              "img_step",
              ValueTypes.logPeriod(),
              e -> e.log().images(),
              "Steps between two entries of images in TensorBoard.")
          .orElse(new Period(1000));

  static final Setting<Period> FID_STEP =
      Setting.authors(
              Section.LOG,
              "fid_step",
              ValueTypes.logPeriod(),
              e -> e.log().fid(),
              "Steps between two computations of FID.")
          .orElse(Period.NEVER);

  static final Setting<Optional<Path>> FID_NETWORK =
      Setting.ours(
          Section.LOG,
          "fid_network",
          ValueTypes.optionalPath("an ONNX file, or False for the imported FID network"),
          Optional.empty(),
          e -> e.log().fidNetwork(),
          "The feature network; a score of another than FID's bears its name.");

  static final Setting<String> FID_PREPROCESSING =
      Setting.ours(
          Section.LOG,
          "fid_preprocessing",
          ValueTypes.word("usual", "tensorflow", "pytorch-fid", "clean", "unit"),
          "usual",
          e -> e.log().fidPreprocessing(),
          "How images are prepared for the feature network; `usual` is `tensorflow`, as the"
              + " authors' code does, for FID's, and `unit` for others.");

  static final Setting<Optional<Path>> FID_REFERENCE =
      Setting.ours(
          Section.LOG,
          "fid_reference",
          ValueTypes.optionalPath(
              "a file that `stats` wrote, a folder, zip or pack of images, or False for the data"
                  + " set"),
          Optional.empty(),
          e -> e.log().fidReference(),
          "What generated images are compared with; of images the first `num_test_samples`.");

  static final Setting<Map<String, Map<String, String>>> METRIC_PARAMETERS =
      Setting.ours(
          Section.LOG,
          "metric_parameters",
          new MappingType<>(MappingType.parameters(), "{kid: {subsets: 50}}"),
          Map.of(),
          e -> e.log().metricParameters(),
          "Parameters of metrics' own, by the name of the metric, for `fid_step` and `evaluate`.");

  static final Setting<Period> CKPT_STEP =
      Setting.authors(
              Section.LOG,
              "ckpt_step",
              ValueTypes.logPeriod(),
              e -> e.log().checkpoints(),
              "Steps between two checkpoints.")
          .orElse(new Period(5000));

  static final Setting<Period> DUMP_IMG_STEP =
      Setting.authors(
              Section.LOG,
              "dump_img_step",
              ValueTypes.logPeriod(),
              e -> e.log().samples(),
              "Steps between two sheets of samples.")
          .orElse(new Period(2000));

  static final Setting<Integer> SAMPLE_COUNT =
      Setting.ours(
          Section.LOG,
          "sample_count",
          ValueTypes.whole(1, 4096),
          16,
          e -> e.log().sampleCount(),
          "Images on a sheet of samples.");

  static final Setting<OptionalInt> SAMPLE_SCALE =
      Setting.ours(
          Section.LOG,
          "sample_scale",
          ValueTypes.count(64, "for what is seen well"),
          OptionalInt.empty(),
          e -> e.log().sampleScale(),
          "How many times over, along both axes, a sheet of samples shows each pixel.");

  static final Setting<Boolean> TENSORBOARD =
      Setting.ours(
          Section.LOG,
          "tensorboard",
          ValueTypes.flag(),
          true,
          e -> e.log().tensorBoard(),
          "Whether the run's folder gets events for TensorBoard.");

  static final Setting<Boolean> REPORT =
      Setting.ours(
          Section.LOG,
          "report",
          ValueTypes.flag(),
          true,
          e -> e.log().report(),
          "Whether the run's folder gets a `report.html`, anew at each checkpoint.");

  static final Setting<Boolean> MERGE_MICRO_PATCHES_IN_CPU =
      Setting.withoutEffect(
          Section.LOG,
          "merge_micro_patches_in_cpu",
          ValueTypes.flag(),
          false,
          "Accepted without effect: micro patches are merged where they were made.");

  /** All of them, in the order of a file. */
  static final List<Setting<?>> ALL =
      List.of(
          EXP_NAME,
          LOG_DIR,
          LOG_STEP,
          IMG_STEP,
          FID_STEP,
          FID_NETWORK,
          FID_PREPROCESSING,
          FID_REFERENCE,
          METRIC_PARAMETERS,
          CKPT_STEP,
          DUMP_IMG_STEP,
          SAMPLE_COUNT,
          SAMPLE_SCALE,
          TENSORBOARD,
          REPORT,
          MERGE_MICRO_PATCHES_IN_CPU);

  private LogKeys() {}
}
