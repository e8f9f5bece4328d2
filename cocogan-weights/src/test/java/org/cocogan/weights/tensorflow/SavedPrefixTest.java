package org.cocogan.weights.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedPrefixTest {
  @TempDir Path folder;

  @BeforeEach
  void save() throws IOException {
    for (String name : new String[] {"model.ckpt-900", "model.ckpt-5000", "model.ckpt-10000"}) {
      Files.createFile(folder.resolve(name + ".index"));
      Files.createFile(folder.resolve(name + ".data-00000-of-00001"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"model.ckpt-5000", "model.ckpt-5000.index", "model.ckpt-5000.data-00000-of-00001"})
  void isNamedByItselfOrAFile(String name) {
    SavedPrefix found = SavedPrefix.find(folder.resolve(name)).orElseThrow();

    assertThat(found.path()).isEqualTo(folder.resolve("model.ckpt-5000"));
    assertThat(found.step()).hasValue(5000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.ckpt-5000",
        "/elsewhere/logs/run/ckpt/model.ckpt-5000",
        "C:\\\\ckpt\\\\model.ckpt-5000"
      })
  void ofAFolderIsWhatTheSaverCallsTheNewest(String newest) throws IOException {
    Files.writeString(
        folder.resolve("checkpoint"),
        "model_checkpoint_path: \""
            + newest
            + "\"\nall_model_checkpoint_paths: \"model.ckpt-900\"\n");

    assertThat(SavedPrefix.find(folder))
        .hasValue(new SavedPrefix(folder.resolve("model.ckpt-5000")));
  }

  @Test
  void ofAFolderWithoutTheSaversNoteIsThatOfTheLargestStep() {
    assertThat(SavedPrefix.find(folder))
        .hasValue(new SavedPrefix(folder.resolve("model.ckpt-10000")));
  }

  @Test
  void isNotInOtherFolders() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(other.resolve("picture.png"));

    assertThat(SavedPrefix.find(other)).isEmpty();
    assertThat(SavedPrefix.find(folder.resolve("model.ckpt-1"))).isEmpty();
    assertThat(SavedPrefix.find(folder.resolve("nowhere"))).isEmpty();
  }

  @Test
  void hasNoStepWithoutANumber() {
    assertThat(new SavedPrefix(Path.of("some10/best")).step()).isEmpty();
  }
}
