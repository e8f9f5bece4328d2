package org.cocogan.training;

import java.util.Arrays;
import java.util.List;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.PixelImage;
import org.cocogan.exact.Product;
import org.cocogan.render.PatchRenderer;

/** Images of latent vectors that stay the same, as the generator draws them in a training. */
public final class SampleImages {
  private final PatchRenderer renderer;
  private final int channels;
  private final int count;
  private final int factor;
  private List<PixelImage> images = List.of();
  private long drawnAt = -1;

  /**
   * Prepares images.
   *
   * @param renderer draws them
   * @param count how many there are
   * @param factor how many times over, along both axes, a sheet shows each pixel
   */
  public SampleImages(PatchRenderer renderer, int channels, int count, int factor) {
    this.renderer = renderer;
    this.channels = channels;
    this.count = count;
    this.factor = factor;
  }

  /**
   * The images after a step that was just taken; drawn once, however many ask. Called by the
   * training's thread.
   */
  public List<PixelImage> after(long step) {
    if (step != drawnAt) {
      images =
          Arrays.stream(renderer.images(0, count))
              .map(pixels -> new PixelImage(renderer.imageSize(), channels, pixels))
              .toList();
      drawnAt = step;
    }
    return images;
  }

  /** All of them as one image, after a step that was just taken. */
  public PixelImage sheetAfter(long step) {
    return ContactSheet.square(count)
        .tile(after(step).stream().map(image -> image.enlarged(factor)).toList());
  }

  /** Rows of pixels that an image takes on a sheet. */
  public int heightOnSheet() {
    return Product.of(factor, renderer.imageSize().height());
  }

  /** 3 for red, green, blue; 1 for grey. */
  public int channels() {
    return channels;
  }
}
