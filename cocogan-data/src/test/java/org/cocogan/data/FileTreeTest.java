package org.cocogan.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileTreeTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path temporary;

  @Test
  void listsAFolderAndItsSubfoldersInTheOrderOfTheirPaths() throws IOException {
    write("b.JPG");
    write("a/z.webp");
    write("a/deep/1.png");
    write("a.bmp");
    write("c.gif");
    write("notes.txt");

    try (FileTree tree = FileTree.open(temporary, FileTypes.IMAGES)) {
      assertThat(tree.name()).isEqualTo(temporary.getFileName().toString());
      assertThat(tree.files())
          .containsExactly("a.bmp", "a/deep/1.png", "a/z.webp", "b.JPG", "c.gif");
      assertThat(tree.skipped()).isEmpty();
      assertThat(tree.read("a/z.webp")).isEqualTo(CONTENT);
    }
  }

  @Test
  void passesOverHiddenFilesInFolders() throws IOException {
    write("a.png");
    write(".hidden.png");
    write(".git/b.png");
    write("__MACOSX/a.png");

    try (FileTree tree = FileTree.open(temporary, FileTypes.IMAGES)) {
      assertThat(tree.files()).containsExactly("a.png");
      assertThat(tree.skipped()).isEmpty();
    }
  }

  @Test
  void namesImagesOfFormatsThatAreNotRead() throws IOException {
    write("scan.tiff");

    try (FileTree tree = FileTree.open(temporary, FileTypes.IMAGES)) {
      assertThat(tree.skipped())
          .containsExactly(new Skipped("scan.tiff", "tiff images are not read; convert it to png"));
    }
  }

  @Test
  void findsImagesOfAnyEndingByTheirContent() throws IOException {
    byte[] png = Samples.png(2, 2, 1);
    byte[] jpeg = Samples.resource("quarters-progressive.jpg");
    Files.write(temporary.resolve("download"), png);
    Files.write(temporary.resolve("a.jfif"), jpeg);
    Files.write(temporary.resolve("b.JPE"), jpeg);
    Files.write(temporary.resolve("c.dat"), Samples.resource("quarters.webp"));
    write("notes.txt");
    write("empty");
    Files.write(temporary.resolve("empty"), new byte[0]);
    Files.write(temporary.resolve("BMW.txt"), "BMW 3000 is a car, not a bitmap".getBytes(UTF_8));

    try (FileTree tree = FileTree.open(temporary, FileTypes.IMAGES)) {
      assertThat(tree.files()).containsExactly("a.jfif", "b.JPE", "c.dat", "download");
      assertThat(tree.skipped()).isEmpty();
    }
  }

  static Stream<Arguments> otherFormats() {
    return Stream.of(
        Arguments.of("II*\0", "tiff"),
        Arguments.of("MM\0*", "tiff"),
        Arguments.of("II+\0", "tiff"),
        Arguments.of("\0\0\0\30ftypheic", "heic"),
        Arguments.of("\0\0\0\40ftypavif", "avif"),
        Arguments.of("\0\0\0\fjP  \r\n", "jp2"),
        Arguments.of("\0\0\0\fJXL \r\n", "jxl"),
        Arguments.of("8BPS\0\1", "psd"));
  }

  @ParameterizedTest
  @MethodSource("otherFormats")
  void namesImagesOfOtherFormatsWhateverTheirEnding(String start, String format)
      throws IOException {
    byte[] content = new byte[64];
    System.arraycopy(start.getBytes(ISO_8859_1), 0, content, 0, start.length());
    Files.write(temporary.resolve("download"), content);
    Files.write(temporary.resolve("wrong.png"), content);

    try (FileTree tree = FileTree.open(temporary, FileTypes.IMAGES)) {
      assertThat(tree.skipped())
          .containsExactly(
              new Skipped("download", format + " images are not read; convert it to png"));
      assertThatThrownBy(() -> new ImageDecoder(3).decode(tree.read("wrong.png")))
          .hasMessage(
              "it is no PNG, JPEG, WebP, BMP or GIF image, but a "
                  + format
                  + " image; convert it to png");
    }
  }

  @Test
  void followsLinksInsideTheFolderAndNamesThoseThatLeaveIt() throws IOException {
    Path outside = Files.write(temporary.resolve("secret.png"), CONTENT);
    Path folder = Files.createDirectory(temporary.resolve("images"));
    Files.write(folder.resolve("a.png"), CONTENT);
    Files.createSymbolicLink(folder.resolve("again.png"), Path.of("a.png"));
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));
    Files.createSymbolicLink(folder.resolve("up"), temporary);
    Files.createSymbolicLink(folder.resolve("leak.png"), outside);
    Files.createSymbolicLink(folder.resolve("lost.png"), Path.of("nowhere.png"));

    try (FileTree tree = FileTree.open(folder, FileTypes.IMAGES)) {
      assertThat(tree.files()).containsExactly("a.png", "again.png");
      assertThat(tree.skipped())
          .containsExactly(
              new Skipped("leak.png", "it is a link that leaves the folder"),
              new Skipped("lost.png", "it is a link to nothing that can be read"),
              new Skipped("up", "it is a link that leaves the folder"));
    }
  }

  @Test
  void listsAZipInTheOrderOfItsNames() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("faces/2.png", CONTENT);
    entries.put("faces/10.png", new byte[0]);
    entries.put("a.jpg", CONTENT);
    entries.put("faces/", new byte[0]);
    entries.put("__MACOSX/faces/._2.png", CONTENT);
    entries.put("faces/.thumb.png", CONTENT);
    entries.put("readme.txt", CONTENT);

    try (FileTree tree = FileTree.open(zip(entries), FileTypes.IMAGES)) {
      assertThat(tree.name()).isEqualTo("images.zip");
      assertThat(tree.files()).containsExactly("a.jpg", "faces/10.png", "faces/2.png");
      assertThat(tree.skipped()).isEmpty();
      assertThat(tree.read("faces/2.png")).isEqualTo(CONTENT);
      assertThat(tree.read("faces/10.png")).isEmpty();
    }
  }

  @Test
  void namesZipEntriesThatLeadOutOfIt() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("../up.png", CONTENT);
    entries.put("a/../../up.png", CONTENT);
    entries.put("/root.png", CONTENT);
    entries.put("C:\\windows.png", CONTENT);
    entries.put("..\\windows.png", CONTENT);
    entries.put("good..name.png", CONTENT);

    try (FileTree tree = FileTree.open(zip(entries), FileTypes.IMAGES)) {
      assertThat(tree.files()).containsExactly("good..name.png");
      assertThat(tree.skipped())
          .extracting(Skipped::name)
          .containsExactly(
              "../up.png", "..\\windows.png", "/root.png", "C:\\windows.png", "a/../../up.png");
      assertThat(tree.skipped())
          .extracting(Skipped::reason)
          .containsOnly("its name leads out of the zip");
    }
  }

  @Test
  void namesAZipEntryThatDeclaresAnAbsurdSize() throws IOException {
    Path zip = zip(Map.of("bomb.png", CONTENT));
    byte[] bytes = Files.readAllBytes(zip);
    int central = lastIndexOf(bytes, "PK\1\2");
    bytes[central + 24] = bytes[central + 25] = bytes[central + 26] = 0;
    bytes[central + 27] = 0x7f;
    Files.write(zip, bytes);

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThat(tree.files()).isEmpty();
      assertThat(tree.skipped())
          .containsExactly(
              new Skipped("bomb.png", "2130706432 bytes are more than the 268435456 allowed"));
    }
  }

  @Test
  void namesAFileOfAbsurdSize() throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(temporary.resolve("huge.png").toFile(), "rw")) {
      file.setLength(FileTree.MAXIMUM_BYTES + 1L);
    }

    try (FileTree tree = FileTree.open(temporary, FileTypes.IMAGES)) {
      assertThat(tree.skipped()).extracting(Skipped::name).containsExactly("huge.png");
    }
  }

  @Test
  void refusesAFileInAZipWhoseChecksumIsWrong() throws IOException {
    Path zip = temporary.resolve("images.zip");
    CRC32 crc = new CRC32();
    crc.update(CONTENT);
    ZipEntry stored = new ZipEntry("a.png");
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(CONTENT.length);
    stored.setCrc(crc.getValue());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(stored);
      out.write(CONTENT);
    }
    byte[] bytes = Files.readAllBytes(zip);
    bytes[lastIndexOf(bytes, "content")]++;
    Files.write(zip, bytes);

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThatThrownBy(() -> tree.read("a.png"))
          .isInstanceOf(DataException.class)
          .hasMessage("it is damaged: its checksum differs");
    }
  }

  @Test
  void readsAZipWhoseNamesAreNotUtf8() throws IOException {
    Path zip = zip(Map.of("m-nchen.png", CONTENT));
    byte[] bytes = Files.readAllBytes(zip);
    for (int i = 0; i < bytes.length - 7; i++) {
      if (bytes[i] == 'm' && bytes[i + 1] == '-') {
        bytes[i + 1] = (byte) 0xfc;
      }
    }
    // General purpose flag 11 would promise UTF-8.
    bytes[7] = 0;
    bytes[lastIndexOf(bytes, "PK\1\2") + 9] = 0;
    Files.write(zip, bytes);

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThat(tree.files()).containsExactly("m\u00fcnchen.png");
      assertThat(tree.read("m\u00fcnchen.png")).isEqualTo(CONTENT);
    }
  }

  @Test
  void refusesABrokenZip() throws IOException {
    Path zip = zip(Map.of("a.png", CONTENT));
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length - 30));

    assertThatThrownBy(() -> FileTree.open(zip, FileTypes.IMAGES))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(zip + ": a broken zip, copy or make it anew: ");
  }

  @Test
  void refusesWhatDoesNotExistOrIsNeither() throws IOException {
    Path missing = temporary.resolve("missing");
    Path text = Files.write(temporary.resolve("text.txt"), CONTENT);

    assertThatThrownBy(() -> FileTree.open(missing, FileTypes.IMAGES))
        .isInstanceOf(DataException.class)
        .hasMessage(missing + ": no such file or folder; name a folder or zip with images");
    assertThatThrownBy(() -> FileTree.open(text, FileTypes.IMAGES))
        .isInstanceOf(DataException.class)
        .hasMessage(text + ": neither a folder nor a zip; put the images into one of them");
  }

  @Test
  void changesItsDigestWithEveryKindOfChange() throws IOException {
    write("a.png");
    String first = digest(temporary);
    assertThat(digest(temporary)).isEqualTo(first).hasSize(64);

    write("notes.txt");
    assertThat(digest(temporary)).isEqualTo(first);

    Files.setLastModifiedTime(temporary.resolve("a.png"), FileTime.fromMillis(1000));
    String touched = digest(temporary);
    Files.write(temporary.resolve("a.png"), new byte[9]);
    Files.setLastModifiedTime(temporary.resolve("a.png"), FileTime.fromMillis(1000));
    String grown = digest(temporary);
    Files.move(temporary.resolve("a.png"), temporary.resolve("b.png"));
    String renamed = digest(temporary);

    assertThat(Set.of(first, touched, grown, renamed)).hasSize(4);
  }

  @Test
  void keepsTheDigestOfACopiedZipAndChangesItWithItsContent() throws IOException {
    Path zip = zip(Map.of("a.png", CONTENT));
    String first = digest(zip);
    Path copy = Files.copy(zip, temporary.resolve("copy.zip"));
    Files.setLastModifiedTime(copy, FileTime.fromMillis(1000));

    assertThat(digest(copy)).isEqualTo(first);
    assertThat(digest(zip(Map.of("a.png", new byte[CONTENT.length])))).isNotEqualTo(first);
  }

  private static String digest(Path path) {
    try (FileTree tree = FileTree.open(path, FileTypes.IMAGES)) {
      return tree.digest();
    }
  }

  private void write(String name) throws IOException {
    Path file = temporary.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, CONTENT);
  }

  private Path zip(Map<String, byte[]> entries) throws IOException {
    return Samples.zip(temporary.resolve("images.zip"), entries);
  }

  private static int lastIndexOf(byte[] bytes, String sequence) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(sequence);
  }
}
