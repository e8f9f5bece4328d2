package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of these images are five images each. */
class PackResumeTest {
  private static final int SIDE = 256;
  private static final Size SIZE = new Size(SIDE, SIDE);
  private static final int IMAGES = 23;

  private static final List<byte[]> FILES = new ArrayList<>();

  @TempDir private Path temporary;
  private Path folder;
  private Path target;
  private Path partial;
  private Path journal;

  @BeforeAll
  static void makeImages() {
    for (int i = 0; i < IMAGES; i++) {
      FILES.add(Samples.png(SIDE, SIDE, i));
    }
  }

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("images"));
    for (int i = 0; i < IMAGES; i++) {
      Files.write(folder.resolve(String.format(Locale.ROOT, "%03d.png", i)), FILES.get(i));
    }
    target = temporary.resolve("images.pack");
    partial = temporary.resolve("images.pack.partial");
    journal = temporary.resolve("images.pack.journal");
  }

  @Test
  void goesOnWhereItWasInterrupted() throws IOException {
    interruptAfter(12);
    assertThat(partial).exists();
    assertThat(target).doesNotExist();

    assertThat(build()).startsWith("going on after 10").contains("11", "23").doesNotContain("10");
    assertWhole(IMAGES);
  }

  @Test
  void goesOnWhereTheListenerStoppedIt() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    PackListener stopping =
        new PackListener() {
          @Override
          public boolean stops() {
            return asked.incrementAndGet() > 12;
          }
        };

    try (ImageSource source = ImageSource.open(folder)) {
      PackBuilder builder = new PackBuilder(2);
      assertThatThrownBy(
              () -> builder.build(source, Preparation.to(SIZE), 3, target, false, stopping))
          .isInstanceOf(DataException.class)
          .hasMessage("packing was interrupted at 012.png; pack again to go on from there");
    }

    assertThat(build()).startsWith("going on after 10");
    assertWhole(IMAGES);
  }

  @Test
  void goesOnWhereAnotherProcessWasKilled() throws IOException, InterruptedException {
    Process process = program("17").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("17");
    process.destroyForcibly().waitFor();
    assertThat(target).doesNotExist();

    assertThat(build()).startsWith("going on after 15");
    assertWhole(IMAGES);
  }

  @Test
  void keepsWhatIsPackedWhereThereIsNoRoom() throws IOException, InterruptedException {
    Files.writeString(target, "older");
    ProcessBuilder builder = program("0");
    builder.command().addAll(0, List.of("bash", "-c", "ulimit -f 2000; exec \"$0\" \"$@\""));

    Process process = builder.start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(errors)
        .contains(target + ": cannot be written: File too large; it needs up to 4.5 MB, ")
        .contains("; make room, and the same command goes on from there");
    assertThat(target).hasContent("older");
    assertThat(build()).startsWith("going on after 10");
    assertWhole(IMAGES);
  }

  @Test
  void keepsWhatIsPackedWhereThereIsNoRoomToGoOn() throws IOException, InterruptedException {
    interruptAfter(17);
    ProcessBuilder builder = program("0");
    builder.command().addAll(0, List.of("bash", "-c", "ulimit -f 1000; exec \"$0\" \"$@\""));

    assertThat(builder.redirectErrorStream(true).start().waitFor()).isEqualTo(1);

    assertThat(build()).startsWith("going on after 15");
    assertWhole(IMAGES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "{'checksum':1,'entries':-5,'skipped':[]}",
        "{'checksum':1,'entries':2,'skipped':null}",
        "{'checksum':1,'entries':2,'skipped':[null]}"
      })
  void goesOnBeforeALineOfTheJournalThatSaysNothing(String line) throws IOException {
    interruptAfter(16);
    List<String> lines = Files.readAllLines(journal);
    lines.set(2, line.replace('\'', '"'));
    Files.write(journal, lines);

    assertThat(build()).startsWith("going on after 5");
    assertWhole(IMAGES);
  }

  /** Packs in a process of its own. */
  private ProcessBuilder program(String waitsAfter) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(PackingProgram.class.getName());
    command.addAll(
        List.of(folder.toString(), target.toString(), Integer.toString(SIDE), waitsAfter));
    return new ProcessBuilder(command);
  }

  @Test
  void remembersWhatItHasSkipped() throws IOException {
    Files.write(folder.resolve("003.png"), new byte[9]);
    Files.write(folder.resolve("011.png"), new byte[9]);
    interruptAfter(18);

    List<String> heard = build();

    assertThat(heard).startsWith("going on after 17").doesNotContain("17");
    assertThat(heard.get(heard.size() - 1)).isEqualTo("packed 21, skipped 003.png, 011.png");
    assertWhole(IMAGES - 2);
  }

  @Test
  void refusesWhatWasSkippedWhenItGoesOnStrictly() throws IOException {
    Files.write(folder.resolve("003.png"), new byte[9]);
    interruptAfter(15);

    assertThatThrownBy(() -> build(Preparation.to(SIZE), true, new ArrayList<>(), 0))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("images: 003.png: ");
    assertThat(target).doesNotExist();
    assertThat(build()).startsWith("going on after 11");
    assertWhole(IMAGES - 1);
  }

  @Test
  void packsAnewWhenAnImageHasChanged() throws IOException {
    interruptAfter(12);
    Files.write(folder.resolve("001.png"), Samples.png(SIDE, SIDE + 1, 99));

    assertThat(build()).startsWith("1");
    assertWhole(IMAGES);
  }

  @Test
  void packsAnewWhenImagesArePreparedOtherwise() throws IOException {
    interruptAfter(12);

    List<String> heard = new ArrayList<>();
    build(Preparation.official(SIZE, Crop.none()), false, heard, 0);

    assertThat(heard).startsWith("1");
    assertWhole(IMAGES);
  }

  @Test
  void goesOnBeforeABlockThatIsDamaged() throws IOException {
    interruptAfter(16);
    try (RandomAccessFile file = new RandomAccessFile(partial.toFile(), "rw")) {
      file.seek(64 + 7L * SIDE * SIDE * 3);
      int before = file.read();
      file.seek(64 + 7L * SIDE * SIDE * 3);
      file.write(before ^ 1);
    }

    assertThat(build()).startsWith("going on after 5");
    assertWhole(IMAGES);
  }

  @Test
  void goesOnBeforeABlockThatIsCutOff() throws IOException {
    interruptAfter(16);
    try (RandomAccessFile file = new RandomAccessFile(partial.toFile(), "rw")) {
      file.setLength(64 + 14L * SIDE * SIDE * 3);
    }

    assertThat(build()).startsWith("going on after 10");
    assertWhole(IMAGES);
  }

  @Test
  void goesOnAfterATornLineOfTheJournal() throws IOException {
    interruptAfter(16);
    Files.writeString(journal, "{\"checksum\":12", StandardOpenOption.APPEND);

    assertThat(build()).startsWith("going on after 15");
    assertWhole(IMAGES);
  }

  @Test
  void goesOnBeforeADamagedLineOfTheJournal() throws IOException {
    interruptAfter(16);
    List<String> lines = Files.readAllLines(journal);
    lines.set(2, "\0".repeat(lines.get(2).length()));
    Files.write(journal, lines);

    assertThat(build()).startsWith("going on after 5");
    assertWhole(IMAGES);
  }

  @Test
  void packsAnewWhereOnlyTheJournalIsLeft() throws IOException {
    interruptAfter(16);
    Files.delete(partial);

    assertThat(build()).startsWith("1");
    assertWhole(IMAGES);
  }

  @Test
  void packsForItselfWhileAnotherPacksTheSame() throws IOException {
    List<String> second = new ArrayList<>();
    PackListener listener =
        new PackListener() {
          @Override
          public void advanced(int done, int total) {
            if (done == 12) {
              build(Preparation.to(SIZE), false, second, 0);
            }
          }
        };

    try (ImageSource source = ImageSource.open(folder)) {
      new PackBuilder(2).build(source, Preparation.to(SIZE), 3, target, false, listener);
    }

    assertThat(second).startsWith("1").endsWith("packed 23, skipped ");
    assertWhole(IMAGES);
  }

  private void interruptAfter(int images) {
    assertThatThrownBy(() -> build(Preparation.to(SIZE), false, new ArrayList<>(), images))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private List<String> build() {
    List<String> heard = new ArrayList<>();
    build(Preparation.to(SIZE), false, heard, 0);
    return heard;
  }

  private void build(
      Preparation preparation, boolean strict, List<String> heard, int interruptedAt) {
    PackListener listener =
        new PackListener() {
          @Override
          public void resumed(int done, int total) {
            heard.add("going on after " + done);
          }

          @Override
          public void advanced(int done, int total) {
            heard.add(Integer.toString(done));
            if (done == interruptedAt) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void finished(PackSummary summary) {
            heard.add(
                "packed "
                    + summary.packed()
                    + ", skipped "
                    + String.join(", ", summary.skipped().stream().map(Skipped::name).toList()));
          }
        };
    try (ImageSource source = ImageSource.open(folder)) {
      new PackBuilder(2).build(source, preparation, 3, target, strict, listener);
    }
  }

  /** The pack is the one that is built in one go, and nothing else is left. */
  private void assertWhole(int images) throws IOException {
    Path other = temporary.resolve("at-once.pack");
    Preparation preparation;
    try (Pack pack = Pack.open(target)) {
      pack.verify();
      assertThat(pack.count()).isEqualTo(images);
      preparation = pack.description().preparation();
    }
    try (ImageSource source = ImageSource.open(folder)) {
      new PackBuilder(1).build(source, preparation, 3, other, false, PackListener.SILENT);
    }
    assertThat(target).hasSameBinaryContentAs(other);
    assertThat(temporary).isDirectoryNotContaining("glob:**{partial,journal}");
  }
}
