package org.cocogan.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cocogan.data.ClassLabels;
import org.cocogan.data.DataException;
import org.cocogan.data.DatasetKind;
import org.cocogan.data.DatasetKinds;
import org.cocogan.data.ImageSource;
import org.cocogan.data.Pack;
import org.cocogan.data.PackBuilder;
import org.cocogan.data.PackIndex;
import org.cocogan.data.PackListener;
import org.cocogan.data.Packed;
import org.cocogan.data.Preparation;
import org.cocogan.patch.Size;

/** Data sets as they lie on the disk. */
final class DatasetTargets {
  private static final Size SIZE = new Size(16, 48);
  private static final int MOST_IMAGES = 20;

  private DatasetTargets() {}

  static List<Target> all() {
    return List.of(
        dataset("npy", "celeba-hq", "", "x.npy", DatasetTargets::arrays)
            .with(new TextMutation().within(DatasetTargets::header, DatasetTargets::withHeader)),
        dataset("idx", "mnist", "", "images-idx3-ubyte", DatasetTargets::handwritten),
        dataset("tfrecord", "tfrecord", "", "x.tfrecord", () -> Whole.files("data/images.tfrecord"))
            .repairedBy(Checksums::ofTfRecord),
        dataset("lmdb", "lsun", "", "data.mdb", DatasetTargets::databases),
        dataset("zip", "images", "x.zip", "x.zip", DatasetTargets::zips)
            .with(new ZipMutation(new ByteMutation(List.of()))),
        dataset("cubes", "mp3d", "x.zip", "x.zip", DatasetTargets::cubes)
            .with(new ZipMutation(new ByteMutation(List.of()))),
        Target.of("pack", DatasetTargets::packs, DataException.class, DatasetTargets::readPack)
            .with(new JsonMutation().within(DatasetTargets::description, DatasetTargets::described))
            .repairedBy(Checksums::ofPack),
        Target.of(
                "pack-index",
                DatasetTargets::indices,
                DataException.class,
                DatasetTargets::readIndex)
            .with(new JsonMutation()),
        labels("labels", "labels.csv", "name,class\na.png,cats\nb.png,dogs\n")
            .with(new TextMutation()),
        labels("labels-idx", "labels-idx1-ubyte", "\0\0\b\1\0\0\0\2\3\7"));
  }

  /** A kind of data set, of whose files one is damaged. */
  private static Target dataset(
      String name, String kind, String opened, String file, Target.Seeds seeds) {
    return Target.of(
        name,
        seeds,
        DataException.class,
        (input, folder) -> {
          Files.write(folder.resolve(file), input);
          load(kind, folder.resolve(opened));
        });
  }

  private static void load(String kind, Path path) {
    try (ImageSource source =
        DatasetKinds.named(kind).orElseThrow().open(path, Optional.of(SIZE))) {
      int images = Math.min(MOST_IMAGES, source.entries().size());
      for (int i = 0; i < images; i++) {
        source.entries().get(i);
        try {
          source.load(i, ImageTargets.DECODER, image -> image);
        } catch (DataException e) {
          // One damaged image says nothing of the next, which is read as well.
          if (images == 1) {
            throw e;
          }
        }
      }
    }
  }

  private static List<byte[]> arrays() throws IOException {
    return Whole.files(
        "data/bytes-hwc.npy",
        "data/bytes-1chw.npy",
        "data/grey.npy",
        "data/float-unit.npy",
        "data/double-signed.npy",
        "data/big-endian.npy");
  }

  /** The text before the numbers. */
  private static Optional<byte[]> header(byte[] file) {
    if (file.length < 10) {
      return Optional.empty();
    }
    int end = 10 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    return end > 10 && end <= file.length
        ? Optional.of(Arrays.copyOfRange(file, 10, end))
        : Optional.empty();
  }

  private static byte[] withHeader(byte[] file, byte[] header) {
    int end = 10 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    return ByteBuffer.allocate(10 + header.length + file.length - end)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(file, 0, 8)
        .putShort((short) header.length)
        .put(header)
        .put(file, end, file.length - end)
        .array();
  }

  private static List<byte[]> handwritten() throws IOException {
    return List.of(
        Whole.file("data/images-idx3-ubyte.gz"), Whole.unpacked("data/images-idx3-ubyte.gz"));
  }

  private static List<byte[]> databases() throws IOException {
    return List.of(Whole.unpacked("data/lsun.mdb.gz"), Whole.unpacked("data/deep.mdb.gz"));
  }

  private static List<byte[]> zips() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a.png", Whole.png(4, 1));
    entries.put("deep/b.jpg", Whole.file("data/quarters-progressive.jpg"));
    entries.put("deep/c.webp", Whole.file("data/quarters-lossy.webp"));
    entries.put("notes.txt", Texts.bytes("nothing"));
    return List.of(ZipMutation.zip(entries, true), ZipMutation.zip(entries, false));
  }

  private static List<byte[]> cubes() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int face = 0; face < 6; face++) {
      entries.put("room_skybox" + face + "_sami.jpg", Whole.file("data/skybox/Front.jpg"));
    }
    return List.of(ZipMutation.zip(entries, false));
  }

  private static List<byte[]> packs() throws IOException {
    Path folder = Files.createTempDirectory("packs");
    try {
      for (int i = 0; i < 3; i++) {
        Files.write(folder.resolve(i + ".png"), Whole.png(8, i));
      }
      Path pack = folder.resolve("x.pack");
      List<byte[]> packs = new ArrayList<>();
      for (int channels : new int[] {1, 3}) {
        try (ImageSource source = ImageSource.open(folder)) {
          new PackBuilder(1)
              .build(
                  source,
                  Preparation.to(new Size(8, 8)),
                  channels,
                  pack,
                  true,
                  PackListener.SILENT);
        }
        packs.add(Files.readAllBytes(pack));
      }
      return packs;
    } finally {
      Folders.delete(folder);
    }
  }

  private static void readPack(byte[] input, Path folder) throws IOException {
    Path file = Files.write(folder.resolve("x.pack"), input);
    if (!Pack.isPack(file)) {
      throw new DataException("no pack");
    }
    try (Pack pack = Pack.open(file)) {
      pack.description().preparation();
      pack.name();
      pack.verify();
      byte[] row = new byte[pack.imageSize().width() * pack.channels()];
      pack.read(pack.count() - 1, 0, 0, 1, pack.imageSize().width(), row, 0, row.length);
    }
  }

  private static List<byte[]> indices() throws IOException {
    Path folder = Files.createTempDirectory("indices");
    try (Pack pack = Pack.open(listed(folder))) {
      PackIndex.Shard shard = new PackIndex.Shard("listed.pack", pack.count());
      Path index = folder.resolve("index.pack");
      new PackIndex(List.of(shard, shard), pack.description()).write(index);
      return List.of(Files.readAllBytes(index));
    } finally {
      Folders.delete(folder);
    }
  }

  /** The pack that indices list. */
  private static Path listed(Path folder) throws IOException {
    return Files.write(folder.resolve("listed.pack"), Whole.file("data/format-1.pack"));
  }

  private static void readIndex(byte[] input, Path folder) throws IOException {
    listed(folder);
    Path file = Files.write(folder.resolve("index.pack"), input);
    if (!Packed.isPacked(file)) {
      throw new DataException("no index");
    }
    try (Packed packs = Packed.open(file)) {
      packs.verify();
      packs.classes();
    }
  }

  /** The labels of two images. */
  private static Target labels(String name, String file, String text) {
    return Target.of(
        name,
        () -> List.of(Texts.bytes(text)),
        DataException.class,
        (input, folder) -> {
          Path images = Files.createDirectories(folder.resolve("images"));
          Files.write(images.resolve("a.png"), Whole.png(4, 1));
          Files.write(images.resolve("b.png"), Whole.png(4, 2));
          Path labels = Files.write(folder.resolve(file), input);
          DatasetKind kind = DatasetKind.images().labelled(ClassLabels.of(labels.toString()));
          kind.open(images, Optional.of(SIZE)).close();
        });
  }

  private static int descriptionBytes(byte[] pack) {
    return pack.length < 64 ? 0 : ByteBuffer.wrap(pack).order(ByteOrder.LITTLE_ENDIAN).getInt(36);
  }

  private static Optional<byte[]> description(byte[] pack) {
    int length = descriptionBytes(pack);
    return length > 0 && length < pack.length
        ? Optional.of(Arrays.copyOfRange(pack, pack.length - length, pack.length))
        : Optional.empty();
  }

  private static byte[] described(byte[] pack, byte[] description) {
    int begin = pack.length - descriptionBytes(pack);
    byte[] changed =
        ByteBuffer.allocate(begin + description.length)
            .put(pack, 0, begin)
            .put(description)
            .array();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(36, description.length);
    return changed;
  }
}
