package org.cocogan.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
  private static final String EXPERIMENT = "log_params:\n  exp_name: größe\n";

  @TempDir Path temporary;
  private Path folder = Path.of("");
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void nameTheFolder() {
    folder = temporary.resolve("run").resolve("checkpoints");
  }

  @Test
  void restoresWhatWasSaved() {
    Path saved = checkpoints(3).save(500, EXPERIMENT, HostVariables.random(1));

    Checkpoint latest = latest();

    assertThat(latest.directory()).isEqualTo(saved).hasFileName("00000500");
    assertThat(latest.step()).isEqualTo(500);
    assertThat(latest.experiment()).isEqualTo(EXPERIMENT);
    HostVariables restored = new HostVariables();
    latest.restore(restored);
    assertThat(restored.content()).isEqualTo(HostVariables.random(1).content());
    assertThat(notices).isEmpty();
  }

  @Test
  void keepsTheLatestAndForgetsTheRest() throws IOException {
    Checkpoints checkpoints = checkpoints(3);
    for (long step = 1; step <= 5; step++) {
      checkpoints.save(step, EXPERIMENT, HostVariables.random(step));
    }

    assertThat(entries()).containsExactly("00000003", "00000004", "00000005");
    assertThat(latest().step()).isEqualTo(5);
  }

  @Test
  void ordersStepsByNumberBeyondEightDigits() {
    Checkpoints checkpoints = checkpoints(2);
    checkpoints.save(99_999_999, EXPERIMENT, HostVariables.random(1));
    checkpoints.save(100_000_000, EXPERIMENT, HostVariables.random(2));

    assertThat(latest().step()).isEqualTo(100_000_000);
  }

  @Test
  void replacesACheckpointOfTheSameStep() throws IOException {
    checkpoints(3).save(7, EXPERIMENT, HostVariables.random(1));
    checkpoints(3).save(7, EXPERIMENT, HostVariables.random(2));

    assertThat(entries()).containsExactly("00000007");
    assertThat(HostVariables.content(latest().tensors()))
        .isEqualTo(HostVariables.random(2).content());
  }

  @Test
  void keepsACheckpointApartWhateverIsForgotten() throws IOException {
    Path apart = folder.resolveSibling("best");
    Checkpoints.saveApart(
        apart, 1, EXPERIMENT, HostVariables.random(1), Map.of("score.json", new byte[] {'1'}));
    checkpoints(1).save(2, EXPERIMENT, HostVariables.random(2));
    Checkpoints.saveApart(
        apart, 3, EXPERIMENT, HostVariables.random(3), Map.of("score.json", new byte[] {'3'}));
    checkpoints(1).save(4, EXPERIMENT, HostVariables.random(4));

    assertThat(entries()).containsExactly("00000004");
    assertThat(Checkpoints.read(apart).step()).isEqualTo(3);
    assertThat(apart.resolve("score.json")).hasContent("3");
    assertThat(apart.resolveSibling("best.before")).doesNotExist();
  }

  @Test
  void bringsBackWhatACrashHadSetAside() throws IOException {
    Path apart = folder.resolveSibling("best");
    Checkpoints.saveApart(apart, 1, EXPERIMENT, HostVariables.random(1), Map.of());
    Files.move(apart, apart.resolveSibling("best.before"));

    Checkpoints.restoreApart(apart);

    assertThat(Checkpoints.read(apart).step()).isEqualTo(1);
    Checkpoints.restoreApart(apart);
    assertThat(Checkpoints.read(apart).step()).isEqualTo(1);
  }

  @Test
  void findsNothingWhereNothingWasSaved() throws IOException {
    assertThat(checkpoints(3).latest()).isEmpty();
    Files.createDirectories(folder);
    assertThat(checkpoints(3).latest()).isEmpty();
    assertThat(notices).isEmpty();
  }

  @Test
  void leavesForeignFilesAlone() throws IOException {
    Files.createDirectories(folder.resolve("best"));
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Checkpoints checkpoints = checkpoints(1);
    checkpoints.save(1, EXPERIMENT, HostVariables.random(1));
    checkpoints.save(2, EXPERIMENT, HostVariables.random(2));

    assertThat(entries()).containsExactly("00000002", "best", "notes.txt");
    assertThat(latest().step()).isEqualTo(2);
  }

  @Test
  void countFoldersOfTheirOwnAlone() throws IOException {
    Path many = Files.createDirectories(folder.resolve("12345678901234567890123"));
    Path date = Files.createDirectories(folder.resolve("20240101"));
    Files.writeString(date.resolve("notes.txt"), "mine");
    Files.writeString(folder.resolve("20240102"), "mine, too");
    for (long step = 1; step <= 3; step++) {
      checkpoints(1).save(step, EXPERIMENT, HostVariables.random(step));
    }

    assertThat(entries())
        .containsExactly("00000003", "12345678901234567890123", "20240101", "20240102");
    assertThat(latest().step()).isEqualTo(3);
    assertThat(checkpoints(1).folders()).containsExactly(folder.resolve("00000003"));
    assertThat(many).isDirectory();
    assertThat(notices).isEmpty();
  }

  @Test
  void ofLaterStepsNeitherCountNorGo() throws IOException {
    Damage.TORN_TENSORS.on(checkpoints(1).save(9, EXPERIMENT, HostVariables.random(9)));
    checkpoints(1).save(3, EXPERIMENT, HostVariables.random(3));
    checkpoints(1).save(4, EXPERIMENT, HostVariables.random(4));

    assertThat(entries()).containsExactly("00000004", "00000009");
    assertThat(latest().step()).isEqualTo(4);
  }

  @Test
  void areSparedWhenThatIsAskedFor() throws IOException {
    Path spared = checkpoints(1).save(1, EXPERIMENT, HostVariables.random(1));
    for (long step = 2; step <= 4; step++) {
      checkpoints(1).save(step, EXPERIMENT, HostVariables.random(step), Optional.of(spared));
    }

    assertThat(entries()).containsExactly("00000001", "00000004");
  }

  @Test
  void leaveFilesOfOthersWhereTheyLie() throws IOException {
    Path first = checkpoints(1).save(1, EXPERIMENT, HostVariables.random(1));
    Files.writeString(Files.createDirectories(first.resolve("generated")).resolve("a.png"), "a");
    checkpoints(1).save(2, EXPERIMENT, HostVariables.random(2));

    assertThat(first.toFile().list()).containsExactly("generated");
    assertThat(first.resolve("generated/a.png")).hasContent("a");
    assertThat(latest().step()).isEqualTo(2);

    Path second = folder.resolve("00000002");
    Files.writeString(second.resolve("notes.txt"), "mine");
    checkpoints(1).save(2, EXPERIMENT, HostVariables.random(3));

    assertThat(second.resolve("notes.txt")).hasContent("mine");
    assertThat(HostVariables.content(latest().tensors()))
        .isEqualTo(HostVariables.random(3).content());
    assertThat(entries()).containsExactly("00000001", "00000002");
  }

  @Test
  void tidyUpAfterACrashWhileOneWasDeletedOrSaved() throws IOException {
    checkpoints(9).save(1, EXPERIMENT, HostVariables.random(1));
    Path deleted = checkpoints(9).save(2, EXPERIMENT, HostVariables.random(2));
    Files.move(deleted, folder.resolve("00000002.deleted"));
    Files.delete(folder.resolve("00000002.deleted/tensors.safetensors"));
    Path partial = Files.createDirectories(folder.resolve("00000003.partial"));
    Files.write(partial.resolve("tensors.safetensors"), new byte[50]);

    assertThat(latest().step()).isEqualTo(1);
    assertThat(notices).isEmpty();
    checkpoints(9).save(4, EXPERIMENT, HostVariables.random(4));

    assertThat(entries()).containsExactly("00000001", "00000004");
  }

  @Test
  void areSavedWhereAnOldOneCannotBeDeleted() throws IOException {
    checkpoints(1).save(1, EXPERIMENT, HostVariables.random(1));
    Files.writeString(folder.resolve("00000001.deleted"), "in the way");

    checkpoints(1).save(2, EXPERIMENT, HostVariables.random(2));

    assertThat(latest().step()).isEqualTo(2);
    assertThat(notices)
        .singleElement()
        .asString()
        .startsWith("cannot delete an old checkpoint: ")
        .contains("00000001");
  }

  /** What a crash, a full disk or an ageing one leaves behind. */
  enum Damage {
    TORN_TENSORS("tensors.safetensors has 100 bytes instead of ") {
      @Override
      void on(Path checkpoint) throws IOException {
        Path tensors = checkpoint.resolve("tensors.safetensors");
        Files.write(tensors, Arrays.copyOf(Files.readAllBytes(tensors), 100));
      }
    },
    ONE_BIT_FLIPPED("the checksum of tensors.safetensors is wrong") {
      @Override
      void on(Path checkpoint) throws IOException {
        Path tensors = checkpoint.resolve("tensors.safetensors");
        byte[] bytes = Files.readAllBytes(tensors);
        bytes[bytes.length - 2] ^= 0x10;
        Files.write(tensors, bytes);
      }
    },
    NO_TENSORS("tensors.safetensors has 0 bytes instead of ") {
      @Override
      void on(Path checkpoint) throws IOException {
        Files.delete(checkpoint.resolve("tensors.safetensors"));
      }
    },
    NO_MANIFEST("its manifest.json cannot be read") {
      @Override
      void on(Path checkpoint) throws IOException {
        Files.delete(checkpoint.resolve("manifest.json"));
      }
    },
    EMPTY_MANIFEST("its manifest.json cannot be read") {
      @Override
      void on(Path checkpoint) throws IOException {
        Files.write(checkpoint.resolve("manifest.json"), new byte[0]);
      }
    },
    ZEROED_MANIFEST("its manifest.json cannot be read") {
      @Override
      void on(Path checkpoint) throws IOException {
        Files.write(checkpoint.resolve("manifest.json"), new byte[200]);
      }
    },
    NULL_MANIFEST("its manifest.json cannot be read") {
      @Override
      void on(Path checkpoint) throws IOException {
        Files.writeString(checkpoint.resolve("manifest.json"), "null");
      }
    },
    MANIFEST_WITHOUT_EXPERIMENT("its manifest.json cannot be read") {
      @Override
      void on(Path checkpoint) throws IOException {
        Path manifest = checkpoint.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"experiment\" : \".*\",", ""));
      }
    },
    LATER_FORMAT("its format is 2; this version reads 1") {
      @Override
      void on(Path checkpoint) throws IOException {
        Path manifest = checkpoint.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("\"format\" : 1", "\"format\" : 2"));
      }
    },
    EMPTY_FOLDER("its manifest.json cannot be read") {
      @Override
      void on(Path checkpoint) throws IOException {
        Files.delete(checkpoint.resolve("tensors.safetensors"));
        Files.delete(checkpoint.resolve("manifest.json"));
      }
    };

    private final String complaint;

    Damage(String complaint) {
      this.complaint = complaint;
    }

    abstract void on(Path checkpoint) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void goesBackToTheOneBeforeADamagedOne(Damage damage) throws IOException {
    Checkpoints checkpoints = checkpoints(3);
    checkpoints.save(1, EXPERIMENT, HostVariables.random(1));
    Path damaged = checkpoints.save(2, EXPERIMENT, HostVariables.random(2));
    damage.on(damaged);

    Checkpoint latest = latest();

    assertThat(latest.step()).isEqualTo(1);
    assertThat(HostVariables.content(latest.tensors()))
        .isEqualTo(HostVariables.random(1).content());
    assertThat(notices).hasSize(1);
    assertThat(notices.get(0))
        .startsWith("checkpoint " + damaged + " is damaged (" + damage.complaint)
        .endsWith("); trying the one before");
  }

  @Test
  void failsWhereNoneIsWhole() throws IOException {
    Checkpoints checkpoints = checkpoints(3);
    Damage.NO_MANIFEST.on(checkpoints.save(1, EXPERIMENT, HostVariables.random(1)));
    Damage.TORN_TENSORS.on(checkpoints.save(2, EXPERIMENT, HostVariables.random(2)));

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(checkpoints::latest)
        .withMessage("no checkpoint in " + folder + " is whole; remove the folder to start anew");
    assertThat(notices).hasSize(2);
  }

  @Test
  void overlooksASaveThatWasInterrupted() throws IOException {
    Checkpoints checkpoints = checkpoints(3);
    checkpoints.save(1, EXPERIMENT, HostVariables.random(1));
    Path partial = Files.createDirectories(folder.resolve("00000002.partial"));
    Files.write(partial.resolve("tensors.safetensors"), new byte[50]);

    assertThat(latest().step()).isEqualTo(1);
    assertThat(notices).isEmpty();

    checkpoints.save(2, EXPERIMENT, HostVariables.random(2));
    assertThat(latest().step()).isEqualTo(2);
    assertThat(entries()).containsExactly("00000001", "00000002");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/below/it"})
  void saysWhyItCannotSaveWhereAFileIsInTheWay(String below) throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "in the way");
    Path directory = Path.of(file + below);
    Checkpoints checkpoints = new Checkpoints(directory, 3, notices::add);

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> checkpoints.save(4, EXPERIMENT, HostVariables.random(1)))
        .withMessageMatching(
            "cannot save checkpoint \\Q"
                + directory.resolve("00000004")
                + "\\E: .*(exists already|[Nn]ot a directory).*;"
                + " earlier checkpoints are untouched; free space or choose another log_dir");
    assertThat(file).hasContent("in the way");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysWhyItCannotSaveWhereThePlatformNamesTheFolderAlone() {
    Path directory = Path.of("/proc/checkpoints");

    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(
            () ->
                new Checkpoints(directory, 3, notices::add)
                    .save(4, EXPERIMENT, HostVariables.random(1)))
        .withMessageStartingWith(
            "cannot save checkpoint /proc/checkpoints/00000004: /proc/checkpoints: no such file");
  }

  private Checkpoints checkpoints(int kept) {
    return new Checkpoints(folder, kept, notices::add);
  }

  private Checkpoint latest() {
    return checkpoints(3).latest().orElseThrow();
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }
  }
}
