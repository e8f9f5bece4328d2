package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cocogan.checkpoint.SafeTensors;
import org.cocogan.tensor.HostArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same checkpoint, of tiny networks in post-training for extrapolation, in every form that
 * TensorFlow reads: its own saver wrote them ({@code tools/check_tensorflow.py --rewrite}).
 */
class ImportFormsTest {
  private static final String PREFIX = "model.ckpt-1";
  private static final String DATA = "/.data-00000-of-00001";

  @TempDir Path folder;

  /** Imports files of forms, such as {@code saver/.index}. */
  private Map<String, HostArray> imported(String name, String... files) throws IOException {
    return imported(checkpoint(name, files)).tensors();
  }

  private Path checkpoint(String name, String... files) throws IOException {
    Path checkpoint = Files.createDirectory(folder.resolve(name));
    for (String file : files) {
      String form = file.substring(0, file.indexOf('/') + 1);
      String stored = PREFIX + file.substring(form.length());
      Golden.copy("forms/" + form + stored, checkpoint.resolve(stored));
    }
    return checkpoint;
  }

  private SafeTensors imported(Path checkpoint) throws IOException {
    Path run = folder.resolve("runs").resolve(String.valueOf(checkpoint.getFileName()));
    JsonNode made = importing(checkpoint, run).succeeding().json();
    assertThat(made.path("step").asInt()).isEqualTo(2);
    assertThat(made.path("moments").asBoolean()).isTrue();
    return SafeTensors.read(Path.of(made.path("checkpoint").asText(), "tensors.safetensors"));
  }

  private static CommandRun importing(Path checkpoint, Path run) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "import",
                "tensorflow",
                checkpoint,
                "--config",
                CommandRun.shipped("LSUN_256x256_N2M2S128_Extrapolation"),
                "--output",
                run,
                "--json"));
    for (String setting :
        List.of(
            "data_params.full_image_size=[32, 32]",
            "data_params.macro_patch_size=[16, 16]",
            "data_params.micro_patch_size=[8, 8]",
            "model_params.ngf_base=1",
            "model_params.ndf_base=1",
            "model_params.z_dim=4",
            "model_params.aux_dim=3")) {
      words.addAll(List.of("--set", setting));
    }
    return CommandRun.of(words.toArray());
  }

  @Test
  void allMakeTheSameRun() throws IOException {
    Map<String, HostArray> plain = imported("plain", "saver/.index", "saver" + DATA);

    assertThat(plain)
        .containsKeys(
            "adam/g_extrapolated/v/generator/block1/conv1/weight",
            "adam/d_extrapolated/m/discriminator/spatial/fc1/weight",
            "adam/d/v/discriminator/projection/weight");
    assertSame(imported("compressed", "snappy/.index", "saver" + DATA), plain, 0);
    assertSame(
        imported(
            "sharded",
            "sharded/.index",
            "sharded/.data-00000-of-00003",
            "sharded/.data-00001-of-00003",
            "sharded/.data-00002-of-00003"),
        plain,
        0);
    // Of half and bfloat16 numbers, the latter with eight bits.
    assertSame(imported("halves", "halves/.index", "halves" + DATA), plain, 0x1p-8);
  }

  private static void assertSame(
      Map<String, HostArray> ours, Map<String, HostArray> wanted, double relative) {
    assertThat(ours).containsOnlyKeys(wanted.keySet());
    wanted.forEach(
        (name, array) -> {
          HostArray other = new Golden(ours).array(name);
          assertThat(other.shape()).as(name).isEqualTo(array.shape());
          for (int i = 0; i < array.values().length; i++) {
            double value = array.values()[i];
            double most = relative * Math.max(Math.abs(value), 0x1p-14);
            assertThat(Math.abs(other.values()[i] - value)).as(name).isLessThanOrEqualTo(most);
          }
        });
  }

  @Test
  void namesTheDataFileThatIsMissing() throws IOException {
    Path checkpoint =
        checkpoint(
            "partial",
            "sharded/.index",
            "sharded/.data-00000-of-00003",
            "sharded/.data-00002-of-00003");
    Path run = folder.resolve("runs/partial");

    assertThat(importing(checkpoint, run).errorLines())
        .containsExactly(
            checkpoint.resolve(PREFIX + ".data-00001-of-00003")
                + " is missing; the checkpoint has 3 data files: copy all");
    assertThat(run).doesNotExist();
  }
}
