package org.cocogan.training;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.Product;
import org.cocogan.patch.Size;
import org.cocogan.render.PatchRenderer;

/**
 * Images of latent vectors that stay the same, as the generator draws them in a training; of the
 * classes in turn, where images have classes.
 */
public final class SampleImages {
  private final PatchRenderer renderer;
  private final int channels;
  private final int count;
  private final ContactSheet layout;
  private List<PixelImage> images = List.of();
  private long drawnAt = -1;

  /**
   * Prepares images.
   *
   * @param renderer draws them
   * @param count how many there are
   * @param growth how many times as large, along both axes, images are once the networks are grown
   * @param scale how many times over, along both axes, a sheet of grown networks shows each pixel;
   *     empty for what is seen well
   */
  public SampleImages(
      PatchRenderer renderer, int channels, int count, int growth, OptionalInt scale) {
    this.renderer = renderer;
    this.channels = channels;
    this.count = count;
    Size now = renderer.imageSize();
    Size grown = new Size(Product.of(growth, now.height()), Product.of(growth, now.width()));
    ContactSheet visible = ContactSheet.visible(ContactSheet.square(count).columns(), grown);
    this.layout = visible.scaled(Product.of(growth, scale.orElse(visible.scale())));
  }

  /**
   * The images after a step that was just taken; drawn once, however many ask. Called by the
   * training's thread.
   */
  public List<PixelImage> after(long step) {
    if (step != drawnAt) {
      images =
          Arrays.stream(renderer.imagesOfClassesInTurn(0, count))
              .map(pixels -> new PixelImage(renderer.imageSize(), channels, pixels))
              .toList();
      drawnAt = step;
    }
    return images;
  }

  /** All of them as one image, after a step that was just taken. */
  public PixelImage sheetAfter(long step) {
    return layout.tile(after(step));
  }

  /** Rows of pixels that a row of images takes on a sheet, with the gap above it. */
  public int rowHeight() {
    return layout.rowHeight(renderer.imageSize());
  }

  /** 3 for red, green, blue; 1 for grey. */
  public int channels() {
    return channels;
  }
}
