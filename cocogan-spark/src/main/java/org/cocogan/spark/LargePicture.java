package org.cocogan.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cocogan.CocoGanException;
import org.cocogan.data.large.DeepZoomSection;
import org.cocogan.data.large.PictureSection;
import org.cocogan.data.large.Raster;
import org.cocogan.exact.Product;

/** Draws one large picture in sections, and joins them. */
final class LargePicture {
  private final CommandPiece command;
  private final Cluster cluster;
  private final PrintWriter out;
  private final PrintWriter err;

  LargePicture(CommandPiece command, Cluster cluster, PrintWriter out, PrintWriter err) {
    this.command = command;
    this.cluster = cluster;
    this.out = out;
    this.err = err;
  }

  int draw(Words words) throws IOException {
    Optional<String> file = words.value("--output");
    Optional<String> folder = words.value("--deep-zoom");
    Optional<Store> files = file.map(Store::around);
    Optional<Store> tiles = folder.map(Store::around);
    Optional<String> fileName = file.map(Store::nameOf);
    Optional<String> folderName = folder.map(Store::nameOf);
    if (tiles.isPresent() && tiles.get().has(folderName.get())) {
      throw new CocoGanException(
          folder.get() + ": it exists already; name another folder, or remove it");
    }
    try {
      return draw(words, files, fileName, tiles, folderName);
    } finally {
      for (Store store : Stream.concat(files.stream(), tiles.stream()).toList()) {
        store.tidy();
      }
    }
  }

  private int draw(
      Words words,
      Optional<Store> files,
      Optional<String> fileName,
      Optional<Store> tiles,
      Optional<String> folderName)
      throws IOException {
    long begun = System.nanoTime();
    // Nothing but the picture's shape, which says how many sections there are.
    SectionPiece shape = new SectionPiece(command, 0, 0, files, fileName, tiles);
    SectionPiece.Drawn empty = shape.run(ClusterProcess.here());
    empty.ended().requireSuccess();
    empty.ended().notices().lines().forEach(err::println);
    int bands = bands(words, empty);
    Raster raster = raster(empty);
    List<SectionPiece> pieces =
        IntStream.range(0, (raster.bands() + bands - 1) / bands)
            .mapToObj(
                piece ->
                    new SectionPiece(
                        command, Product.of(piece, bands), bands, files, fileName, tiles))
            .toList();
    List<SectionPiece.Drawn> drawn = cluster.run(pieces);
    drawn.forEach(piece -> piece.ended().requireSuccess());
    List<String> written = new ArrayList<>();
    if (files.isPresent()) {
      written.add(join(files.get(), fileName.get(), drawn));
    }
    if (tiles.isPresent()) {
      written.add(finish(tiles.get(), folderName.get(), drawn.get(0).zoom().orElseThrow()));
    }
    out.println(
        String.format(
            Locale.ROOT,
            "a picture of %s of %d pieces in %.1f s",
            raster.size(),
            pieces.size(),
            (System.nanoTime() - begun) * 1e-9));
    written.forEach(out::println);
    return 0;
  }

  private static Raster raster(SectionPiece.Drawn piece) throws IOException {
    Optional<PictureSection> section = piece.section();
    return section.isPresent() ? section.get().raster() : piece.zoom().orElseThrow().raster();
  }

  /** Bands of a section: a power of two, so that the rows of tiles of several levels fit. */
  private int bands(Words words, SectionPiece.Drawn shape) throws IOException {
    long pieces = Math.max(1, words.number(ClusterCommand.PIECES, cluster.pieces()));
    return Integer.highestOneBit((int) Math.max(1, raster(shape).bands() / pieces));
  }

  private static String join(Store store, String name, List<SectionPiece.Drawn> drawn)
      throws IOException {
    List<PictureSection> sections = new ArrayList<>();
    for (SectionPiece.Drawn piece : drawn) {
      sections.add(piece.section().orElseThrow());
    }
    store.write(
        name,
        to ->
            PictureSection.join(
                sections, first -> store.open(SectionPiece.section(store, first)), to));
    return store.place(name);
  }

  private static String finish(Store store, String name, DeepZoomSection zoom) throws IOException {
    Path here = ClusterProcess.here().folder();
    try {
      Path seam = zoom.seam(here);
      String unfinished = SectionPiece.zoom(store);
      store.get(unfinished + "/" + here.relativize(seam), seam);
      zoom.finish(here);
      ClusterProcess.delete(seam);
      store.putAll(here, unfinished + "/");
      store.rename(unfinished, name);
    } finally {
      ClusterProcess.delete(here);
    }
    return store.place(name) + "/index.html";
  }
}
