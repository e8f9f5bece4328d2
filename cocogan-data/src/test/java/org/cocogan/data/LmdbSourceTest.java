package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.cocogan.patch.Size;
import org.cocogan.random.CountedRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LmdbSourceTest {
  private static final int PAGE = 4096;

  private final ImageDecoder decoder = new ImageDecoder(3);

  @TempDir private Path folder;

  @Test
  void loadsTheImagesOfADatabaseInTheOrderOfTheirKeys() throws IOException {
    Path file = database("lsun");

    try (LmdbSource source = LmdbSource.open(file)) {
      assertThat(source.name()).isEqualTo(String.valueOf(folder.getFileName()));
      assertThat(source.entries())
          .hasSize(4)
          .isSorted()
          .allMatch(key -> key.matches("[0-9a-f]{40}"));
      assertThat(source.skipped()).isEmpty();
      List<PixelImage> images = loadAll(source);
      assertThat(images)
          .anySatisfy(
              image -> {
                assertThat(image.size()).isEqualTo(new Size(40, 40));
                assertThat(Samples.rgb(image, 39, 39)).isEqualTo(0x804020);
              });
      assertThat(images).filteredOn(image -> !image.size().equals(new Size(40, 40))).hasSize(3);
    }
  }

  @Test
  void findsEveryKeyOfATreeOfSeveralLevels() throws IOException {
    try (LmdbSource source = LmdbSource.open(database("deep"))) {
      assertThat(source.entries()).hasSize(300).isSorted().doesNotHaveDuplicates();
      assertThat(loadAll(source)).hasSize(300);
    }
  }

  @Test
  void writesNothingBesideTheDatabase() throws IOException {
    try (LmdbSource source = LmdbSource.open(database("lsun"))) {
      loadAll(source);
    }

    assertThat(folder).isDirectoryContaining("glob:**data.mdb");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void findsTheDatabaseInItsFolderOrTheOnlyOneWithin() throws IOException {
    Path file = database("lsun");
    Path above = Files.createDirectories(folder.resolve("above"));
    Path inner = Files.createDirectories(above.resolve("church_outdoor_train_lmdb"));
    Path within = Files.copy(file, inner.resolve("data.mdb"));

    assertThat(LmdbSource.find(file)).contains(file);
    assertThat(LmdbSource.find(folder)).contains(file);
    assertThat(LmdbSource.find(above)).contains(within);
    assertThat(LmdbSource.find(folder.resolve("missing"))).isEmpty();
  }

  @Test
  void asksWhichOfSeveralDatabasesIsMeant() throws IOException {
    Path file = database("lsun");
    Path above = Files.createDirectories(folder.resolve("above"));
    for (String name : List.of("b", "a")) {
      Files.copy(file, Files.createDirectories(above.resolve(name)).resolve("data.mdb"));
    }

    assertThatThrownBy(() -> LmdbSource.find(above))
        .isInstanceOf(DataException.class)
        .hasMessage(
            above
                + ": has several databases; name one of them, such as "
                + above.resolve("a/data.mdb"));
  }

  @ParameterizedTest
  @ValueSource(ints = {PAGE, 2 * PAGE, 3 * PAGE, 3 * PAGE + 100})
  void refusesADatabaseThatIsCutOff(int length) throws IOException {
    Path file = database("lsun");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

    assertThatThrownBy(() -> LmdbSource.open(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": it is cut off; copy it anew");
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Path file = Files.write(folder.resolve("data.mdb"), new byte[2 * PAGE]);

    assertThatThrownBy(() -> LmdbSource.open(file))
        .isInstanceOf(DataException.class)
        .hasMessage(file + ": it is no LMDB database; name a data.mdb or its folder");
  }

  /** liblmdb itself ends the process at such files; this test's JVM must survive them all. */
  @ParameterizedTest
  @ValueSource(strings = {"lsun", "deep"})
  void survivesDamageAnywhereInTheTree(String name) throws IOException {
    byte[] whole = Files.readAllBytes(database(name));
    int refused = 0;
    for (int trial = 0; trial < 200; trial++) {
      byte[] damaged = whole.clone();
      CountedRandom random = CountedRandom.of(7, name, trial);
      // The first bytes of a page matter most: numbers, flags and the places of nodes.
      int page = random.nextInt(whole.length / PAGE);
      int at = page * PAGE + random.nextInt(trial % 2 == 0 ? 200 : PAGE);
      damaged[at] = (byte) (damaged[at] ^ (1 + random.nextInt(255)));
      Path file = Files.write(folder.resolve(trial + ".mdb"), damaged);
      try (LmdbSource source = LmdbSource.open(file)) {
        loadWhatLoads(source);
      } catch (DataException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
        refused++;
      }
      Files.delete(file);
    }
    assertThat(refused).isPositive();
  }

  @Test
  void saysThatTheZipMustBeUnpacked() throws IOException {
    Path zip = Samples.zip(folder.resolve("lsun.zip"), Map.of("lsun/data.mdb", new byte[9]));
    DatasetKind lsun = DatasetKinds.named("lsun").orElseThrow();

    assertThatThrownBy(() -> lsun.opener().open(zip, Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            zip
                + ": has neither data.mdb nor images; unpack the zip, or name the folder of"
                + " data.mdb");
  }

  @Test
  void changesItsDigestWithTheFile() throws IOException {
    Path file = database("lsun");
    String first = digest(file);
    assertThat(digest(file)).isEqualTo(first);

    Files.setLastModifiedTime(file, FileTime.fromMillis(1000));

    assertThat(digest(file)).isNotEqualTo(first);
  }

  private static String digest(Path file) {
    try (LmdbSource source = LmdbSource.open(file)) {
      return source.digest();
    }
  }

  private List<PixelImage> loadAll(LmdbSource source) {
    return IntStream.range(0, source.entries().size())
        .mapToObj(index -> source.load(index, decoder, UnaryOperator.identity()))
        .toList();
  }

  private void loadWhatLoads(LmdbSource source) {
    for (int index = 0; index < source.entries().size(); index += 29) {
      try {
        source.load(index, decoder, UnaryOperator.identity());
      } catch (DataException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private Path database(String name) throws IOException {
    Path file = folder.resolve("data.mdb");
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Samples.resource(name + ".mdb.gz")))) {
      Files.copy(in, file);
    }
    return file;
  }
}
