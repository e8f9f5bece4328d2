package org.cocogan.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cocogan.data.large.DeepZoomSection;
import org.cocogan.data.large.PictureSection;
import org.cocogan.run.PictureSections;
import org.jspecify.annotations.Nullable;

/** A section of a large picture. */
final class SectionPiece implements Piece<SectionPiece.Drawn> {
  private static final long serialVersionUID = 1;

  private final CommandPiece command;
  private final int first;
  private final int count;
  private final @Nullable Store files;
  private final @Nullable String fileName;
  private final @Nullable Store tiles;

  /**
   * Creates a piece of a command.
   *
   * @param first number of its first band
   * @param count of bands, 0 or a power of two
   * @param files where the picture goes as a file
   * @param fileName its name there
   * @param tiles where the deep zoom's folder goes
   */
  SectionPiece(
      CommandPiece command,
      int first,
      int count,
      Optional<Store> files,
      Optional<String> fileName,
      Optional<Store> tiles) {
    this.command = command;
    this.first = first;
    this.count = count;
    this.files = files.orElse(null);
    this.fileName = fileName.orElse(null);
    this.tiles = tiles.orElse(null);
  }

  /**
   * The result of a piece: the end of the command, and what joins the section with others.
   *
   * @param ended the command
   * @param ofFile the section of a file, as JSON; empty for none
   * @param ofZoom that of a deep zoom
   */
  record Drawn(CommandPiece.Ended ended, String ofFile, String ofZoom) implements Serializable {
    private static final long serialVersionUID = 1;

    Optional<PictureSection> section() throws IOException {
      return ofFile.isEmpty() ? Optional.empty() : Optional.of(PictureSections.ofFile(ofFile));
    }

    Optional<DeepZoomSection> zoom() throws IOException {
      return ofZoom.isEmpty() ? Optional.empty() : Optional.of(PictureSections.ofDeepZoom(ofZoom));
    }
  }

  /** Where the bytes of a section wait for the others. */
  static String section(Store store, int first) {
    return store.job() + "/section-" + first;
  }

  /** Where tiles wait for the others. */
  static String zoom(Store store) {
    return store.job() + "/zoom";
  }

  @Override
  public Drawn run(ClusterProcess process) throws IOException {
    Path folder = (files == null ? Objects.requireNonNull(tiles) : files).folder(process);
    try {
      Path file = folder.resolve(String.valueOf(fileName));
      Path zoom = folder.resolve("zoom");
      List<String> words = new ArrayList<>(List.of("--bands", first + "," + count));
      if (files != null) {
        words.addAll(List.of("--output", file.toString()));
      }
      if (tiles != null) {
        words.addAll(List.of("--deep-zoom", zoom.toString()));
      }
      CommandPiece.Ended ended = command.execute(process, words);
      if (ended.code() != 0) {
        return new Drawn(ended, "", "");
      }
      if (files != null && count > 0) {
        files.put(file, section(files, first));
      }
      if (tiles != null && count > 0) {
        tiles.putAll(zoom, zoom(tiles) + "/");
      }
      return new Drawn(
          ended,
          files == null ? "" : Files.readString(PictureSections.description(file)),
          tiles == null ? "" : Files.readString(PictureSections.description(zoom)));
    } finally {
      ClusterProcess.delete(folder);
    }
  }
}
