package org.cocogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.cocogan.cli.LatentArguments.Vectors;
import org.cocogan.cli.StreamingArguments.Image;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.data.Outline;
import org.cocogan.data.PixelImage;
import org.cocogan.data.large.ContactSheetFile;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.render.Drawing;
import org.cocogan.render.PatchRenderer;
import org.cocogan.run.Given;
import org.cocogan.run.PictureFiles;
import org.cocogan.run.StatusLine;
import org.cocogan.run.TrainedRun;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws images from a trained run. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Draws images, by parts, from the latest checkpoint of a run.",
      "From a model that export wrote, too: name its file in the place of RUN.",
      "Image number i of a seed is the same whatever else is drawn with it.",
      "With --output FILE.tif or FILE.png, or --deep-zoom, one image goes to the disk while"
          + " it is drawn, so that it may be larger than memory; after an interruption the same"
          + " command goes on."
    },
    footer = {
      "",
      "Examples:",
      "  ./cocogan generate runs/portraits --count 1024 --output faces",
      "  ./cocogan generate runs/portraits --count 64 --sheet",
      "  ./cocogan generate runs/pets --class cats",
      "  ./cocogan generate runs/portraits --count 1 --patch 0,1",
      "  ./cocogan generate runs/portraits --count 1 --region 4,4,10,20",
      "  ./cocogan generate runs/style-spatial-consistency --sheet --truncation 0.7",
      "  ./cocogan generate runs/landscapes-64x128 --extrapolate 1 --mark-boundary",
      "  ./cocogan generate runs/panorama-64x192 --repeat 2",
      "  ./cocogan generate runs/tiles --repeat 64 --latent-field 8 --deep-zoom tiles",
      "  ./cocogan generate runs/portraits --output face.tif --deep-zoom face",
      "  ./cocogan generate portraits.onnx --count 64 --sheet",
      "  ./cocogan generate portraits.onnx --latents mine.npy"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final int MOST_IMAGES_AT_ONCE = 64;
  private static final double MOST_TRUNCATION = 2;
  private static final int MOST_PIXELS_AT_ONCE = 1 << 22;

  /** So that counting the micro patches of all images does not overflow. */
  private static final long LAST_IMAGE = 999_999_999_999L;

  @Mixin private DrawingArguments arguments;

  @Mixin private StreamingArguments streaming;

  @Mixin private LatentArguments latents;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many images (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--first",
      paramLabel = "I",
      defaultValue = "0",
      description = "Number of the first image (default: ${DEFAULT-VALUE}).")
  private long first;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "0",
      description = "Seed of the latent vectors (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description =
          "Draws images of one class, where images have classes (default: each of its own, as often"
              + " as the data have it).")
  private Optional<String> ofClass = Optional.empty();

  @Option(
      names = "--extrapolate",
      paramLabel = "N",
      description =
          "Goes on by N micro patches beyond each edge that meets no other (default: as many as"
              + " the run was trained for, 0 for most).")
  private Optional<Integer> extrapolation = Optional.empty();

  @Option(
      names = "--truncation",
      paramLabel = "PSI",
      description =
          "Moves the styles of the generator style towards their mean at each place: 1 leaves them"
              + " as they are, 0 makes all images the mean one.")
  private Optional<Double> truncation = Optional.empty();

  @Option(
      names = "--latent-field",
      paramLabel = "SPACING",
      description =
          "Changes the latent vector from place to place, to an independent one every SPACING micro"
              + " patches, so that --repeat shows no motif twice; for the generator seamless along"
              + " cyclic axes.")
  private Optional<Double> field = Optional.empty();

  @ArgGroup private PartArguments part = new PartArguments();

  @Option(names = "--sheet", description = "Draws one contact sheet instead of single images.")
  private boolean sheet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkOptions();
    boolean streamed =
        streaming.isWanted(
            arguments, "--count", "--sheet", "--mark-boundary", "--latents", "--save-latents");
    if (arguments.nameAModel()) {
      return drawFromModel(streamed);
    }
    try (TrainedRun trained = arguments.load()) {
      int steps = extrapolation.orElse(trained.extrapolationSteps());
      if (steps > trained.extrapolationSteps()) {
        notice(trained.extrapolationSteps());
      }
      if (part.boundary && steps == 0) {
        throw new CommandException(
            "--mark-boundary outlines the real image in a larger one; add --extrapolate 1");
      }
      LatentSpace space = space(trained);
      try (PatchRenderer renderer =
          truncation
              .map(psi -> Given.use(() -> trained.truncated(seed, steps, psi)))
              .orElseGet(() -> Given.use(() -> trained.renderer(seed, steps)))) {
        return drawParts(
            renderer.withLatents(space),
            PictureSource.of(trained),
            vectors(space),
            steps,
            streamed);
      }
    }
  }

  /** All classes, or the one that is asked for. */
  private LatentSpace space(Drawing source) {
    LatentSpace all = source.latentSpace();
    return ofClass.map(name -> Given.use(() -> all.only(name))).orElse(all);
  }

  private Vectors vectors(LatentSpace space) {
    return latents.vectors(space, seed, first, count);
  }

  private int drawParts(
      PatchRenderer renderer, PictureSource source, Vectors vectors, int steps, boolean streamed)
      throws Exception {
    PixelRegion region = Given.use(() -> part.region(renderer));
    if (streamed) {
      return streaming.draw(
          arguments, source, renderer, new Image(seed, first, steps, region, field));
    }
    Size size = new Size(region.height(), region.width());
    PictureFiles files = arguments.files();
    long begun = System.nanoTime();
    draw(
        vectors,
        field.isPresent()
            ? (from, images) -> fields(renderer, from, images, region)
            : (from, images) -> renderer.regions(vectors.of(), from, images, region),
        image -> marked(image, renderer),
        size,
        source.channels(),
        suffix(steps),
        files);
    report(
        vectors,
        source.step(),
        renderer.imageSize(),
        size,
        files,
        (System.nanoTime() - begun) * 1e-9);
    return 0;
  }

  private byte[][] fields(PatchRenderer renderer, long from, int images, PixelRegion region) {
    byte[][] drawn = new byte[images][];
    for (int i = 0; i < images; i++) {
      drawn[i] = new Image(seed, from + i, 0, region, field).drawn(renderer).apply(region);
    }
    return drawn;
  }

  private void checkOptions() {
    if (count < 1 || first < 0 || first > LAST_IMAGE) {
      throw new ParameterException(
          spec.commandLine(),
          "--count must be at least 1, and --first from 0 to " + LAST_IMAGE + ".");
    }
    int steps = extrapolation.orElse(0);
    if (steps < 0 || steps > ExtrapolatedCoordinateSystem.MOST_STEPS) {
      throw new ParameterException(
          spec.commandLine(),
          "--extrapolate must be from 0 to " + ExtrapolatedCoordinateSystem.MOST_STEPS + ".");
    }
    if (truncation.filter(psi -> !(psi >= 0 && psi <= MOST_TRUNCATION)).isPresent()) {
      throw new ParameterException(spec.commandLine(), "--truncation must be from 0 to 2.");
    }
    if (ofClass.isPresent() && spec.commandLine().getParseResult().hasMatchedOption("--latents")) {
      throw new ParameterException(
          spec.commandLine(), "--class draws latent vectors, and --latents reads them: name one.");
    }
    if (field.isPresent()
        && (spec.commandLine().getParseResult().hasMatchedOption("--latents")
            || spec.commandLine().getParseResult().hasMatchedOption("--save-latents"))) {
      throw new ParameterException(
          spec.commandLine(),
          "--latent-field has a latent vector for every place; leave out --latents and"
              + " --save-latents.");
    }
    if (part.repeat.orElse(1) < 1) {
      throw new ParameterException(spec.commandLine(), "--repeat must be at least 1.");
    }
  }

  private void notice(int trainedSteps) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        trainedSteps == 0
            ? "this run was not trained to extrapolate (train_params.train_extrap); beyond the"
                + " edges it draws what it never saw"
            : "this run was trained to extrapolate by "
                + trainedSteps
                + " (train_params.num_extrap_steps); further out it draws what it never saw");
    err.flush();
  }

  private String suffix(int steps) {
    return ofClass.map(name -> "-" + name.replaceAll("[^\\p{L}\\p{N}._-]", "_")).orElse("")
        + (steps > 0 ? "-extrapolated-" + steps : "")
        + truncation.map(psi -> "-truncated-" + psi).orElse("")
        + field.map(spacing -> "-field-" + spacing).orElse("")
        + part.suffix();
  }

  private int drawFromModel(boolean streamed) throws Exception {
    if (part.boundary || extrapolation.isPresent() || truncation.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--mark-boundary, --extrapolate and --truncation are for runs, not for models.");
    }
    try (ExportedModel model = arguments.openModel()) {
      if (model.drawsParts()) {
        try (PatchRenderer renderer = model.renderer(seed)) {
          return drawParts(
              renderer.withLatents(space(model)),
              PictureSource.of(model, arguments.name()),
              vectors(space(model)),
              0,
              streamed);
        }
      }
      if (streamed || part.needsParts()) {
        throw new CommandException(
            arguments.name()
                + " is a model of kind "
                + model.kind()
                + "; --region, --repeat and pictures that are streamed need one of kind patch");
      }
      Size size = part.patch.isPresent() ? model.patchSize() : model.imageSize();
      PictureFiles files = arguments.files();
      long begun = System.nanoTime();
      Vectors vectors = vectors(space(model));
      draw(
          vectors,
          (from, images) -> drawn(model, vectors, from, images),
          image -> image,
          size,
          model.channels(),
          suffix(0),
          files);
      report(
          vectors,
          model.step(),
          model.imageSize(),
          size,
          files,
          (System.nanoTime() - begun) * 1e-9);
    }
    return 0;
  }

  private byte[][] drawn(ExportedModel model, Vectors vectors, long from, int images) {
    byte[][] drawn = new byte[images][];
    for (int i = 0; i < images; i++) {
      float[] latent = vectors.of().apply(from + i).values();
      drawn[i] =
          Given.use(
              () ->
                  part.patch
                      .map(cell -> model.patch(latent, cell.row(), cell.column()))
                      .orElseGet(() -> model.image(latent)));
    }
    return drawn;
  }

  /** Draws some images from a number on. */
  private interface Range {
    byte[][] of(long from, int images);
  }

  private void draw(
      Vectors vectors,
      Range drawing,
      UnaryOperator<PixelImage> finish,
      Size size,
      int channels,
      String suffix,
      PictureFiles files)
      throws IOException {
    int count = vectors.count();
    if (sheet) {
      String name =
          vectors.name() + String.format(Locale.ROOT, "-sheet-%06d-%d", first, count) + suffix;
      try (ContactSheetFile tiles = files.sheet(name, count, size, channels)) {
        draw(count, drawing, size, channels, (number, image) -> tiles.add(finish.apply(image)));
        tiles.finish();
      }
    } else {
      draw(
          count,
          drawing,
          size,
          channels,
          (number, image) ->
              files.png(
                  vectors.name() + String.format(Locale.ROOT, "-image-%06d", number) + suffix,
                  finish.apply(image)));
    }
    latents.save(vectors);
  }

  /** Takes an image that was drawn, with its number. */
  private interface Taker {
    void take(long number, PixelImage image);
  }

  private void draw(int count, Range drawing, Size size, int channels, Taker taker) {
    StatusLine status = new StatusLine(spec.commandLine().getErr(), Terminal.isAttached());
    int atOnce = atOnce(size);
    for (int done = 0; done < count; ) {
      for (byte[] pixels : drawing.of(first + done, Math.min(atOnce, count - done))) {
        taker.take(first + done++, new PixelImage(size, channels, pixels));
      }
      status.show(done + " of " + count + " drawn");
    }
    status.clear();
  }

  private static int atOnce(Size size) {
    long pixels = (long) size.height() * size.width();
    return (int) Math.max(1, Math.min(MOST_IMAGES_AT_ONCE, MOST_PIXELS_AT_ONCE / pixels));
  }

  private PixelImage marked(PixelImage image, PatchRenderer renderer) {
    return part.boundary ? Outline.red(image).draw(image, renderer.geometry().real()) : image;
  }

  private void report(
      Vectors vectors, long step, Size imageSize, Size size, PictureFiles files, double seconds)
      throws Exception {
    Map<String, Object> details = new LinkedHashMap<>(vectors.origin());
    details.put("image_size", DrawingArguments.heightAndWidth(imageSize));
    details.put("picture_size", DrawingArguments.heightAndWidth(size));
    String summary =
        String.format(
            Locale.ROOT,
            "%s of step %d in %.1f s (%.1f a second)",
            part.counted(vectors.count(), size),
            step,
            seconds,
            vectors.count() / seconds);
    arguments.report(step, files, details, List.of(summary), seconds);
  }
}
