package org.cocogan.network.seamless;

import java.util.ArrayList;
import java.util.List;
import org.cocogan.exact.Product;
import org.cocogan.model.Generator;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.PointGrid;
import org.cocogan.patch.Size;
import org.cocogan.tensor.Tensor;

/**
 * A generator without seams: every pixel is a function of the latent vector and of its place.
 *
 * <p>The image is a grid of square cells, some to a micro patch. What a cell begins with is a
 * function of the latent vector and the Fourier features of its coordinate; blocks double that up
 * to pixels. Nothing is padded: convolutions use up a margin of cells around the rectangle, whose
 * coordinates are those of the places they have, beyond the edges of images too. Nothing depends on
 * other patches of a batch. So neighbouring patches agree by construction, and a patch made alone
 * is the cut of the whole. After InfinityGAN (Lin et al. 2022), CIPS (Anokhin et al. 2021) and
 * StyleGAN (Karras et al. 2019).
 */
final class SeamlessGenerator implements Generator {
  static final String NAME = "seamless";

  private static final int STYLE = 128;
  private static final int FIRST_MULTIPLIER = 16;
  private static final int LAST_MULTIPLIER = 2;
  private static final double FAINT = 0.3;

  /** Cells of a micro patch, along the side that has fewer. */
  private static final int LEAST_CELLS = 2;

  private final Grid cells;
  private final FourierFeatures features;
  private final SeamlessMapping mapping;
  private final CellBlock first;
  private final List<UpBlock> blocks = new ArrayList<>();
  private final Modulation modulation;
  private final ValidConvolution toImage;

  SeamlessGenerator(ModelSettings settings) {
    PatchLayout layout = settings.layout();
    int doublings = doublings(layout.micro());
    requireTwoPatches(layout);
    cells = new Grid(layout.micro().height() >> doublings, layout.micro().width() >> doublings);
    features = FourierFeatures.of(settings.coordinateDimension(), layout.microInFull(), cells);
    mapping = new SeamlessMapping("generator/mapping", settings.latentSpace(), STYLE);
    int channels = Product.of(settings.generatorWidth(), FIRST_MULTIPLIER);
    first = new CellBlock("generator/block0", features.features(), channels, STYLE);
    for (int i = 1; i <= doublings; i++) {
      int multiplier = Math.max(LAST_MULTIPLIER, FIRST_MULTIPLIER >> i);
      int out = Product.of(settings.generatorWidth(), multiplier);
      blocks.add(new UpBlock("generator/block" + i, channels, out, i < doublings ? 1 : 3, STYLE));
      channels = out;
    }
    modulation = new Modulation("generator/modulation", STYLE, channels);
    toImage = new ValidConvolution("generator/to_image", channels, settings.channels(), 1, FAINT);
  }

  /** How often cells double up to pixels. */
  private static int doublings(Size micro) {
    int twos =
        Math.min(
            Integer.numberOfTrailingZeros(micro.height()),
            Integer.numberOfTrailingZeros(micro.width()));
    if (twos < LEAST_CELLS) {
      throw new IllegalArgumentException(
          "the generator "
              + NAME
              + " needs a micro patch whose sides are multiples of 4, not "
              + micro);
    }
    return twos - 1;
  }

  /** Coordinates of a single micro patch are the same all over it. */
  private static void requireTwoPatches(PatchLayout layout) {
    Grid image = layout.microInFull();
    if (image.rows() < 2 || image.columns() < 2) {
      throw new IllegalArgumentException(
          "the generator "
              + NAME
              + " needs two micro patches or more along each side of the full image, but one of "
              + layout.micro()
              + " fills a side of "
              + layout.full());
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(mapping.parameters());
    parameters.addAll(first.parameters());
    blocks.forEach(block -> parameters.addAll(block.parameters()));
    parameters.addAll(modulation.parameters());
    parameters.addAll(toImage.parameters());
    return parameters;
  }

  @Override
  public boolean makesRectangles() {
    return true;
  }

  /** The centres of the rectangle's cells, and of a margin around them. */
  @Override
  public PointGrid points(Grid patches) {
    int margin = marginBefore(0) + CellBlock.MARGIN;
    return new PointGrid(
        new Grid(
            Product.of(patches.rows(), cells.rows()) + Product.of(2, margin),
            Product.of(patches.columns(), cells.columns()) + Product.of(2, margin)),
        position(margin, cells.rows()),
        position(margin, cells.columns()),
        1.0 / cells.rows(),
        1.0 / cells.columns());
  }

  /** The position of the micro patch whose centre is that of the first cell of a margin. */
  private static double position(int margin, int cellsInPatch) {
    return (0.5 - margin) / cellsInPatch - 0.5;
  }

  /** Pixels around the rectangle that a block and all after it use up, in those of its input. */
  private int marginBefore(int block) {
    return block == blocks.size() ? 0 : blocks.get(block).marginFor(marginBefore(block + 1));
  }

  @Override
  public Tensor generate(Tensor latent, Tensor coordinate, NetworkScope scope) {
    StyledImage image = new StyledImage(features.of(coordinate), style(latent, scope));
    image = first.apply(image, scope);
    for (int i = 0; i < blocks.size(); i++) {
      image = blocks.get(i).apply(image, marginBefore(i + 1), scope);
    }
    return toImage.apply(image.modulated(modulation, scope).pixels(), scope).tanh();
  }

  /** [rectangles, style], or one for each point: [rectangles, style, rows, columns]. */
  private Tensor style(Tensor latent, NetworkScope scope) {
    int[] sizes = latent.shape().dimensions();
    if (sizes.length == 2) {
      return mapping.apply(latent, scope);
    }
    return mapping
        .apply(latent.reshape(-1, sizes[3]), scope)
        .reshape(-1, sizes[1], sizes[2], STYLE)
        .permute(0, 3, 1, 2);
  }
}
