package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.UnknownFieldSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.cocogan.cli.EventRecords.Tagged;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training leaves for TensorBoard. */
class TensorBoardTest {
  @TempDir Path folder;
  private TinyExperiment tiny;

  @BeforeEach
  void writeTheExperiment() throws IOException {
    tiny = TinyExperiment.in(folder);
  }

  private void train(int steps) {
    tiny.train(
            "--steps",
            steps,
            "--set",
            "log_params.tensorboard=True",
            "--set",
            "log_params.img_step=2")
        .succeeding();
  }

  private List<Tagged> values(String tag) throws IOException {
    return EventRecords.read(tiny.run()).stream().filter(value -> value.tag().equals(tag)).toList();
  }

  @Test
  void hasTheLossesOfTheLogUnderTheAuthorsNamesAndOurs() throws IOException {
    train(3);

    List<JsonNode> log = tiny.losses();
    for (int i = 0; i < 3; i++) {
      JsonNode entry = log.get(i);
      for (String tag : List.of("d_loss", "total_loss/d_loss")) {
        assertThat(values(tag).get(i).step()).isEqualTo(i + 1);
        assertThat(values(tag).get(i).scalar())
            .isCloseTo(entry.get("d_loss").floatValue(), within(1e-5f));
      }
      assertThat(values("D/gp_loss").get(i).scalar())
          .isCloseTo(entry.get("d_penalty").floatValue(), within(1e-5f));
      assertThat(values("D/adv_real").get(i).scalar() + values("D/adv_fake").get(i).scalar())
          .isCloseTo(entry.get("d_adversarial").floatValue(), within(1e-4f));
    }
    assertThat(tags())
        .contains("total_loss/g_loss", "w_dist", "coord/coord_mse_real", "coord/coord_mse_fake")
        .contains("config.yaml", "images_per_s");
  }

  private Set<String> tags() throws IOException {
    return EventRecords.read(tiny.run()).stream().map(Tagged::tag).collect(Collectors.toSet());
  }

  @Test
  void hasTheSlopesOfThePenaltyAsAHistogramThatCountsThemAll() throws IOException {
    train(1);

    // The official variant takes the norm over the height of 4 patches of 3 channels and 8 columns.
    UnknownFieldSet histogram = values("gp_slopes").get(0).message(5);
    assertThat(real(histogram, 3)).isEqualTo(4 * 3 * 8);
    assertThat(reals(histogram, 7).stream().mapToDouble(Double::doubleValue).sum())
        .isEqualTo(4 * 3 * 8);
    assertThat(reals(histogram, 6)).isSorted().last().isEqualTo(real(histogram, 2));
    assertThat(real(histogram, 1)).isLessThan(real(histogram, 2));
  }

  private static double real(UnknownFieldSet message, int field) {
    return reals(message, field).get(0);
  }

  private static List<Double> reals(UnknownFieldSet message, int field) {
    return message.getField(field).getFixed64List().stream().map(Double::longBitsToDouble).toList();
  }

  @Test
  void hasSamplesAsOftenAsImagesAreWantedAndSpectralNormsOfCheckpoints() throws IOException {
    train(4);

    assertThat(values("samples")).extracting(Tagged::step).containsExactly(2L, 4L);
    BufferedImage sheet =
        ImageIO.read(
            new ByteArrayInputStream(
                values("samples")
                    .get(1)
                    .message(4)
                    .getField(4)
                    .getLengthDelimitedList()
                    .get(0)
                    .toByteArray()));
    assertThat(sheet.getWidth()).isEqualTo(2 + 2 * (8 * TinyExperiment.SIDE + 2));
    assertThat(values("spectral_norms")).extracting(Tagged::step).containsExactly(2L, 4L);
    assertThat(tags()).anyMatch(tag -> tag.startsWith("spectral_norm/discriminator/"));
  }

  @Test
  void hasNoStepTwiceWhenATrainingGoesBackToItsCheckpoint() throws IOException {
    train(3);
    Files.delete(tiny.tensors(3));

    train(4);

    assertThat(values("d_loss")).extracting(Tagged::step).containsExactly(1L, 2L, 3L, 4L);
  }
}
