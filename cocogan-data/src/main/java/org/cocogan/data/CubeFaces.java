package org.cocogan.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.cocogan.file.Digests;
import org.cocogan.file.FileFailures;
import org.cocogan.patch.Size;

/**
 * Panoramas that are composed of six files each, the faces of a cube. The files lie in a folder, in
 * a zip, or in zips of a folder, where a zip counts as unpacked beside itself; of two files for the
 * same face the first is taken, and those outside of zips come first.
 */
final class CubeFaces implements ImageSource {
  private static final String ZIP = ".zip";

  private final List<FileTree> trees;
  private final List<String> entries = new ArrayList<>();
  private final List<Cube> cubes = new ArrayList<>();
  private final List<Skipped> skipped;
  private final Size size;

  private CubeFaces(Listing listing, Size size) {
    trees = List.copyOf(listing.trees);
    skipped = new ArrayList<>(listing.skipped);
    this.size = size;
    listing.cubes.forEach(
        (name, cube) -> {
          if (cube.faces.size() == CubeFace.values().length) {
            entries.add(name);
            cubes.add(cube);
          } else {
            skipped.add(new Skipped(name, cube.complaint()));
          }
        });
    skipped.sort(Comparator.comparing(Skipped::name));
  }

  /**
   * Opens a folder or a zip. One that has no faces of cubes but images is taken for a folder of
   * ready panoramas.
   *
   * @param size of the panoramas that are composed
   * @throws DataException if it is no folder or zip, has neither, or the size is no panorama's
   */
  static ImageSource open(Path path, Size size) {
    CubeMap.requirePanorama(size);
    FileTree root = FileTree.open(path, FileTypes.IMAGES);
    Listing listing = new Listing();
    listing.add(root, "");
    if (Files.isDirectory(path)) {
      listing.addZips(path);
    }
    if (!listing.cubes.isEmpty()) {
      return new CubeFaces(listing, size);
    }
    listing.trees.stream().skip(1).forEach(FileTree::close);
    if (root.files().isEmpty()) {
      root.close();
      throw new DataException(
          path
              + ": it has no faces of cubes; call them NAME_skybox0_sami.jpg to"
              + " NAME_skybox5_sami.jpg, or front, right, back, left, up and down in a folder"
              + " for each cube");
    }
    return new ImageFiles(root);
  }

  @Override
  public String name() {
    return trees.get(0).name();
  }

  @Override
  public List<String> entries() {
    return List.copyOf(entries);
  }

  @Override
  public List<Skipped> skipped() {
    return List.copyOf(skipped);
  }

  @Override
  public PixelImage load(int index, ImageDecoder decoder, UnaryOperator<PixelImage> next) {
    Cube cube = cubes.get(index);
    Map<CubeFace, PixelImage> images = new EnumMap<>(CubeFace.class);
    cube.faces.forEach((face, file) -> images.put(face, file.decode(decoder)));
    return next.apply(new CubeMap(images).panorama(size, cube.heading));
  }

  @Override
  public String digest() {
    MessageDigest sha = Digests.sha256();
    trees.forEach(tree -> sha.update(tree.digest().getBytes(StandardCharsets.UTF_8)));
    return Digests.digits(sha);
  }

  @Override
  public void close() {
    trees.forEach(FileTree::close);
  }

  /** A face that was found. */
  private record FaceFile(FileTree tree, String file, String label) {
    PixelImage decode(ImageDecoder decoder) {
      try {
        return decoder.decode(tree.read(file));
      } catch (DataException e) {
        throw new DataException("its face " + label + ": " + e.getMessage(), e);
      }
    }
  }

  /** The faces that were found of a cube. */
  private static final class Cube {
    private final double heading;
    private final Map<CubeFace, FaceFile> faces = new EnumMap<>(CubeFace.class);

    Cube(double heading) {
      this.heading = heading;
    }

    String complaint() {
      String found =
          faces.values().stream().map(FaceFile::label).sorted().collect(Collectors.joining(", "));
      return "of its six faces there are only " + found;
    }
  }

  /** Collects what is found. */
  private static final class Listing {
    private final List<FileTree> trees = new ArrayList<>();
    private final SortedMap<String, Cube> cubes = new TreeMap<>();
    private final List<Skipped> skipped = new ArrayList<>();

    void add(FileTree tree, String folder) {
      trees.add(tree);
      tree.skipped().forEach(one -> skipped.add(new Skipped(folder + one.name(), one.reason())));
      for (String file : tree.files()) {
        CubePart.of(file)
            .ifPresent(
                part -> {
                  String cube = part.cube().isEmpty() ? withoutZip(tree.name()) : part.cube();
                  cubes
                      .computeIfAbsent(folder + cube, name -> new Cube(part.heading()))
                      .faces
                      .putIfAbsent(part.face(), new FaceFile(tree, file, part.label()));
                });
      }
    }

    void addZips(Path root) {
      try {
        Files.walkFileTree(
            root,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isZip(file.toString())) {
                  addZip(root, file);
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // The walk for images has named it.
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        throw new DataException(root + ": cannot be read: " + FileFailures.reason(e), e);
      }
    }

    private void addZip(Path root, Path file) {
      String name = root.relativize(file).toString().replace('\\', '/');
      try {
        add(FileTree.open(file, FileTypes.IMAGES), name.substring(0, name.lastIndexOf('/') + 1));
      } catch (DataException e) {
        skipped.add(new Skipped(name, "it is a broken zip; copy or make it anew"));
      }
    }

    private static String withoutZip(String name) {
      return isZip(name) ? name.substring(0, name.length() - ZIP.length()) : name;
    }

    private static boolean isZip(String name) {
      return name.toLowerCase(Locale.ROOT).endsWith(ZIP);
    }
  }
}
