package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zips as programs other than Java's write them. */
class ZipTreeTest {
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ENCRYPTED = 1;
  private static final byte[] FIRST = Samples.png(4, 4, 1);
  private static final byte[] SECOND = Samples.png(4, 4, 2);

  @TempDir private Path temporary;
  private Path zip;

  @BeforeEach
  void nameTheZip() {
    zip = temporary.resolve("images.zip");
  }

  @Test
  void readsOfTwoEntriesOfOneNameEachItsOwnBytes() throws IOException {
    write(
        new Zip()
            .add("a.png", DEFLATED, 0, FIRST)
            .add("b.png", DEFLATED, 0, SECOND)
            .add("a.png", STORED, 0, SECOND));

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThat(tree.files()).containsExactly("a.png", "a.png (2)", "b.png");
      assertThat(tree.skipped()).isEmpty();
      assertThat(tree.read("a.png")).isEqualTo(FIRST);
      assertThat(tree.read("a.png (2)")).isEqualTo(SECOND);
      assertThat(tree.read("b.png")).isEqualTo(SECOND);
    }
  }

  @Test
  void numbersEntriesOfOneNamePastNamesThatAreTaken() throws IOException {
    Zip entries = new Zip().add("a (2)", STORED, 0, SECOND);
    for (int i = 0; i < 3; i++) {
      entries.add("a", STORED, 0, FIRST);
    }
    write(entries);

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThat(tree.files()).containsExactly("a", "a (2)", "a (3)", "a (4)");
      assertThat(tree.read("a (2)")).isEqualTo(SECOND);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, Shrink",
    "6, Implode",
    "9, Deflate64",
    "12, bzip2",
    "14, LZMA",
    "93, Zstandard",
    "95, XZ",
    "98, PPMd",
    "77, method 77"
  })
  void callsACompressionThatIsNotReadByItsName(int method, String name) throws IOException {
    write(new Zip().add("a.png", method, 0, FIRST).add("b.png", STORED, 0, SECOND));

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThat(tree.files()).containsExactly("b.png");
      assertThat(tree.skipped())
          .containsExactly(
              new Skipped(
                  "a.png",
                  "it is compressed with "
                      + name
                      + ", which is not read; unpack the zip and name the folder, or zip it with"
                      + " Deflate"));
    }
  }

  @Test
  void saysOfAnEncryptedZipWhatToDo() throws IOException {
    write(new Zip().add("a.png", DEFLATED, ENCRYPTED, FIRST));

    assertThatThrownBy(() -> DatasetKind.images().open(zip, Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            zip
                + ": it has no images; name a folder or zip of PNG, JPEG, WebP, BMP or GIF images,"
                + " at any depth; the first left out is a.png: it is encrypted; unpack the zip with"
                + " its password and name the folder");
  }

  @Test
  void readsAZipOfMoreEntriesThanTheOldFormatCounts() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(whole)) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (int i = 0; i < 0x10010; i++) {
        out.putNextEntry(new ZipEntry(i + ".png"));
        out.write(i);
      }
    }
    Files.write(zip, whole.toByteArray());

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThat(tree.files()).hasSize(0x10010);
      assertThat(tree.read("65545.png")).containsExactly((byte) 65545);
    }
  }

  @Test
  void readsSizesAndPlacesOfSixtyFourBits() throws IOException {
    write(new Zip().addWide("a.png", FIRST).add("b.png", DEFLATED, 0, SECOND));

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThat(tree.read("a.png")).isEqualTo(FIRST);
      assertThat(tree.read("b.png")).isEqualTo(SECOND);
    }
  }

  @Test
  void readsAZipWithACommentThatLooksLikeAnEnd() throws IOException {
    byte[] whole = new Zip().add("a.png", STORED, 0, FIRST).end("PK\5\6, says the comment");
    Files.write(zip, whole);

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThat(tree.read("a.png")).isEqualTo(FIRST);
    }
  }

  @Test
  void findsImagesOfAnyEndingInAZip() throws IOException {
    write(
        new Zip()
            .add("download", DEFLATED, 0, FIRST)
            .add("b.jfif", STORED, 0, SECOND)
            .add("notes.txt", STORED, 0, "a text".getBytes(StandardCharsets.UTF_8)));

    try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
      assertThat(tree.files()).containsExactly("b.jfif", "download");
      assertThat(tree.skipped()).isEmpty();
    }
  }

  @Test
  void refusesAPartOfASplitZip() throws IOException {
    byte[] whole = new Zip().add("a.png", STORED, 0, FIRST).end("");
    whole[whole.length - 18] = 1;
    Files.write(zip, whole);

    assertThatThrownBy(() -> FileTree.open(zip, FileTypes.IMAGES))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("it is one part of a split zip; join the parts (zip -s 0)");
  }

  @Test
  void meetsDamageOfEveryByteOfTheDirectoryWithOneLine() throws IOException {
    byte[] whole =
        new Zip().addWide("a.png", FIRST).add("b.png", DEFLATED, 0, SECOND).end("comment");
    int from = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    for (int at = from; at < whole.length; at++) {
      for (int value : new int[] {0, 0x7f, 0x80, 0xff}) {
        byte[] damaged = whole.clone();
        damaged[at] = (byte) value;
        Files.write(zip, damaged);
        try (FileTree tree = FileTree.open(zip, FileTypes.IMAGES)) {
          for (String file : tree.files()) {
            tree.read(file);
          }
        } catch (DataException e) {
          assertThat(e).hasMessageNotContaining("\n");
        }
      }
    }
  }

  @Test
  void readsWhatTheReaderMayHave() throws IOException {
    write(new Zip().add("a.png", DEFLATED, 0, Samples.png(16, 16, 3)));

    try (ImageSource source = ImageSource.open(zip)) {
      assertThat(source.load(0, new ImageDecoder(3), image -> image).size())
          .isEqualTo(new Size(16, 16));
    }
  }

  private void write(Zip entries) throws IOException {
    Files.write(zip, entries.end(""));
  }

  /** Writes a zip field by field. */
  private static final class Zip {
    private final ByteArrayOutputStream files = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;

    /** Adds a file; content of a method that Java does not know is not compressed at all. */
    Zip add(String name, int method, int flags, byte[] content) {
      byte[] packed = method == DEFLATED ? deflate(content) : content;
      return add(name, method, flags, content, packed, new byte[0]);
    }

    /** Adds a file whose sizes and place are in the extra field. */
    Zip addWide(String name, byte[] content) {
      ByteBuffer extra = ByteBuffer.allocate(4 + 28).order(ByteOrder.LITTLE_ENDIAN);
      extra.putShort((short) 0x7777).putShort((short) 0);
      extra.putShort((short) 1).putShort((short) 24);
      extra.putLong(content.length).putLong(content.length).putLong(files.size());
      return add(name, STORED, 0, content, content, extra.array());
    }

    private Zip add(
        String name, int method, int flags, byte[] content, byte[] packed, byte[] extra) {
      boolean isWide = extra.length > 0;
      byte[] called = name.getBytes(StandardCharsets.UTF_8);
      CRC32 crc = new CRC32();
      crc.update(content);
      ByteBuffer common = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
      common.putShort((short) 20).putShort((short) flags).putShort((short) method).putInt(0);
      common.putInt((int) crc.getValue());
      common.putInt(isWide ? -1 : packed.length).putInt(isWide ? -1 : content.length);
      common.putShort((short) called.length).putShort((short) extra.length);

      ByteBuffer entry = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
      entry.put("PK\1\2".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 20);
      entry.put(common.array()).putInt(42, isWide ? -1 : files.size());
      directory.writeBytes(entry.array());
      directory.writeBytes(called);
      directory.writeBytes(extra);

      files.writeBytes("PK\3\4".getBytes(StandardCharsets.ISO_8859_1));
      files.writeBytes(common.array());
      files.writeBytes(called);
      files.writeBytes(extra);
      files.writeBytes(packed);
      count++;
      return this;
    }

    byte[] end(String comment) {
      byte[] note = comment.getBytes(StandardCharsets.ISO_8859_1);
      ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
      end.put("PK\5\6".getBytes(StandardCharsets.ISO_8859_1)).putInt(0);
      end.putShort((short) count).putShort((short) count);
      end.putInt(directory.size()).putInt(files.size()).putShort((short) note.length);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(files.toByteArray());
      all.writeBytes(directory.toByteArray());
      all.writeBytes(end.array());
      all.writeBytes(note);
      return all.toByteArray();
    }

    private static byte[] deflate(byte[] content) {
      Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
      deflater.setInput(content);
      deflater.finish();
      byte[] packed = new byte[content.length + 64];
      int length = deflater.deflate(packed);
      deflater.end();
      return ByteBuffer.allocate(length).put(packed, 0, length).array();
    }
  }
}
