package org.cocogan.data.large;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.cocogan.data.DataException;
import org.cocogan.data.Journal;
import org.cocogan.data.large.TileLevels.TileRow;
import org.cocogan.file.FileFailures;
import org.jspecify.annotations.Nullable;

/**
 * A large picture as a folder of small ones, at full size and at every half of it, with a page that
 * shows them: {@code index.html} opens without a server, and {@code picture.dzi} with {@code
 * picture_files/LEVEL/COLUMN_ROW.png} is what viewers of the Deep Zoom format read.
 */
public final class DeepZoomFolder implements BandTarget {
  private static final String FORMAT = "Deep Zoom of PNG";

  private final Path target;
  private final Path partial;
  private final Raster raster;
  private final DeepZoomPage page;
  private final TileLevels levels;
  private final Journal<Band> journal;
  private final List<Band> bands = new ArrayList<>();
  private boolean finished;

  private DeepZoomFolder(
      Path target, Path partial, Raster raster, DeepZoomPage page, Journal<Band> journal) {
    this.target = target;
    this.partial = partial;
    this.raster = raster;
    this.page = page;
    this.levels = new TileLevels(raster);
    this.journal = journal;
  }

  /**
   * Begins a folder, or goes on with what an earlier attempt has left.
   *
   * @param target must not exist, or be empty, or have been put there by an earlier attempt that
   *     was killed before it let go of its journal
   * @param page shows the picture
   * @param drawn what the picture shows; two pictures that differ must be called differently
   * @throws DataException if the folder exists or cannot be written
   */
  public static DeepZoomFolder open(Path target, Raster raster, DeepZoomPage page, String drawn) {
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    boolean isThere;
    try {
      isThere = !isEmpty(target);
      if (!isThere) {
        Files.createDirectories(partial);
      }
    } catch (IOException e) {
      throw failed(target, e);
    }
    Journal<Band> journal =
        Journal.open(target, Band.class)
            .orElseThrow(
                () ->
                    isThere
                        ? inTheWay(target)
                        : new DataException(
                            target + ": another program is writing it; name another folder"));
    Job job = new Job(FORMAT, raster, page.title() + "\n" + drawn);
    if (isThere) {
      takeBack(target, partial, journal, job);
    }
    DeepZoomFolder folder = new DeepZoomFolder(target, partial, raster, page, journal);
    try {
      folder.begin(job);
      return folder;
    } catch (IOException e) {
      folder.close();
      throw failed(target, e);
    }
  }

  /** Goes on with what an attempt has put in its place, if its journal is still there. */
  private static void takeBack(Path target, Path partial, Journal<Band> journal, Job job) {
    try {
      if (Files.exists(partial) || !journal.isOf(job)) {
        journal.close();
        throw inTheWay(target);
      }
      Files.move(target, partial, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      journal.close();
      throw failed(target, e);
    }
  }

  private static DataException inTheWay(Path target) {
    return new DataException(target + ": it exists already; name another folder, or remove it");
  }

  /** Whether there is nothing, or a folder without anything in it. */
  private static boolean isEmpty(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return Files.notExists(target);
    }
    try (Stream<Path> entries = Files.list(target)) {
      return entries.findAny().isEmpty();
    }
  }

  private void begin(Job job) throws IOException {
    bands.addAll(journal.begin(job, this::countThere));
    if (bands.isEmpty()) {
      deleteTree(tiles().folder());
    }
    tiles().makeFolders(0);
  }

  private TileFiles tiles() {
    return new TileFiles(partial.resolve(DeepZoomPage.TILES), levels);
  }

  private int countThere(List<Band> candidates) {
    int there = 0;
    try {
      while (there < candidates.size() && isThere(there, candidates.get(there))) {
        there++;
      }
    } catch (IOException e) {
      // What cannot be read is not there.
      return there;
    }
    return there;
  }

  private boolean isThere(int number, Band band) throws IOException {
    CRC32C checksum = new CRC32C();
    for (TileRow row : levels.completedBy(number)) {
      for (int column = 0; column < levels.columns(row.level()); column++) {
        checksum.update(Files.readAllBytes(tiles().file(row.level(), row.row(), column)));
      }
    }
    return (int) checksum.getValue() == band.checksum();
  }

  @Override
  public Path target() {
    return target;
  }

  @Override
  public Path opens() {
    return target.resolve(DeepZoomPage.FILE);
  }

  @Override
  public int done() {
    return bands.size();
  }

  @Override
  public boolean startedAnew() {
    return journal.startedAnew();
  }

  @Override
  public void add(byte[] rows) {
    CRC32C checksum = new CRC32C();
    long bytes = 0;
    try {
      for (TileRow row : levels.completedBy(bands.size())) {
        List<byte[]> files = tiles().write(row, rows);
        files.forEach(checksum::update);
        bytes += files.stream().mapToLong(file -> file.length).sum();
      }
      Band band = new Band((int) checksum.getValue(), bytes, List.of());
      journal.add(band);
      bands.add(band);
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  @Override
  public void finish() {
    if (bands.size() != raster.bands()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "only %d of %d bands are there", bands.size(), raster.bands()));
    }
    try {
      page.write(partial, levels);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed(target, e);
    }
    finished = true;
    journal.discard();
  }

  @Override
  public void close() {
    if (!finished && bands.isEmpty()) {
      try {
        deleteTree(tiles().folder());
        Files.deleteIfExists(partial);
      } catch (IOException e) {
        // Whoever closes has a failure of its own to tell; the next attempt tidies up.
        bands.clear();
      }
    }
    journal.close();
  }

  private static DataException failed(Path target, IOException failure) {
    return new DataException(
        target
            + ": cannot be written: "
            + FileFailures.reason(failure)
            + "; choose another place or make room",
        failure);
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
