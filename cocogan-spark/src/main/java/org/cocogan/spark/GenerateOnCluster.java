package org.cocogan.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cocogan.CocoGanException;
import org.cocogan.data.large.RasterFormat;
import org.cocogan.run.TrainedRun;
import org.cocogan.spark.CommandPiece.Sent;

/** Draws images, or one large picture, in pieces: the command generate of a part of them each. */
final class GenerateOnCluster implements ClusterCommand {
  private static final String MODEL_ENDING = ".onnx";
  private static final String LATENTS = "--latents";
  private static final String OUTPUT = "--output";

  @Override
  public int run(Words words, Cluster cluster, PrintWriter out, PrintWriter err)
      throws IOException {
    words.refuse("--sheet", "--save-latents", "--json");
    String subject = words.subject();
    Path run = Path.of(subject);
    Map<String, Sent> files = new HashMap<>(Map.of(subject, sent(run, cluster)));
    Optional<String> latents = words.value(LATENTS);
    if (latents.isPresent()) {
      files.put(latents.get(), file(Path.of(latents.get()), cluster));
    }
    Optional<String> output = words.value(OUTPUT);
    if (words.has("--deep-zoom") || output.filter(GenerateOnCluster::isPicture).isPresent()) {
      CommandPiece command =
          new CommandPiece(words.without(OUTPUT, "--deep-zoom", ClusterCommand.PIECES), files);
      return new LargePicture(command, cluster, out, err).draw(words);
    }
    if (latents.isPresent() && !words.has("--count")) {
      throw new CocoGanException("say by --count how many rows of " + latents.get() + " to draw");
    }
    CommandPiece command =
        new CommandPiece(words.without(OUTPUT, "--first", "--count", ClusterCommand.PIECES), files);
    Store store = Store.of(output.orElseGet(() -> run.resolve("generated").toString()));
    return draw(command, ImagesPiece.of(words, cluster), store, cluster, out, err);
  }

  private static int draw(
      CommandPiece command,
      List<ImagesPiece.Range> ranges,
      Store store,
      Cluster cluster,
      PrintWriter out,
      PrintWriter err)
      throws IOException {
    long begun = System.nanoTime();
    List<ImagesPiece.Drawn> drawn;
    try {
      drawn =
          cluster.run(
              ranges.stream().map(range -> new ImagesPiece(command, range, store)).toList());
    } finally {
      store.tidy();
    }
    drawn.forEach(piece -> piece.ended().requireSuccess());
    drawn.get(0).ended().notices().lines().forEach(err::println);
    int images = drawn.stream().mapToInt(ImagesPiece.Drawn::files).sum();
    out.println(
        String.format(
            Locale.ROOT,
            "%s (%d files of %d pieces in %.1f s)",
            store.place(""),
            images,
            ranges.size(),
            (System.nanoTime() - begun) * 1e-9));
    return 0;
  }

  private static boolean isPicture(String output) {
    return RasterFormat.of(Path.of(output)).isPresent() && !Files.isDirectory(Path.of(output));
  }

  private static Sent sent(Path run, Cluster cluster) throws IOException {
    return run.toString().endsWith(MODEL_ENDING) && Files.isRegularFile(run)
        ? file(run, cluster)
        : new Sent(cluster.send(run, TrainedRun.files(run, notice -> {})), "");
  }

  private static Sent file(Path file, Cluster cluster) throws IOException {
    return new Sent(cluster.send(file, List.of(file)), String.valueOf(file.getFileName()));
  }
}
