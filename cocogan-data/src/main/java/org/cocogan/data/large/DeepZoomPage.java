package org.cocogan.data.large;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.cocogan.patch.Size;

/**
 * The page of a deep zoom.
 *
 * @param title of the picture
 * @param cyclicColumns whether the left and right edges of the picture meet, so that the page goes
 *     round
 */
public record DeepZoomPage(String title, boolean cyclicColumns) {
  /** The folder of the levels. */
  static final String TILES = "picture_files";

  /** The page in the folder. */
  static final String FILE = "index.html";

  private static final String PAGE = "deep-zoom.html";

  /** Writes the page and the description that other viewers read. */
  void write(Path folder, TileLevels levels) throws IOException {
    Files.writeString(folder.resolve(FILE), html(levels));
    Files.writeString(folder.resolve("picture.dzi"), description(levels.raster()));
  }

  private String html(TileLevels levels) {
    Size size = levels.raster().size();
    return template()
        .replace("@WIDTH@", String.valueOf(size.width()))
        .replace("@HEIGHT@", String.valueOf(size.height()))
        .replace("@TILE@", String.valueOf(levels.raster().tileSide()))
        .replace("@LAST_LEVEL@", String.valueOf(levels.last()))
        .replace("@TILES@", TILES)
        .replace("@CYCLIC@", String.valueOf(cyclicColumns))
        .replace("@TITLE@", escaped(title));
  }

  private static String template() {
    try (InputStream page = DeepZoomPage.class.getResourceAsStream(PAGE)) {
      if (page == null) {
        throw new IllegalStateException(PAGE + " is missing from the program");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(PAGE + " cannot be read from the program", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String description(Raster raster) {
    return String.format(
        Locale.ROOT,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Image xmlns="http://schemas.microsoft.com/deepzoom/2008" Format="png" Overlap="0" TileSize="%d">
          <Size Width="%d" Height="%d"/>
        </Image>
        """,
        raster.tileSide(),
        raster.size().width(),
        raster.size().height());
  }
}
