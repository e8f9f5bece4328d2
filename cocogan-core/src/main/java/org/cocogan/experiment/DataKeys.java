package org.cocogan.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.cocogan.patch.Size;

/** The keys of {@code data_params}: what is learned from, and how an image is divided. */
final class DataKeys {
  static final Setting<String> DATASET =
      Setting.authors(
          Section.DATA,
          "dataset",
          new NameType(KnownNames.DATASET, true),
          e -> e.data().dataset(),
          "What is learned from: a data set's name, or the path of a folder, zip or pack, relative"
              + " to the working directory.");

  static final Setting<Optional<String>> SECOND_DATASET =
      Setting.ours(
          Section.DATA,
          "second_dataset",
          new OptionalType<>(new NameType(KnownNames.DATASET, true)),
          Optional.empty(),
          e -> e.data().secondDataset(),
          "A second domain: an image is then a pair, one of `dataset` with one of these at its"
              + " right, each drawn for itself.");

  static final Setting<Map<String, String>> DATASET_PARAMETERS =
      Setting.ours(
          Section.DATA,
          "dataset_parameters",
          MappingType.parameters(),
          Map.of(),
          e -> e.data().datasetParameters(),
          "Parameters of the data set's own.");

  static final Setting<Map<String, String>> SECOND_DATASET_PARAMETERS =
      Setting.ours(
          Section.DATA,
          "second_dataset_parameters",
          MappingType.parameters(),
          Map.of(),
          e -> e.data().secondDatasetParameters(),
          "Parameters of the second data set's own.");

  static final Setting<Optional<String>> CLASSES =
      Setting.ours(
          Section.DATA,
          "classes",
          new OptionalType<>(ValueTypes.text("folders, or a file of labels")),
          Optional.empty(),
          e -> e.data().classes(),
          "What classes images are of, which the networks then learn apart: `folders` for those"
              + " they lie in, or a file with lines of an image's name and its class.");

  static final Setting<Boolean> CROP =
      Setting.ours(
          Section.DATA,
          "crop",
          ValueTypes.eitherOf("center", "none"),
          true,
          e -> e.data().centerCrop(),
          "What becomes of images of other proportions: `center` cuts out their middle, `none`"
              + " squeezes them.");

  static final Setting<Boolean> PREPROCESSING =
      Setting.ours(
          Section.DATA,
          "preprocessing",
          ValueTypes.eitherOf("official", "standard"),
          false,
          e -> e.data().officialPreprocessing(),
          "How images are made to fit: `standard` keeps their values and averages, `official`"
              + " stretches each to 0..255, squeezes it and resizes as the authors' code does.");

  static final Setting<Optional<String>> NUMBER_RANGE =
      Setting.ours(
          Section.DATA,
          "number_range",
          new OptionalType<>(ValueTypes.word("0..1", "-1..1", "0..255")),
          Optional.empty(),
          e -> e.data().numberRange(),
          "What the floats of `.npy` files run over, from black to white; False to tell by the"
              + " first 32 files.");

  static final Setting<Integer> C_DIM =
      Setting.authors(
              Section.DATA,
              "c_dim",
              ValueTypes.oneOf(1, 3),
              e -> e.data().channels(),
              "Channels of an image: 3 for colour, 1 for grey.")
          .orElse(3)
          .bindsCheckpoint();

  static final Setting<Size> FULL_IMAGE_SIZE =
      Setting.authors(
              Section.DATA,
              "full_image_size",
              new SizeType(),
              e -> e.data().layout().full(),
              "Size of a whole image; a whole number of micro patches.")
          .bindsCheckpoint();

  static final Setting<Size> MACRO_PATCH_SIZE =
      Setting.authors(
              Section.DATA,
              "macro_patch_size",
              new SizeType(),
              e -> e.data().layout().macro(),
              "Size of what the discriminator judges; a whole number of micro patches.")
          .bindsCheckpoint();

  static final Setting<Size> MICRO_PATCH_SIZE =
      Setting.authors(
              Section.DATA,
              "micro_patch_size",
              new SizeType(),
              e -> e.data().layout().micro(),
              "Size of what the generator makes.")
          .bindsCheckpoint();

  static final Setting<OptionalInt> NUM_TRAIN_SAMPLES =
      Setting.authors(
              Section.DATA,
              "num_train_samples",
              ValueTypes.count(Integer.MAX_VALUE, "for all images"),
              e -> e.data().epochImages(),
              "Images in an epoch.")
          .orElse(OptionalInt.empty());

  static final Setting<Integer> NUM_TEST_SAMPLES =
      Setting.authors(
              Section.DATA,
              "num_test_samples",
              ValueTypes.whole(0, 10_000_000),
              e -> e.data().evaluationImages(),
              "Images that FID is computed from, at most; 0 for none.")
          .orElse(50_000);

  static final Setting<String> COORDINATE_SYSTEM =
      Setting.authors(
              Section.DATA,
              "coordinate_system",
              new NameType(KnownNames.COORDINATE_SYSTEM, false),
              e -> e.data().coordinateSystem(),
              "The geometry of the image.")
          .bindsCheckpoint();

  static final Setting<String> CROPPER =
      Setting.ours(
          Section.DATA,
          "cropper",
          new NameType(KnownNames.CROPPER, false),
          "grid",
          e -> e.data().cropper(),
          "What cuts macro patches out of real images.");

  static final Setting<Map<String, String>> CROPPER_PARAMETERS =
      Setting.ours(
          Section.DATA,
          "cropper_parameters",
          MappingType.parameters(),
          Map.of(),
          e -> e.data().cropperParameters(),
          "Parameters of the cropper's own.");

  static final Setting<Boolean> ROLL =
      Setting.ours(
          Section.DATA,
          "roll",
          ValueTypes.flag(),
          true,
          e -> e.data().roll(),
          "Whether real images are shifted at random along the cyclic axes of the coordinate"
              + " system.");

  static final Setting<Boolean> HORIZONTAL_FLIP =
      Setting.ours(
          Section.DATA,
          "horizontal_flip",
          ValueTypes.flag(),
          false,
          e -> e.data().horizontalFlip(),
          "Whether every other real image, at random, is mirrored left to right.");

  /** All of them, in the order of a file. */
  static final List<Setting<?>> ALL =
      List.of(
          DATASET,
          DATASET_PARAMETERS,
          SECOND_DATASET,
          SECOND_DATASET_PARAMETERS,
          CLASSES,
          CROP,
          PREPROCESSING,
          NUMBER_RANGE,
          C_DIM,
          FULL_IMAGE_SIZE,
          MACRO_PATCH_SIZE,
          MICRO_PATCH_SIZE,
          NUM_TRAIN_SAMPLES,
          NUM_TEST_SAMPLES,
          COORDINATE_SYSTEM,
          CROPPER,
          CROPPER_PARAMETERS,
          ROLL,
          HORIZONTAL_FLIP);

  private DataKeys() {}
}
