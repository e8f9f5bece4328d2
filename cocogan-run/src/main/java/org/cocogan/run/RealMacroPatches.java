package org.cocogan.run;

import org.cocogan.CocoGanException;
import org.cocogan.data.Crop;
import org.cocogan.data.DataException;
import org.cocogan.data.PixelImage;
import org.cocogan.data.Preparation;
import org.cocogan.experiment.DataSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.render.MacroPatchReader;
import org.cocogan.render.MacroPatchReader.Reading;
import org.cocogan.render.Position;
import org.cocogan.wiring.Datasets;

/**
 * Cuts macro patches out of real images, and reads off them which image continues them, and where
 * in it they belong.
 *
 * <p>Any number of threads may use it; it reads for one after another.
 */
public final class RealMacroPatches implements AutoCloseable {
  private final DataSettings data;
  private final CoordinateSystem coordinates;
  private final MacroPatchReader reader;

  private RealMacroPatches(
      DataSettings data, CoordinateSystem coordinates, MacroPatchReader reader) {
    this.data = data;
    this.coordinates = coordinates;
    this.reader = reader;
  }

  /**
   * Prepares the networks of a run.
   *
   * @throws CocoGanException if it did not train its content network, or its generator cannot draw
   *     the parts of an image
   */
  public static RealMacroPatches of(TrainedRun trained) {
    require(trained);
    return new RealMacroPatches(
        trained.experiment().data(), trained.coordinates(), trained.macroPatchReader());
  }

  /**
   * Makes sure that a run can continue macro patches, without preparing anything.
   *
   * @throws CocoGanException if it cannot
   */
  public static void require(TrainedRun trained) {
    if (trained.networks().generator().makesFullImages()) {
      throw new CocoGanException(
          "the generator %s makes full images and cannot begin at a macro patch; complete needs one"
                  .formatted(trained.experiment().network().generator())
              + " of micro patches, such as cocogan");
    }
    trained.requireContentNetwork();
  }

  /** Channels of the images. */
  public int channels() {
    return data.channels();
  }

  /**
   * A whole image as in training.
   *
   * @param name of the image, for complaints
   * @throws DataException if the image is too small
   */
  public PixelImage whole(String name, PixelImage given) {
    // What has the full size already is not what a data set's crop is meant for.
    return given.size().equals(data.layout().full())
        ? given
        : prepared(name, given, Datasets.preparation(data));
  }

  /**
   * Where the macro patch at a position lies.
   *
   * @throws CocoGanException if the position lies outside the image
   */
  public PixelRegion region(Position position) {
    return Given.use(() -> coordinates.macroRegion(position.row(), position.column()));
  }

  /**
   * An image that is a macro patch, or a larger one of its proportions, as a macro patch.
   *
   * @param name of the image, for complaints
   * @throws CocoGanException if it is neither
   */
  public PixelImage macroPatch(String name, PixelImage given) {
    Size size = given.size();
    Size macro = data.layout().macro();
    if ((long) size.height() * macro.width() != (long) size.width() * macro.height()
        || size.height() < macro.height()) {
      throw new CocoGanException(
          name
              + " has "
              + size
              + " pixels, but a macro patch has "
              + macro
              + ", or more in the same proportions; if it is a whole image, say at which ROW,COLUMN"
              + " of it the macro patch is");
    }
    return prepared(name, given, new Preparation(macro, Crop.none(), false));
  }

  /** Reads a macro patch. */
  public synchronized Reading read(PixelImage macroPatch) {
    return reader.read(macroPatch.pixels());
  }

  private static PixelImage prepared(String name, PixelImage given, Preparation preparation) {
    try {
      return preparation.apply(given, 0);
    } catch (DataException e) {
      throw new DataException(name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    reader.close();
  }
}
