package org.cocogan.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cocogan.checkpoint.DurableFiles;
import org.cocogan.cli.run.TrainedRun;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.Size;
import org.cocogan.render.PatchRenderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws images from a trained run. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Draws images, by parts, from the latest checkpoint of a run.",
      "Image number i of a seed is the same whatever else is drawn with it."
    },
    footer = {
      "",
      "Examples:",
      "  ./cocogan generate runs/portraits-32 --count 1024 --output faces",
      "  ./cocogan generate runs/portraits-32 --count 64 --sheet",
      "  ./cocogan generate runs/portraits-32 --count 1 --patch 0,1"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final int IMAGES_AT_ONCE = 64;

  /** So that counting the micro patches of all images does not overflow. */
  private static final long LAST_IMAGE = 999_999_999_999L;

  @Parameters(paramLabel = "RUN", description = "The run's folder, such as runs/portraits-32.")
  private Path run;

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
      names = "--output",
      paramLabel = "DIR",
      description = "Folder for the images (default: RUN/generated).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--patch",
      paramLabel = "ROW,COLUMN",
      description = "Draws only this micro patch of each image.")
  private Optional<String> patch = Optional.empty();

  @Option(names = "--sheet", description = "Draws one contact sheet instead of single images.")
  private boolean sheet;

  @Option(names = "--backend", paramLabel = "NAME", description = "The engine to draw with.")
  private Optional<String> backend = Optional.empty();

  @Option(names = "--json", description = "Prints what was drawn as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (count < 1 || first < 0 || first > LAST_IMAGE) {
      throw new ParameterException(
          spec.commandLine(),
          "--count must be at least 1, and --first from 0 to " + LAST_IMAGE + ".");
    }
    Optional<Cell> cell = patch.map(this::cell);
    PrintWriter err = spec.commandLine().getErr();
    Path folder = output.orElse(run.resolve("generated"));
    try (TrainedRun trained = TrainedRun.load(Main.workbench(spec), run, backend, err::println);
        PatchRenderer renderer = trained.renderer(seed)) {
      createFolder(folder);
      long begun = System.nanoTime();
      List<Path> files = draw(trained, renderer, cell, folder);
      report(trained, renderer, folder, files, (System.nanoTime() - begun) * 1e-9);
    }
    return 0;
  }

  /** A micro patch's place in the grid. */
  private record Cell(int row, int column) {}

  private Cell cell(String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == 2) {
        return new Cell(Integer.parseInt(parts[0].trim()), Integer.parseInt(parts[1].trim()));
      }
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "--patch takes two whole numbers, such as 0,1, not " + text + ".", e);
    }
    throw new ParameterException(
        spec.commandLine(), "--patch takes ROW,COLUMN, such as 0,1, not " + text + ".");
  }

  private List<Path> draw(
      TrainedRun trained, PatchRenderer renderer, Optional<Cell> cell, Path folder)
      throws IOException {
    int channels = trained.experiment().data().channels();
    Size size =
        cell.isPresent() ? trained.experiment().data().layout().micro() : renderer.imageSize();
    String suffix = cell.map(c -> "-patch-" + c.row() + "-" + c.column()).orElse("");
    List<Path> files = new ArrayList<>();
    List<PixelImage> tiles = new ArrayList<>();
    for (int done = 0; done < count; done += IMAGES_AT_ONCE) {
      byte[][] drawn = pixels(renderer, cell, first + done, Math.min(IMAGES_AT_ONCE, count - done));
      for (int i = 0; i < drawn.length; i++) {
        if (sheet) {
          tiles.add(new PixelImage(size, channels, drawn[i]));
        } else {
          Path file =
              folder.resolve(
                  String.format(
                      Locale.ROOT, "seed-%d-image-%06d%s.png", seed, first + done + i, suffix));
          Images.writePng(file, drawn[i], size, channels);
          files.add(file);
        }
      }
    }
    if (sheet) {
      PixelImage whole = ContactSheet.square(count).tile(tiles);
      Path file =
          folder.resolve(
              String.format(
                  Locale.ROOT, "seed-%d-sheet-%06d-%d%s.png", seed, first, count, suffix));
      Images.writePng(file, whole.pixels(), whole.size(), channels);
      files.add(file);
    }
    return files;
  }

  private static byte[][] pixels(
      PatchRenderer renderer, Optional<Cell> cell, long from, int images) {
    if (cell.isEmpty()) {
      return renderer.images(from, images);
    }
    byte[][] patches = new byte[images][];
    for (int i = 0; i < images; i++) {
      patches[i] = renderer.patch(from + i, cell.get().row(), cell.get().column());
    }
    return patches;
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandException(
          "cannot make the folder " + DurableFiles.describe(e) + "; choose another --output");
    }
  }

  private void report(
      TrainedRun trained, PatchRenderer renderer, Path folder, List<Path> files, double seconds)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("run", run.toString());
      object.put("step", trained.step());
      object.put("seed", seed);
      object.put(
          "image_size", List.of(renderer.imageSize().height(), renderer.imageSize().width()));
      object.put("files", files.stream().map(Path::toString).toList());
      object.put("seconds", Math.rint(seconds * 1000) / 1000);
      out.println(new ObjectMapper().writeValueAsString(object));
    } else {
      out.printf(
          Locale.ROOT,
          "%d %s of step %d in %.1f s (%.1f a second)%n",
          count,
          patch.isPresent() ? "micro patches" : "images of " + renderer.imageSize(),
          trained.step(),
          seconds,
          count / seconds);
      out.println(files.size() == 1 ? files.get(0) : folder + " (" + files.size() + " files)");
    }
    out.flush();
  }
}
