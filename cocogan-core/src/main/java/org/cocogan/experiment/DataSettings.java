package org.cocogan.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;

/**
 * The settings of the data ({@code data_params}): what is learned from, and how an image is
 * divided.
 *
 * @param dataset the name of a data set, or a path to a folder, zip or pack
 * @param datasetParameters values of the data set's own parameters
 * @param secondDataset the same for a second domain, whose images lie beside those of the first;
 *     empty if there is one domain
 * @param secondDatasetParameters values of the second data set's own parameters
 * @param classes what tells the classes of images: {@code folders} or a file; empty for no classes
 * @param centerCrop whether the middle is cut out of images of other proportions, instead of
 *     squeezing them
 * @param officialPreprocessing whether images are made to fit as the released code does: stretched
 *     to 0..255 and resized with Pillow's bilinear filter, without a crop unless the data set has
 *     one of its own
 * @param numberRange what floats of arrays run over, such as {@code -1..1}; empty to tell by what
 *     they are
 * @param channels 3 for red, green, blue; 1 for grey
 * @param layout sizes of the full image, the macro and the micro patch
 * @param epochImages images in an epoch; empty for as many as the data set has
 * @param evaluationImages images that FID is computed from, 0 for none
 * @param coordinateSystem the name of the coordinate system
 * @param cropper name of what cuts macro patches out of real images
 * @param cropperParameters values of the cropper's own parameters
 * @param roll whether real images are shifted at random along the cyclic axes
 * @param horizontalFlip whether real images are mirrored left to right at random
 */
public record DataSettings(
    String dataset,
    Map<String, String> datasetParameters,
    Optional<String> secondDataset,
    Map<String, String> secondDatasetParameters,
    Optional<String> classes,
    boolean centerCrop,
    boolean officialPreprocessing,
    Optional<String> numberRange,
    int channels,
    PatchLayout layout,
    OptionalInt epochImages,
    int evaluationImages,
    String coordinateSystem,
    String cropper,
    Map<String, String> cropperParameters,
    boolean roll,
    boolean horizontalFlip) {
  static DataSettings of(Values values) {
    return new DataSettings(
        values.get(DataKeys.DATASET),
        values.get(DataKeys.DATASET_PARAMETERS),
        values.get(DataKeys.SECOND_DATASET),
        values.get(DataKeys.SECOND_DATASET_PARAMETERS),
        values.get(DataKeys.CLASSES),
        values.get(DataKeys.CROP),
        values.get(DataKeys.PREPROCESSING),
        values.get(DataKeys.NUMBER_RANGE),
        values.get(DataKeys.C_DIM),
        new PatchLayout(
            values.get(DataKeys.FULL_IMAGE_SIZE),
            values.get(DataKeys.MACRO_PATCH_SIZE),
            values.get(DataKeys.MICRO_PATCH_SIZE)),
        values.get(DataKeys.NUM_TRAIN_SAMPLES),
        values.get(DataKeys.NUM_TEST_SAMPLES),
        values.get(DataKeys.COORDINATE_SYSTEM),
        values.get(DataKeys.CROPPER),
        values.get(DataKeys.CROPPER_PARAMETERS),
        values.get(DataKeys.ROLL),
        values.get(DataKeys.HORIZONTAL_FLIP));
  }

  /**
   * The data set of each domain as if it were alone: these settings if there is one domain; for
   * pairs two, whose images are half as wide.
   */
  public List<DataSettings> domains() {
    if (secondDataset.isEmpty()) {
      return List.of(this);
    }
    Size pair = layout.full();
    Size half = new Size(pair.height(), pair.width() / 2);
    return List.of(
        alone(dataset, datasetParameters, half),
        alone(secondDataset.get(), secondDatasetParameters, half));
  }

  private DataSettings alone(String name, Map<String, String> parameters, Size size) {
    return new DataSettings(
        name,
        parameters,
        Optional.empty(),
        Map.of(),
        classes,
        centerCrop,
        officialPreprocessing,
        numberRange,
        channels,
        new PatchLayout(size, size, size),
        epochImages,
        evaluationImages,
        coordinateSystem,
        cropper,
        cropperParameters,
        roll,
        horizontalFlip);
  }

  /** The same for images of another data set. */
  public DataSettings withDataset(String other) {
    return new DataSettings(
        other,
        other.equals(dataset) ? datasetParameters : Map.of(),
        secondDataset,
        secondDatasetParameters,
        classes,
        centerCrop,
        officialPreprocessing,
        numberRange,
        channels,
        layout,
        epochImages,
        evaluationImages,
        coordinateSystem,
        cropper,
        cropperParameters,
        roll,
        horizontalFlip);
  }
}
