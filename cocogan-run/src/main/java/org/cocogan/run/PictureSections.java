package org.cocogan.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.cocogan.data.large.DeepZoomPage;
import org.cocogan.data.large.DeepZoomSection;
import org.cocogan.data.large.PictureSection;
import org.cocogan.data.large.Raster;
import org.cocogan.data.large.RasterFormat;
import org.cocogan.patch.PixelRegion;

/**
 * Draws a section of a large picture, so that several machines may draw one. What joins it with the
 * others is written beside it, as JSON.
 *
 * @param raster of the whole picture
 * @param page of a deep zoom
 * @param first number of the first band
 * @param count of bands, fewer at the picture's end; for a deep zoom a power of two
 * @param region of the image that the whole picture shows
 * @param drawn draws regions
 */
public record PictureSections(
    Raster raster,
    DeepZoomPage page,
    int first,
    int count,
    PixelRegion region,
    Function<PixelRegion, byte[]> drawn) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENDING = ".json";

  /** Draws the section of a file. */
  public void draw(Path file, RasterFormat format) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      PictureSection section =
          PictureSection.write(
              format, raster, first, Math.min(first + count, raster.bands()), this::rows, out);
      Files.write(description(file), JSON.writeValueAsBytes(section));
    }
  }

  /** Draws the section of a deep zoom. */
  public void draw(Path folder) throws IOException {
    DeepZoomSection section = new DeepZoomSection(raster, page, Math.max(1, count));
    if (count > 0) {
      section.write(folder, first, this::rows);
    }
    Files.write(description(folder), JSON.writeValueAsBytes(section));
  }

  private byte[] rows(int band) {
    return drawn.apply(BandDrawing.region(region, raster, band));
  }

  /** The file that says what joins a section, or its deep zoom's, with others. */
  public static Path description(Path picture) {
    return picture.resolveSibling(picture.getFileName() + ENDING);
  }

  /** What joins the section of a file with others. */
  public static PictureSection ofFile(String description) throws IOException {
    return JSON.readValue(description, PictureSection.class);
  }

  /** What joins the section of a deep zoom with others. */
  public static DeepZoomSection ofDeepZoom(String description) throws IOException {
    return JSON.readValue(description, DeepZoomSection.class);
  }
}
