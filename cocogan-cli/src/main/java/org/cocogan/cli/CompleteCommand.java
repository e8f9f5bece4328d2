package org.cocogan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.data.PixelImage;
import org.cocogan.render.Position;
import org.cocogan.run.Completion;
import org.cocogan.run.PictureFiles;
import org.cocogan.run.TrainedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws whole images that continue macro patches of real ones. */
@Command(
    name = "complete",
    mixinStandardHelpOptions = true,
    description = {
      "Draws whole images that continue macro patches of real ones (patch-guided generation).",
      "From each, the discriminator's heads estimate a latent vector and a position, and the"
          + " generator draws the image. It needs a run that trained its content network.",
      "A row of the sheet shows the macro patch at the predicted position, the image with that"
          + " place outlined in red, and the image; with --at first the real image, with the true"
          + " place in yellow."
    },
    footer = {
      "",
      "Examples:",
      "  ./cocogan complete runs/faces --image eye.png",
      "  ./cocogan complete runs/faces --image anna.jpg --image otto.jpg --at 0,1"
    })
final class CompleteCommand implements Callable<Integer> {
  @Mixin private DrawingArguments arguments;

  @Option(
      names = "--image",
      required = true,
      paramLabel = "FILE",
      description =
          "A macro patch, or a larger image of its proportions; with --at a whole image. May be"
              + " repeated.")
  private List<Path> images = List.of();

  @Option(
      names = "--at",
      paramLabel = "ROW,COLUMN",
      converter = NumberOptions.PositionConverter.class,
      description = "Cuts the macro patch at this position, in micro patches, from each image.")
  private Optional<Position> at = Optional.empty();

  @Override
  public Integer call() throws Exception {
    try (TrainedRun trained = arguments.load();
        Completion completion = Completion.of(trained)) {
      long begun = System.nanoTime();
      List<Completion.Result> results = new ArrayList<>();
      for (Path image : images) {
        results.add(completion.complete(image, at));
      }
      PictureFiles files = arguments.files();
      write(results, files);
      report(trained, results, files, (System.nanoTime() - begun) * 1e-9);
    }
    return 0;
  }

  private static void write(List<Completion.Result> results, PictureFiles files) {
    List<PixelImage> tiles = results.stream().flatMap(result -> result.row().stream()).toList();
    int columns = tiles.size() / results.size();
    files.sheet("completed-sheet", columns, tiles);
    for (int i = 0; i < results.size(); i++) {
      Completion.Result result = results.get(i);
      files.png(String.format(Locale.ROOT, "completed-%03d-%s", i, result.name()), result.image());
    }
  }

  private void report(
      TrainedRun trained, List<Completion.Result> results, PictureFiles files, double seconds)
      throws Exception {
    List<Map<String, Object>> completions = new ArrayList<>();
    List<String> summary = new ArrayList<>();
    for (Completion.Result result : results) {
      completions.add(details(result));
      summary.add(line(result));
    }
    summary.add(
        String.format(
            Locale.ROOT,
            "%d completed by step %d in %.1f s; sheet %s",
            results.size(),
            trained.step(),
            seconds,
            files.written().get(0)));
    arguments.report(trained, files, Map.of("completions", completions), summary, seconds);
  }

  private Map<String, Object> details(Completion.Result result) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("image", result.file().toString());
    details.put("position", List.of(result.position().row(), result.position().column()));
    at.ifPresent(place -> details.put("true_position", List.of(place.row(), place.column())));
    result.distance().ifPresent(distance -> details.put("distance", distance));
    details.put("latent", result.latent().values());
    return details;
  }

  private static String line(Completion.Result result) {
    String line =
        String.format(
            Locale.ROOT,
            "%s: at row %.2f, column %.2f",
            result.file(),
            result.position().row(),
            result.position().column());
    return result.distance().isEmpty()
        ? line
        : line
            + String.format(
                Locale.ROOT,
                ", %.2f micro patches from the true place",
                result.distance().getAsDouble());
  }
}
