package org.cocogan.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cocogan.tensor.BackendOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledTorchTest {
  @TempDir Path installation;
  private Path libraries = Path.of("lib");

  @BeforeEach
  void install() throws IOException {
    libraries = Files.createDirectory(installation.resolve("lib"));
    add("torch_cpu");
  }

  private void add(String library) throws IOException {
    Files.createFile(libraries.resolve(System.mapLibraryName(library)));
  }

  @Test
  void takesTheFlavourThatItsLibrariesAreOf() throws IOException {
    assertThat(InstalledTorch.at(libraries, null).flavour()).isEqualTo("cpu");

    add("torch_cuda");

    assertThat(InstalledTorch.at(libraries, "cpu").flavour()).isEqualTo("cpu");
    if (System.getProperty("os.arch").equals("amd64")
        && !System.mapLibraryName("").endsWith("dylib")) {
      assertThat(InstalledTorch.at(libraries, "").flavour()).isEqualTo("cu128");
    }
  }

  @Test
  void takesTheVersionThatDjlWasBuiltForAlone() throws IOException {
    Files.writeString(installation.resolve("build-version"), "2.7.1+cu128\n");
    assertThat(InstalledTorch.at(libraries, "cpu").folder()).isEqualTo(libraries);

    Files.writeString(installation.resolve("build-version"), "2.11.0+cu130\n");
    assertThatThrownBy(() -> InstalledTorch.at(libraries, "cpu"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "PYTORCH_LIBRARY_PATH names %s, which is PyTorch 2.11.0; DJL 0.35.1 takes 2.7.1"
                .formatted(libraries));

    Files.delete(installation.resolve("build-version"));
    Files.writeString(installation.resolve("version.py"), "__version__ = '2.13.0+cpu'\n");
    assertThatThrownBy(() -> InstalledTorch.at(libraries, "cpu"))
        .hasMessageContaining("which is PyTorch 2.13.0;");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> InstalledTorch.at(installation, "cpu"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "PYTORCH_LIBRARY_PATH names %s, which holds no %s; name the folder lib of a libtorch"
                .formatted(installation, System.mapLibraryName("torch_cpu")));
    assertThatThrownBy(() -> InstalledTorch.at(libraries, "cu130"))
        .hasMessageStartingWith(
            "DJL has no library for PyTorch of the flavour cu130 on this platform;");
  }

  @Test
  void withoutOneAGpuIsRefusedInOneLine() {
    assertThatThrownBy(() -> new DjlBackendProvider().start(new BackendOptions(1, "gpu:1")).close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "PyTorch was started with natives for the processor alone; let PYTORCH_LIBRARY_PATH"
                + " name the folder lib of a libtorch 2.7.1 for CUDA 12.8 (docs/gpu.md), or set"
                + " device: cpu");
  }
}
