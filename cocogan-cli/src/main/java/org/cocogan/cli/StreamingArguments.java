package org.cocogan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.cocogan.data.large.BandTarget;
import org.cocogan.data.large.DeepZoomFolder;
import org.cocogan.data.large.DeepZoomPage;
import org.cocogan.data.large.PictureFile;
import org.cocogan.data.large.Raster;
import org.cocogan.data.large.RasterFormat;
import org.cocogan.file.Digests;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.render.PatchRenderer;
import org.cocogan.run.BandDrawing;
import org.cocogan.run.Given;
import org.cocogan.run.PictureSections;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** An image that goes to the disk while it is drawn, however large it is. */
final class StreamingArguments {
  private static final Set<String> NOT_WRITTEN =
      Set.of("jpg", "jpeg", "gif", "bmp", "webp", "avif", "jxl", "dzi", "svg", "pdf");

  @Option(
      names = "--deep-zoom",
      paramLabel = "DIR",
      description =
          "Draws one image as tiles of every zoom level; DIR/index.html shows it in a browser.")
  private Optional<Path> deepZoom = Optional.empty();

  @Option(names = "--uncompressed", description = "Does not compress the TIFF of --output.")
  private boolean uncompressed;

  /** For those who draw a picture's sections on several machines, and join them. */
  @Option(
      names = "--bands",
      hidden = true,
      paramLabel = "FIRST,COUNT",
      split = ",",
      description = "Draws only a section, without what the whole has at its begin and end.")
  private List<Integer> bands = List.of();

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * The image to draw, and the region of it.
   *
   * @param seed of its latent vector
   * @param number of the image
   * @param extrapolation micro patches beyond each open edge
   * @param region of it to draw
   * @param field micro patches from one latent vector of a latent field to the next, if it is one
   */
  record Image(
      long seed, long number, int extrapolation, PixelRegion region, Optional<Double> field) {
    /** Draws regions of it. */
    Function<PixelRegion, byte[]> drawn(PatchRenderer renderer) {
      return field
          .<Function<PixelRegion, byte[]>>map(
              spacing -> Given.use(() -> renderer.field(number, spacing))::read)
          .orElse(part -> renderer.regions(number, 1, part)[0]);
    }
  }

  /**
   * Whether the image is streamed to a file or to a deep zoom.
   *
   * @param ruledOut names of options that draw several images or need a whole one in memory
   * @throws ParameterException if one of those is there, or the file's name asks for another format
   */
  boolean isWanted(DrawingArguments arguments, String... ruledOut) {
    Optional<Path> output = arguments.output();
    output.ifPresent(this::requireKnownFormat);
    boolean toFile = output.flatMap(this::format).isPresent();
    if (uncompressed && output.flatMap(this::tiff).isEmpty()) {
      throw wrongUsage("--uncompressed is for a TIFF; add --output FILE.tif");
    }
    if (!toFile && deepZoom.isEmpty()) {
      return false;
    }
    if (!toFile && output.isPresent()) {
      throw wrongUsage("beside --deep-zoom, --output names a file that ends in .png or .tif");
    }
    for (String option : ruledOut) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw wrongUsage(
            option + " does not go with one image that is streamed to a file or a deep zoom");
      }
    }
    return true;
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message + ".");
  }

  private void requireKnownFormat(Path output) {
    String name = String.valueOf(output.getFileName()).toLowerCase(Locale.ROOT);
    if (!Files.isDirectory(output) && NOT_WRITTEN.contains(name.replaceFirst(".*\\.", ""))) {
      throw wrongUsage(
          "cannot write "
              + output
              + ": a picture's file ends in .png, .tif or .tiff, and a folder's name in none of"
              + " the usual endings of pictures");
    }
  }

  private Optional<RasterFormat> format(Path output) {
    return Files.isDirectory(output)
        ? Optional.empty()
        : RasterFormat.of(output).map(format -> tiff(output).orElse(format));
  }

  private Optional<RasterFormat> tiff(Path output) {
    return String.valueOf(output.getFileName()).toLowerCase(Locale.ROOT).matches(".*\\.tiff?")
        ? Optional.of(RasterFormat.tiff(!uncompressed))
        : Optional.empty();
  }

  /**
   * Draws an image and reports it.
   *
   * @return the exit code
   */
  int draw(DrawingArguments arguments, PictureSource source, PatchRenderer renderer, Image image)
      throws Exception {
    try (StopSignal stop = new StopSignal()) {
      return stop.call(
          spec.commandLine(),
          () -> {
            draw(arguments, source, renderer, image, stop);
            return 0;
          });
    }
  }

  private void draw(
      DrawingArguments arguments,
      PictureSource source,
      PatchRenderer renderer,
      Image image,
      BooleanSupplier stop)
      throws IOException {
    PixelRegion region = image.region();
    Raster raster =
        Given.use(
            () ->
                new Raster(
                    new Size(region.height(), region.width()),
                    source.channels(),
                    Raster.tileSide(renderer.geometry().patch(0, 0).height())));
    if (!bands.isEmpty()) {
      drawSection(arguments, raster, page(source, renderer, image), image, renderer);
      return;
    }
    long begun = System.nanoTime();
    List<BandTarget> targets = new ArrayList<>();
    try {
      open(
          arguments,
          targets,
          raster,
          page(source, renderer, image),
          drawn(source, renderer, image));
      new BandDrawing(
              image.drawn(renderer),
              region,
              raster,
              spec.commandLine().getErr(),
              Terminal.isAttached(),
              stop)
          .draw(targets);
    } finally {
      targets.forEach(BandTarget::close);
    }
    double seconds = (System.nanoTime() - begun) * 1e-9;
    List<Path> written = targets.stream().map(BandTarget::opens).toList();
    String summary =
        String.format(
            Locale.ROOT,
            "a picture of %s of step %d in %.1f s",
            raster.size(),
            source.step(),
            seconds);
    arguments.report(
        source.step(), written, details(renderer, raster, image), List.of(summary), seconds);
  }

  private void drawSection(
      DrawingArguments arguments,
      Raster raster,
      DeepZoomPage page,
      Image image,
      PatchRenderer renderer)
      throws IOException {
    PictureSections sections =
        new PictureSections(
            raster, page, bands.get(0), bands.get(1), image.region(), image.drawn(renderer));
    if (arguments.output().isPresent()) {
      Path file = arguments.output().get();
      sections.draw(file, format(file).orElseThrow());
    }
    if (deepZoom.isPresent()) {
      sections.draw(deepZoom.get());
    }
  }

  private void open(
      DrawingArguments arguments,
      List<BandTarget> targets,
      Raster raster,
      DeepZoomPage page,
      String drawn) {
    arguments
        .output()
        .ifPresent(
            file -> {
              RasterFormat format = format(file).orElseThrow();
              targets.add(PictureFile.open(file, raster, format, drawn));
            });
    deepZoom.ifPresent(folder -> targets.add(DeepZoomFolder.open(folder, raster, page, drawn)));
  }

  private static DeepZoomPage page(PictureSource source, PatchRenderer renderer, Image image) {
    boolean whole = image.region().width() % renderer.imageSize().width() == 0;
    return new DeepZoomPage(
        String.format(
            Locale.ROOT,
            "Image %d of seed %d, %s, step %d",
            image.number(),
            image.seed(),
            source.name(),
            source.step()),
        whole && source.horizontallyCyclic());
  }

  /** What tells the picture from all others; a patch of it stands for the generator's weights. */
  private static String drawn(PictureSource source, PatchRenderer renderer, Image image) {
    return String.format(
        Locale.ROOT,
        "step %d, %s, patch %s",
        source.step(),
        image,
        Digests.of(renderer.patch(image.number(), 0, 0)));
  }

  private static Map<String, Object> details(PatchRenderer renderer, Raster raster, Image image) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("seed", image.seed());
    details.put("image", image.number());
    details.put("image_size", DrawingArguments.heightAndWidth(renderer.imageSize()));
    details.put("picture_size", DrawingArguments.heightAndWidth(raster.size()));
    return details;
  }
}
