package org.cocogan.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.Size;
import org.cocogan.render.Interpolation;
import org.cocogan.render.PatchRenderer;
import org.cocogan.render.Picture;
import org.cocogan.render.Position;
import org.cocogan.render.WindowPath;
import org.cocogan.run.Given;
import org.cocogan.run.PictureFiles;
import org.cocogan.run.StatusLine;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.HostArray;
import org.cocogan.text.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws what lies between latent vectors, or between positions. */
@Command(
    name = "interpolate",
    mixinStandardHelpOptions = true,
    description = {
      "Draws the way from one latent vector to another, all patches changing together.",
      "With --along, or --from and --to, it draws a window that moves over one image in steps"
          + " smaller than a micro patch. The result is a sheet and an animation."
    },
    footer = {
      "",
      "Examples:",
      "  ./cocogan interpolate runs/portraits --images 3,8,5,3",
      "  ./cocogan interpolate runs/portraits --along columns --images 3",
      "  ./cocogan interpolate runs/panorama-64x192 --along columns --window image",
      "  ./cocogan interpolate runs/portraits --from 0,0 --to 2,2 --window micro"
    })
final class InterpolateCommand implements Callable<Integer> {
  private static final double MOST_BYTES = 1 << 30;
  private static final int PICTURES_AT_ONCE = 16;
  private static final int STEPS_BETWEEN_IMAGES = 16;
  private static final int STEPS_IN_A_PATCH = 8;

  @Mixin private DrawingArguments arguments;

  @Option(
      names = "--images",
      paramLabel = "I",
      split = ",",
      description =
          "Numbers of the images to pass through (default: 0,1), or of the one to move over"
              + " (default: 0).")
  private List<Long> images = List.of();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Steps from one image to the next (default: 16), or in the length of a micro patch"
              + " (default: 8).")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = "spherical",
      description =
          "The way between latent vectors: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Interpolation path = Interpolation.SPHERICAL;

  @Option(
      names = "--along",
      paramLabel = "AXIS",
      description =
          "Moves over an image along an axis, from edge to edge or once around:"
              + " ${COMPLETION-CANDIDATES}.")
  private Optional<WindowPath.Axis> axis = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "ROW,COLUMN",
      converter = NumberOptions.PositionConverter.class,
      description = "Moves over an image in a straight line from this position, in micro patches.")
  private Optional<Position> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "ROW,COLUMN",
      converter = NumberOptions.PositionConverter.class,
      description = "Where that line ends.")
  private Optional<Position> to = Optional.empty();

  @Option(
      names = "--window",
      paramLabel = "SIZE",
      defaultValue = "macro",
      description =
          "What moves over the image: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Window window = Window.MACRO;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "0",
      description = "Seed of the latent vectors (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      defaultValue = "80",
      description =
          "Milliseconds from one picture of the animation to the next"
              + " (default: ${DEFAULT-VALUE}).")
  private int delay;

  @Option(names = "--frames", description = "Writes every picture as a PNG of its own, too.")
  private boolean frames;

  @Spec private CommandSpec spec;

  /** The part of an image that a moving window shows. */
  private enum Window {
    MICRO,
    MACRO,
    IMAGE;

    Grid grid(CoordinateSystem coordinates) {
      return switch (this) {
        case MICRO -> new Grid(1, 1);
        case MACRO -> coordinates.layout().microInMacro();
        case IMAGE -> coordinates.microGrid();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A sequence of pictures to be drawn.
   *
   * @param name what the files are called
   * @param pictures in the order of the animation
   * @param grid micro patches in a picture
   * @param closed whether the last leads to the first again
   */
  private record Sequence(String name, List<Picture> pictures, Grid grid, boolean closed) {}

  @Override
  public Integer call() throws Exception {
    checkOptions();
    try (TrainedRun trained = arguments.load();
        PatchRenderer renderer = trained.renderer(seed)) {
      Sequence sequence =
          isMovement()
              ? overPositions(renderer, trained.coordinates())
              : betweenLatents(renderer, trained.coordinates());
      PictureFiles files = arguments.files();
      long begun = System.nanoTime();
      int channels = trained.experiment().data().channels();
      requireRoom(
          sequence.pictures().size(), renderer.geometry().sizeOf(sequence.grid()), channels, files);
      List<PixelImage> pictures = draw(renderer, sequence, channels);
      write(sequence, pictures, files);
      report(trained, pictures, files, (System.nanoTime() - begun) * 1e-9);
    }
    return 0;
  }

  private boolean isMovement() {
    return axis.isPresent() || from.isPresent();
  }

  private void checkOptions() {
    if (steps.orElse(1) < 1 || delay < 0) {
      throw new ParameterException(
          spec.commandLine(), "--steps must be at least 1, and --delay at least 0.");
    }
    if (from.isPresent() != to.isPresent() || (axis.isPresent() && from.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "A window moves either --along an axis, or --from a place --to one.");
    }
    if (images.stream().anyMatch(image -> image < 0)) {
      throw new ParameterException(spec.commandLine(), "--images are numbers of at least 0.");
    }
    if (isMovement() && images.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "A window moves over one image; give --images one number.");
    }
    if (!isMovement() && images.size() == 1) {
      throw new ParameterException(
          spec.commandLine(),
          "A way leads from image to image; give --images two numbers or more.");
    }
  }

  private Sequence betweenLatents(PatchRenderer renderer, CoordinateSystem coordinates) {
    List<Long> stations = images.isEmpty() ? List.of(0L, 1L) : images;
    boolean closed = stations.get(0).equals(stations.get(stations.size() - 1));
    List<HostArray> ends = stations.stream().map(renderer::latent).toList();
    List<HostArray> vectors =
        Given.use(
            () -> path.path(ends, steps.orElse(STEPS_BETWEEN_IMAGES), renderer.latentSpace()));
    List<Picture> pictures =
        vectors.stream()
            .limit(closed ? vectors.size() - 1 : vectors.size())
            .map(latent -> new Picture(latent, Position.ORIGIN))
            .toList();
    String name = stations.stream().map(String::valueOf).collect(Collectors.joining("-"));
    return new Sequence("latents-" + name, pictures, coordinates.microGrid(), closed);
  }

  private Sequence overPositions(PatchRenderer renderer, CoordinateSystem coordinates) {
    long image = images.isEmpty() ? 0 : images.get(0);
    int stepsInAPatch = steps.orElse(STEPS_IN_A_PATCH);
    Grid grid = window.grid(coordinates);
    WindowPath way =
        Given.use(
            () ->
                axis.isPresent()
                    ? WindowPath.along(axis.get(), coordinates, grid, stepsInAPatch)
                    : WindowPath.between(from.orElseThrow(), to.orElseThrow(), stepsInAPatch));
    HostArray latent = renderer.latent(image);
    List<Picture> pictures =
        way.positions().stream().map(position -> new Picture(latent, position)).toList();
    String over = axis.map(along -> "-along-" + along).orElse("-line");
    return new Sequence(
        String.format(Locale.ROOT, "image-%06d-%s%s", image, window, over),
        pictures,
        grid,
        way.closed());
  }

  private List<PixelImage> draw(PatchRenderer renderer, Sequence sequence, int channels) {
    StatusLine status = new StatusLine(spec.commandLine().getErr(), Terminal.isAttached());
    Size size = renderer.geometry().sizeOf(sequence.grid());
    List<PixelImage> drawn = new ArrayList<>();
    int count = sequence.pictures().size();
    while (drawn.size() < count) {
      int end = Math.min(count, drawn.size() + PICTURES_AT_ONCE);
      Arrays.stream(
              renderer.pictures(sequence.pictures().subList(drawn.size(), end), sequence.grid()))
          .map(pixels -> new PixelImage(size, channels, pixels))
          .forEach(drawn::add);
      status.show(drawn.size() + " of " + count + " drawn");
    }
    status.clear();
    return drawn;
  }

  /** An animation is in memory as a whole. */
  private static void requireRoom(int count, Size size, int channels, PictureFiles files) {
    double scale = files.animationScale(size);
    double bytes = scale * scale * count * size.height() * size.width() * channels;
    if (bytes > MOST_BYTES) {
      throw new CommandException(
          String.format(
              Locale.ROOT,
              "%d pictures of %s have %.1f GB, but an animation has at most %.1f; take fewer"
                  + " --steps, or a smaller --scale",
              count,
              size,
              bytes / 1e9,
              MOST_BYTES / 1e9));
    }
  }

  private void write(Sequence sequence, List<PixelImage> pictures, PictureFiles files) {
    String name = "seed-" + seed + "-" + sequence.name();
    files.sheet(name, ContactSheet.square(pictures.size()).columns(), pictures);
    List<PixelImage> animation = new ArrayList<>(pictures);
    if (!sequence.closed()) {
      for (int i = pictures.size() - 2; i > 0; i--) {
        animation.add(pictures.get(i));
      }
    }
    files.animation(name, animation, delay);
    if (frames) {
      for (int i = 0; i < pictures.size(); i++) {
        files.png(String.format(Locale.ROOT, "%s-%04d", name, i), pictures.get(i));
      }
    }
  }

  private void report(
      TrainedRun trained, List<PixelImage> pictures, PictureFiles files, double seconds)
      throws Exception {
    Size size = pictures.get(0).size();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("seed", seed);
    details.put("pictures", pictures.size());
    details.put("picture_size", DrawingArguments.heightAndWidth(size));
    String summary =
        String.format(
            Locale.ROOT,
            "%s of %s of step %d in %.1f s",
            Counted.of(pictures.size(), "picture"),
            size,
            trained.step(),
            seconds);
    arguments.report(trained, files, details, List.of(summary), seconds);
  }
}
