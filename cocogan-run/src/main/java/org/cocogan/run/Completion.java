package org.cocogan.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cocogan.CocoGanException;
import org.cocogan.data.Crop;
import org.cocogan.data.DataException;
import org.cocogan.data.Images;
import org.cocogan.data.Outline;
import org.cocogan.data.PixelImage;
import org.cocogan.data.Preparation;
import org.cocogan.experiment.DataSettings;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.render.MacroPatchReader;
import org.cocogan.render.MacroPatchReader.Reading;
import org.cocogan.render.MacroPositionSearch;
import org.cocogan.render.PatchRenderer;
import org.cocogan.render.Picture;
import org.cocogan.render.Position;
import org.cocogan.tensor.HostArray;
import org.cocogan.wiring.Datasets;

/**
 * Continues macro patches of real images to whole ones, and shows how (patch-guided generation).
 */
public final class Completion implements AutoCloseable {
  private static final byte BLANK = (byte) 224;

  private final DataSettings data;
  private final CoordinateSystem coordinates;
  private final MacroPositionSearch positions;
  private final MacroPatchReader reader;
  private final PatchRenderer renderer;

  private Completion(
      DataSettings data,
      CoordinateSystem coordinates,
      MacroPatchReader reader,
      PatchRenderer renderer) {
    this.data = data;
    this.coordinates = coordinates;
    this.positions = new MacroPositionSearch(coordinates);
    this.reader = reader;
    this.renderer = renderer;
  }

  /**
   * Prepares the networks of a run.
   *
   * @throws CocoGanException if it did not train its content network, or its generator cannot draw
   *     the parts of an image
   */
  public static Completion of(TrainedRun trained) {
    if (trained.networks().generator().makesFullImages()) {
      throw new CocoGanException(
          "the generator %s makes full images and cannot begin at a macro patch; complete needs one"
                  .formatted(trained.experiment().network().generator())
              + " of micro patches, such as cocogan");
    }
    return new Completion(
        trained.experiment().data(),
        trained.coordinates(),
        trained.macroPatchReader(),
        trained.renderer(0));
  }

  /**
   * One completed image.
   *
   * @param file the real image
   * @param latent the estimated latent vector
   * @param position where the macro patch is predicted to lie, in micro patches
   * @param distance from there to the true place, if that is known
   * @param image the whole image
   * @param row pictures of one size that show how it came about
   */
  public record Result(
      Path file,
      HostArray latent,
      Position position,
      OptionalDouble distance,
      PixelImage image,
      List<PixelImage> row) {
    /** The file's name without its ending. */
    public String name() {
      return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
  }

  /**
   * Completes the macro patch in a file.
   *
   * @param at the position at which the macro patch is cut from the file's image; the image is the
   *     macro patch if empty
   * @throws CocoGanException if the image is no macro patch, or the position lies outside it
   * @throws DataException if the file cannot be read, or its image is too small
   */
  public Result complete(Path file, Optional<Position> at) {
    PixelImage given = Images.read(file, data.channels());
    List<PixelImage> row = new ArrayList<>();
    PixelImage macroPatch;
    if (at.isPresent()) {
      PixelRegion place =
          Given.use(() -> coordinates.macroRegion(at.get().row(), at.get().column()));
      // What has the full size already is not what a data set's crop is meant for.
      PixelImage whole =
          given.size().equals(data.layout().full())
              ? given
              : prepared(file, given, Datasets.preparation(data));
      macroPatch = whole.part(place);
      row.add(Outline.yellow(whole).draw(whole, place));
    } else {
      macroPatch = macroPatch(file, given);
    }
    Reading reading = reader.read(macroPatch.pixels());
    Picture picture = new Picture(reading.latent(), Position.ORIGIN);
    byte[] pixels = renderer.pictures(List.of(picture), coordinates.microGrid())[0];
    PixelImage image = new PixelImage(renderer.imageSize(), data.channels(), pixels);
    PixelRegion predicted =
        coordinates.macroRegion(reading.position().row(), reading.position().column());
    Outline outline = Outline.red(image);
    row.add(outline.draw(blank(image).with(predicted, macroPatch), predicted));
    row.add(outline.draw(image, predicted));
    row.add(image);
    return new Result(
        file,
        reading.latent(),
        reading.position(),
        at.map(place -> OptionalDouble.of(positions.distance(place, reading.position())))
            .orElse(OptionalDouble.empty()),
        image,
        List.copyOf(row));
  }

  private PixelImage macroPatch(Path file, PixelImage given) {
    Size size = given.size();
    Size macro = data.layout().macro();
    if ((long) size.height() * macro.width() != (long) size.width() * macro.height()
        || size.height() < macro.height()) {
      throw new CocoGanException(
          file
              + " has "
              + size
              + " pixels, but a macro patch has "
              + macro
              + ", or more in the same proportions; if it is a whole image, say with --at"
              + " ROW,COLUMN which part to complete");
    }
    return prepared(file, given, new Preparation(macro, Crop.none(), false));
  }

  private static PixelImage prepared(Path file, PixelImage given, Preparation preparation) {
    try {
      return preparation.apply(given, 0);
    } catch (DataException e) {
      throw new DataException(file + ": " + e.getMessage(), e);
    }
  }

  private static PixelImage blank(PixelImage image) {
    byte[] pixels = new byte[image.pixels().length];
    Arrays.fill(pixels, BLANK);
    return new PixelImage(image.size(), image.channels(), pixels);
  }

  @Override
  public void close() {
    renderer.close();
    reader.close();
  }
}
