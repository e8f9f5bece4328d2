package org.cocogan.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cocogan.CocoGanException;
import org.cocogan.data.DataException;
import org.cocogan.data.Images;
import org.cocogan.data.Outline;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PixelRegion;
import org.cocogan.render.MacroPatchReader.Reading;
import org.cocogan.render.MacroPositionSearch;
import org.cocogan.render.PatchRenderer;
import org.cocogan.render.Picture;
import org.cocogan.render.Position;
import org.cocogan.tensor.HostArray;

/**
 * Continues macro patches of real images to whole ones, and shows how (patch-guided generation).
 */
public final class Completion implements AutoCloseable {
  private static final byte BLANK = (byte) 224;

  private final MacroPositionSearch positions;
  private final RealMacroPatches macroPatches;
  private final CoordinateSystem coordinates;
  private final PatchRenderer renderer;

  private Completion(
      CoordinateSystem coordinates, RealMacroPatches macroPatches, PatchRenderer renderer) {
    this.coordinates = coordinates;
    this.macroPatches = macroPatches;
    this.renderer = renderer;
    positions = new MacroPositionSearch(coordinates);
  }

  /**
   * Prepares the networks of a run.
   *
   * @throws CocoGanException if it did not train its content network, or its generator cannot draw
   *     the parts of an image
   */
  public static Completion of(TrainedRun trained) {
    return new Completion(trained.coordinates(), RealMacroPatches.of(trained), trained.renderer(0));
  }

  /**
   * A completed image, with the pictures that show how it came about.
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
    String name = file.toString();
    PixelImage given = Images.read(file, macroPatches.channels());
    List<PixelImage> row = new ArrayList<>();
    PixelImage macroPatch;
    if (at.isPresent()) {
      PixelRegion place = macroPatches.region(at.get());
      PixelImage whole = macroPatches.whole(name, given);
      macroPatch = whole.part(place);
      row.add(Outline.yellow(whole).draw(whole, place));
    } else {
      macroPatch = macroPatches.macroPatch(name, given);
    }
    Reading reading = macroPatches.read(macroPatch);
    Picture picture = new Picture(reading.latent(), Position.ORIGIN);
    byte[] pixels = renderer.pictures(List.of(picture), coordinates.microGrid())[0];
    PixelImage image = new PixelImage(renderer.imageSize(), macroPatches.channels(), pixels);
    PixelRegion predicted = macroPatches.region(reading.position());
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

  private static PixelImage blank(PixelImage image) {
    byte[] pixels = new byte[image.pixels().length];
    Arrays.fill(pixels, BLANK);
    return new PixelImage(image.size(), image.channels(), pixels);
  }

  @Override
  public void close() {
    renderer.close();
    macroPatches.close();
  }
}
