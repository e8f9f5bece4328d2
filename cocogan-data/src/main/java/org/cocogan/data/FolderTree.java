package org.cocogan.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.cocogan.file.FileFailures;
import org.jspecify.annotations.Nullable;

/** The files in a folder and its subfolders. */
final class FolderTree implements FileTree {
  private final String name;
  private final SortedMap<String, Path> files;
  private final Map<String, Long> sizes;
  private final List<Skipped> skipped;
  private final String digest;

  private FolderTree(String name, FileListing<Path> listing) {
    this.name = name;
    files = listing.files();
    sizes = listing.sizes();
    skipped = listing.skipped();
    digest = listing.digest();
  }

  static FolderTree open(Path folder, FileTypes types) {
    try {
      Path root = folder.toRealPath();
      FileListing<Path> listing = new FileListing<>(types);
      Files.walkFileTree(root, new Lister(root, listing));
      Path last = root.getFileName();
      return new FolderTree(last == null ? root.toString() : last.toString(), listing);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  @Override
  public List<Skipped> skipped() {
    return skipped;
  }

  @Override
  public byte[] read(String name) {
    Path file = files.get(name);
    if (file == null) {
      throw new DataException("no such file in " + this.name);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Limited.readAll(in);
    } catch (IOException e) {
      throw new DataException("it cannot be read: " + FileFailures.reason(e), e);
    }
  }

  @Override
  public String stamp(String name) {
    return String.valueOf(sizes.get(name));
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public void close() {}

  /** Walks the folder; links are followed to files inside the folder only. */
  private static final class Lister extends SimpleFileVisitor<Path> {
    private final Path root;
    private final FileListing<Path> listing;

    Lister(Path root, FileListing<Path> listing) {
      this.root = root;
      this.listing = listing;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && isHidden(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) {
        visitLink(file);
      } else if (attributes.isRegularFile()) {
        add(file, file, attributes);
      } else {
        listing.skip(nameOf(file), "it is no regular file");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (file.equals(root)) {
        throw failure;
      }
      listing.skip(nameOf(file), "it cannot be read: " + FileFailures.reason(failure));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failure);
    }

    private void visitLink(Path link) {
      try {
        Path target = link.toRealPath();
        BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
        if (!target.startsWith(root)) {
          listing.skip(nameOf(link), "it is a link that leaves the folder");
        } else if (attributes.isRegularFile()) {
          add(link, target, attributes);
        }
      } catch (IOException e) {
        listing.skip(nameOf(link), "it is a link to nothing that can be read");
      }
    }

    private void add(Path file, Path target, BasicFileAttributes attributes) {
      long changed = attributes.lastModifiedTime().toMillis();
      listing.add(
          nameOf(file), target, attributes.size(), changed, () -> Limited.readStart(target));
    }

    private String nameOf(Path file) {
      StringBuilder name = new StringBuilder();
      for (Path segment : root.relativize(file)) {
        name.append(name.length() == 0 ? "" : "/").append(segment);
      }
      return name.toString();
    }

    private static boolean isHidden(Path file) {
      Path last = file.getFileName();
      return last != null && FileListing.isHidden(last.toString());
    }
  }
}
