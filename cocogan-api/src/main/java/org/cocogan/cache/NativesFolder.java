package org.cocogan.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder where an engine unpacks its natives: a folder for each engine and version below {@code
 * natives} in the {@link CacheFolder}. Any number of processes and threads may use it at the same
 * time.
 *
 * @param path absolute
 */
public record NativesFolder(Path path) {
  /** Its time is that of the last start. */
  private static final String LOCK = "lock";

  /** What stands in for folders that cannot be made, by their names; it goes with this process. */
  private static final Map<String, NativesFolder> TEMPORARY = new ConcurrentHashMap<>();

  /**
   * The folder of one version of an engine, made if need be, which is used from now on.
   *
   * <p>One that cannot be written is taken as it is. Where there is none and none can be made, as
   * in a home that is read-only, it is a temporary one that ends with this process.
   *
   * @param name the engine and its version, such as {@code pytorch-2.7.1}
   */
  public static NativesFolder of(String name) {
    return in(all(), name);
  }

  static NativesFolder in(Path all, String name) {
    NativesFolder folder = new NativesFolder(all.resolve(name));
    try {
      Files.createDirectories(folder.path());
      Files.write(folder.lock(), new byte[0]);
      Files.setLastModifiedTime(folder.lock(), FileTime.from(Instant.now()));
    } catch (IOException e) {
      if (!folder.holdsFiles()) {
        return TEMPORARY.computeIfAbsent(name, NativesFolder::temporary);
      }
    }
    return folder;
  }

  /** The folders that are there. */
  public static List<NativesFolder> unpacked() {
    return unpacked(all());
  }

  private static List<NativesFolder> unpacked(Path all) {
    try (Stream<Path> folders = Files.list(all)) {
      return folders.filter(Files::isDirectory).sorted().map(NativesFolder::new).toList();
    } catch (IOException e) {
      // There are none, or none that can be seen.
      return List.of();
    }
  }

  /**
   * Deletes what no process has started with for so long; the next start that needs it unpacks it
   * again.
   *
   * @return what is gone
   * @throws IOException if one cannot be deleted
   */
  public static List<NativesFolder> clean(Duration unused) throws IOException {
    return clean(all(), unused);
  }

  static List<NativesFolder> clean(Path all, Duration unused) throws IOException {
    Instant limit = Instant.now().minus(unused);
    List<NativesFolder> gone = new ArrayList<>();
    for (NativesFolder folder : unpacked(all)) {
      if (!folder.lastUse().isAfter(limit)) {
        Leftovers.delete(folder.path());
        gone.add(folder);
      }
    }
    return gone;
  }

  /** Tells an engine of the folder by a system property, unless that is set already. */
  public NativesFolder announcedBy(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, path.toString());
    }
    return this;
  }

  /** When a process last started with it. */
  public Instant lastUse() throws IOException {
    Path noted = Files.exists(lock()) ? lock() : path;
    return Files.getLastModifiedTime(noted).toInstant();
  }

  /** Bytes of all files in it. */
  public long size() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  /** Does what unpacks natives while no other process does, as far as the folder can be locked. */
  public <T> T whileAlone(Supplier<T> work) {
    // Of one process, only one thread can hold a lock.
    synchronized (NativesFolder.class) {
      Optional<FileChannel> locked = locked();
      try {
        return work.get();
      } finally {
        locked.ifPresent(NativesFolder::unlock);
      }
    }
  }

  @SuppressWarnings("StreamResourceLeak")
  private Optional<FileChannel> locked() {
    try {
      FileChannel channel =
          FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock unused = channel.lock();
        return Optional.of(channel);
      } catch (IOException e) {
        channel.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      // A folder that cannot be written is complete, or of no use.
      return Optional.empty();
    }
  }

  private static void unlock(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The end of the process unlocks it.
    }
  }

  private boolean holdsFiles() {
    try (Stream<Path> files = Files.list(path)) {
      return files.anyMatch(file -> !file.equals(lock()));
    } catch (IOException e) {
      // It is not there, or cannot be read.
      return false;
    }
  }

  private Path lock() {
    return path.resolve(LOCK);
  }

  private static Path all() {
    return CacheFolder.path().resolve("natives").toAbsolutePath();
  }

  private static NativesFolder temporary(String name) {
    try {
      Path folder = Files.createTempDirectory("cocogan-" + name + "-");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try {
                      Leftovers.delete(folder);
                    } catch (IOException e) {
                      // The system clears its folder of temporary files.
                    }
                  }));
      return new NativesFolder(folder);
    } catch (IOException e) {
      throw new IllegalStateException(
          "natives can be unpacked neither in "
              + all()
              + " nor in a temporary folder ("
              + e.getMessage()
              + "); let COCOGAN_CACHE name a folder that can be written",
          e);
    }
  }
}
