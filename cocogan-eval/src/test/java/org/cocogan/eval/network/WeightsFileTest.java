package org.cocogan.eval.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cocogan.tensor.HostArray;
import org.cocogan.tensor.Shape;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"kinds.pth", "kinds-legacy.pth"})
  void readsTensorsOfEveryKind(String name) {
    try (WeightsFile file = WeightsFile.open(Fixtures.file(name))) {
      assertThat(array(file, "table").shape()).isEqualTo(Shape.of(4, 6));
      assertThat(array(file, "table").values()).startsWith(0, 1, 2).endsWith(22, 23).hasSize(24);
      assertThat(array(file, "transposed").shape()).isEqualTo(Shape.of(6, 4));
      assertThat(array(file, "transposed").values()).startsWith(0, 6, 12, 18, 1);
      assertThat(array(file, "column").values()).containsExactly(2, 8, 14, 20);
      assertThat(array(file, "part").values()).containsExactly(7, 8, 9, 13, 14, 15);
      assertThat(array(file, "repeated").values()).containsExactly(1.5f, -2, 1.5f, -2, 1.5f, -2);
      assertThat(array(file, "half").values())
          .containsExactly(1.5f, -0.25f, 65504, Math.scalb(1f, -24));
      assertThat(array(file, "bfloat").values()[0]).isEqualTo(1.5f);
      assertThat(array(file, "bfloat").values()[1]).isBetween(-3.02e38f, -2.98e38f);
      assertThat(array(file, "double").values()).containsExactly(0.1f, -2.5f);
      assertThat(array(file, "long").shape()).isEqualTo(Shape.of());
      assertThat(array(file, "long").values()).containsExactly(7);
      assertThat(array(file, "parameter").values()).containsExactly(3, 4);
    }
  }

  private static HostArray array(WeightsFile file, String name) {
    return Objects.requireNonNull(file.tensors().get(name)).read();
  }

  @ParameterizedTest
  @ValueSource(strings = {"forbidden.pth", "forbidden-legacy.pth"})
  void refusesAPickleThatCallsAProgramAndRunsNothing(String name) throws IOException {
    Path trap = Fixtures.file(name);
    assertThat(new String(Files.readAllBytes(trap), StandardCharsets.ISO_8859_1))
        .contains("posix\nsystem")
        .contains("touch a-pickle-ran-this");

    assertThatThrownBy(() -> WeightsFile.open(trap))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessage(
            trap
                + ": names posix.system, which weights have no use for: it is no file of weights,"
                + " or one with a trap; nothing in it was run");
    assertThat(Path.of("a-pickle-ran-this")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kinds.pth", "kinds-legacy.pth"})
  void damageIsRefusedOrHarmless(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.file(name));
    Random random = new Random(1);
    Path file = folder.resolve(name);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      Files.write(file, damaged);

      Throwable thrown = catchThrowable(() -> readAll(file));

      if (thrown != null) {
        assertThat(thrown).isInstanceOfAny(FeatureNetworkException.class, MalformedException.class);
      }
    }
  }

  private static void readAll(Path path) {
    try (WeightsFile file = WeightsFile.open(path)) {
      file.tensors().values().forEach(StoredTensor::read);
    }
  }

  @Test
  void refusesAZipThatPyTorchHasNotSaved() throws IOException {
    Path zip = folder.resolve("other.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("a.txt"));
    }

    assertThatThrownBy(() -> WeightsFile.open(zip)).hasMessageContaining("none that PyTorch");
  }
}
