package org.cocogan.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsFileTest {
  private static final StatisticsProvenance PROVENANCE =
      new StatisticsProvenance(
          "inception-2015-12-05", "6726825d0af5f729", "pytorch-fid", 150, "one.npy");

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("faces.npz");
  }

  private static FeatureMoments moments() throws IOException {
    return Samples.moments(Samples.rows("one.npy"), LinearAlgebra.fastest());
  }

  @Test
  void readsWhatNumPyStores() throws IOException {
    StatisticsFile read = StatisticsFile.read(Samples.copy("stored.npz", folder));

    assertThat(read.moments().mean()).containsExactly(moments().mean(), within(1e-14));
    assertThat(read.moments().covariance()).containsExactly(moments().covariance(), within(1e-14));
    assertThat(read.moments().count()).isEmpty();
    assertThat(read.provenance()).isEmpty();
  }

  @Test
  void readsWhatNumPyCompressesInFortranOrderAndSinglePrecision() throws IOException {
    StatisticsFile read = StatisticsFile.read(Samples.copy("compressed.npz", folder));

    assertThat(read.moments().mean()).containsExactly(moments().mean(), within(1e-14));
    assertThat(read.moments().covariance()).containsExactly(moments().covariance(), within(1e-7));
  }

  @Test
  void writesTheBytesThatNumPyWrites() throws IOException {
    Path numpys = Samples.copy("stored.npz", folder);
    StatisticsFile.write(file, StatisticsFile.read(numpys).moments(), PROVENANCE);

    try (ZipFile ours = new ZipFile(file.toFile());
        ZipFile theirs = new ZipFile(numpys.toFile())) {
      for (String name : new String[] {"mu.npy", "sigma.npy"}) {
        assertThat(bytes(ours, name)).isEqualTo(bytes(theirs, name));
      }
    }
  }

  /** Written by the program in November 2026; such files must stay readable. */
  @Test
  void readsWhatThisProgramHasWrittenBefore() throws IOException {
    Samples.copy("format-1.npz.json", folder);
    StatisticsFile read = StatisticsFile.read(Samples.copy("format-1.npz", folder));

    assertThat(read.moments().count()).hasValue(3);
    assertThat(read.moments().mean()).containsExactly(0.5, -2);
    assertThat(read.moments().covariance()).containsExactly(1, 0.25, 0.25, 3);
    assertThat(read.provenance())
        .contains(
            new StatisticsProvenance("net", "0123456789abcdef", "unit", 3, "3 images of numbers"));
  }

  @Test
  void isNotWrittenWhereThatWouldReplaceAFileOfOthers() throws IOException {
    Path notes = Files.writeString(folder.resolve("faces.npz.json"), "{\"mine\": 1}");

    assertThatThrownBy(() -> StatisticsFile.write(file, moments(), PROVENANCE))
        .isInstanceOf(StatisticsException.class)
        .hasMessageStartingWith(notes + ": is in the way");
    assertThat(notes).hasContent("{\"mine\": 1}");
    assertThat(file).doesNotExist();

    Files.delete(notes);
    StatisticsFile.write(file, moments(), PROVENANCE);
    StatisticsFile.write(file, moments(), PROVENANCE);
    assertThat(StatisticsFile.read(file).provenance()).contains(PROVENANCE);
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    return zip.getInputStream(zip.getEntry(name)).readAllBytes();
  }

  @Test
  void tellsWhereStatisticsComeFrom() throws IOException {
    StatisticsFile.write(file, moments(), PROVENANCE);

    StatisticsFile read = StatisticsFile.read(file);

    assertThat(read.provenance()).contains(PROVENANCE);
    assertThat(read.moments().count()).isEqualTo(OptionalLong.of(150));
    assertThat(read.moments().covariance()).isEqualTo(moments().covariance());
  }

  @Test
  void writesOverOlderStatistics() throws IOException {
    StatisticsFile.write(file, moments(), PROVENANCE);
    FeatureMoments other = Samples.moments(Samples.random(5, 3, 1), LinearAlgebra.fastest());

    StatisticsFile.write(file, other, PROVENANCE);

    assertThat(StatisticsFile.read(file).moments().mean()).isEqualTo(other.mean());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("faces.npz.json"));
    }
  }

  @Test
  void refusesToTakeAnotherFileForTheOneItSpeaksOf() throws IOException {
    StatisticsFile.write(file, moments(), PROVENANCE);
    Files.delete(file);
    Files.move(Samples.copy("stored.npz", folder), file);

    assertRefused("speaks of another file than faces.npz is now");
  }

  @Test
  void refusesStatisticsOfAnotherNetwork() throws IOException {
    StatisticsFile.write(file, moments(), PROVENANCE);
    StatisticsFile read = StatisticsFile.read(file);

    read.requireMadeWith("inception-2015-12-05", "6726825d0af5f729", "pytorch-fid", 64);
    assertThatThrownBy(() -> read.requireMadeWith("nsfw", "ab12", "unit", 64))
        .hasMessage(
            file
                + ": was measured with the network inception-2015-12-05 (6726825d), not with nsfw"
                + " (ab12); measure both with the same network");
    assertThatThrownBy(
            () -> read.requireMadeWith("inception-2015-12-05", "6726825d0af5f729", "clean", 64))
        .hasMessageContaining("was measured with the preprocessing pytorch-fid, not clean");
    assertThatThrownBy(() -> read.requireMadeWith("nsfw", "ab12", "unit", 2048))
        .hasMessageContaining("holds statistics of 64 features but the network nsfw has 2048");
  }

  @Test
  void refusesWhatIsCutOff() throws IOException {
    StatisticsFile.write(file, moments(), PROVENANCE);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(folder.resolve("faces.npz.json"));
    for (int length = 0; length < bytes.length; length += bytes.length / 20) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertRefused("it is no .npz file, or is cut off");
    }
  }

  @Test
  void refusesDamagedNumbers() throws IOException {
    StatisticsFile.write(file, moments(), PROVENANCE);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(folder.resolve("faces.npz.json"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertRefused("the array sigma cannot be read: it is damaged: its checksum does not match");
  }

  @Test
  void refusesForeignFiles() throws IOException {
    Files.writeString(file, "no zip at all");
    assertRefused("it is no .npz file");
    Files.delete(file);
    assertRefused("cannot be read: no such file or folder");
    Files.move(Samples.copy("features.npz", folder), file);
    assertRefused("has no array mu; statistics are the arrays mu and sigma, but there are");
  }

  @Test
  void refusesArraysThatAreNoStatistics() throws IOException {
    byte[] good = array("<f8", "(2,)", 16);
    zip(array("<f8", "(2, 1)", 16), array("<f8", "(2, 2)", 32));
    assertRefused("the array mu cannot be read: it has 2 axes but 1 expected");
    zip(good, array("<f8", "(3, 3)", 72));
    assertRefused("the array sigma cannot be read: its shape is [3, 3] but 2 features need [2, 2]");
    zip(good, array("<i8", "(2, 2)", 32));
    assertRefused("the array sigma cannot be read: its type is '<i8' but float32 and float64 are");
    zip(good, array("<f8", "(2, 2)", 24));
    assertRefused("the array sigma cannot be read: it is cut off");
    zip(good, array("<f8", "(2, 2)", 40));
    assertRefused("it has more numbers than its shape needs");
    zip(good, array("<f8", "(99999999999, 2)", 32));
    assertRefused("its shape (99999999999, 2) is too large or no shape");
    zip(good, array("<f8", "(30000, 30000)", 32));
    assertRefused("its shape is [30000, 30000] but 2 features need [2, 2]");
    zip(good, array("<f8", "(2 2,)", 32));
    assertRefused("its shape (2 2,) is too large or no shape");
    zip(good, "pickled numbers".getBytes(StandardCharsets.US_ASCII));
    assertRefused("the array sigma cannot be read: it is no array of NumPy");
  }

  @Test
  void refusesNumbersThatNoCovarianceHas() throws IOException {
    byte[] asymmetric = array("<f8", "(2, 2)", 32);
    int last = asymmetric.length - 32;
    for (int i = 0; i < 3; i++) {
      // 2.0 as a little-endian double, on the diagonal and right of it.
      asymmetric[last + new int[] {7, 15, 31}[i]] = 0x40;
    }
    zip(array("<f8", "(2,)", 16), asymmetric);
    assertRefused("sigma is no covariance: entry [1, 0] is 0.0 but entry [0, 1] is 2.0");
    byte[] infinite = array("<f8", "(2,)", 16);
    infinite[infinite.length - 1] = 0x7f;
    infinite[infinite.length - 2] = (byte) 0xf0;
    zip(infinite, array("<f8", "(2, 2)", 32));
    assertRefused("the mean contains Infinity; it must be finite");
  }

  private static byte[] array(String type, String shape, int bytes) {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    byte[] start =
        ("\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header)
            .getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(start, start.length + bytes);
  }

  private void zip(byte[] mean, byte[] covariance) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("mu.npy"));
      zip.write(mean);
      zip.putNextEntry(new ZipEntry("sigma.npy"));
      zip.write(covariance);
    }
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> StatisticsFile.read(file))
        .isInstanceOf(StatisticsException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }
}
