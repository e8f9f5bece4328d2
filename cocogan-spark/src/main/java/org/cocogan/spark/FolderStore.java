package org.cocogan.spark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.cocogan.file.DurableFiles;

/**
 * A folder that every machine has at the same path. What is drawn for it is drawn in it, so that
 * storing a file renames it.
 *
 * @param root absolute path of the folder
 * @param job names the folder in it of what is unfinished
 */
record FolderStore(String root, String job) implements Store {
  private static final long serialVersionUID = 1;

  private Path path(String name) {
    return Path.of(root).resolve(name);
  }

  private Path unfinished() throws IOException {
    return Files.createDirectories(path(job)).resolve(UUID.randomUUID().toString());
  }

  @Override
  public Path folder(ClusterProcess process) throws IOException {
    return Files.createDirectory(unfinished());
  }

  @Override
  public void write(String name, Writer writer) throws IOException {
    Path partial = unfinished();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
      writer.write(out);
    }
    put(partial, name);
  }

  @Override
  public void put(Path file, String name) throws IOException {
    Path target = path(name);
    Files.createDirectories(target.getParent());
    try {
      DurableFiles.move(file, target);
    } catch (AtomicMoveNotSupportedException e) {
      // It lies on another disk.
      Path copy = unfinished();
      Files.move(file, copy);
      DurableFiles.move(copy, target);
    }
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(path(name));
  }

  @Override
  public void get(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path(name))) {
      for (Path file : files) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  @Override
  public boolean has(String name) {
    return Files.exists(path(name));
  }

  @Override
  public void rename(String name, String other) throws IOException {
    DurableFiles.move(path(name), path(other));
  }

  @Override
  public void tidy() {
    ClusterProcess.delete(path(job));
  }

  @Override
  public String place(String name) {
    return path(name).toString();
  }
}
