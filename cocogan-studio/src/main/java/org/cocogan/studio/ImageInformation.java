package org.cocogan.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cocogan.data.large.Raster;
import org.cocogan.exact.Division;
import org.cocogan.exact.Product;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.render.PartedPicture;

/**
 * The information on an image for viewers: {@code info.json} of the IIIF Image API 3.0, section 5.
 */
final class ImageInformation {
  static final String CONTEXT = "http://iiif.io/api/image/3/context.json";
  static final String PROFILE = "http://iiif.io/api/image/3/level2.json";

  private static final List<String> FEATURES =
      List.of(
          "baseUriRedirect",
          "cors",
          "jsonldMediaType",
          "mirroring",
          "profileLinkHeader",
          "regionByPct",
          "regionByPx",
          "regionSquare",
          "rotationBy90s",
          "sizeByConfinedWh",
          "sizeByH",
          "sizeByPct",
          "sizeByW",
          "sizeByWh",
          "sizeUpscaling");

  private ImageInformation() {}

  /**
   * All of it, ready for JSON.
   *
   * @param id the image's address
   */
  static Map<String, Object> of(String id, PartedPicture picture) {
    Size size = picture.size();
    Size tile =
        new Size(
            Math.min(size.height(), tileSide(picture.part().height())),
            Math.min(size.width(), tileSide(picture.part().width())));
    List<Integer> factors = scaleFactors(picture, tile);
    Map<String, Object> information = new LinkedHashMap<>();
    information.put("@context", CONTEXT);
    information.put("id", id);
    information.put("type", "ImageService3");
    information.put("protocol", "http://iiif.io/api/image");
    information.put("profile", "level2");
    information.put("width", size.width());
    information.put("height", size.height());
    information.put("maxArea", Limits.MOST_PIXELS);
    information.put(
        "tiles",
        List.of(Map.of("width", tile.width(), "height", tile.height(), "scaleFactors", factors)));
    information.put("preferredFormats", List.of("png"));
    information.put("extraQualities", List.of("color", "gray", "bitonal"));
    information.put("extraFeatures", FEATURES);
    return information;
  }

  /** As usual, but no tile has more parts than may be asked for. */
  private static int tileSide(int part) {
    int mostParts = (int) Math.sqrt(Limits.MOST_PARTS);
    return Math.min(Raster.tileSide(part), Product.of(mostParts, part));
  }

  /**
   * Powers of two, as far as a tile that stands for so many pixels may be drawn, and no further
   * than to the whole image in one tile.
   */
  private static List<Integer> scaleFactors(PartedPicture picture, Size tile) {
    List<Integer> factors = new ArrayList<>();
    Size size = picture.size();
    int most =
        Math.max(
            Division.ceil(size.height(), tile.height()), Division.ceil(size.width(), tile.width()));
    for (int factor = 1; ; factor = factor << 1) {
      long height = Math.min(size.height(), (long) factor * tile.height());
      long width = Math.min(size.width(), (long) factor * tile.width());
      boolean drawable =
          height * width <= Limits.MOST_PIXELS
              && picture.parts(new PixelRegion(0, 0, (int) height, (int) width))
                  <= Limits.MOST_PARTS;
      if (!drawable && factor > 1) {
        return factors;
      }
      factors.add(factor);
      if (factor >= most) {
        return factors;
      }
    }
  }
}
