package org.cocogan.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cocogan.coords.EuclideanCoordinateSystem;
import org.cocogan.engine.WithEngine;
import org.cocogan.model.Discriminator;
import org.cocogan.model.LatentSpace;
import org.cocogan.model.ModelSettings;
import org.cocogan.model.NetworkScope;
import org.cocogan.model.Parameter;
import org.cocogan.model.Variant;
import org.cocogan.network.CocoDiscriminatorProvider;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.PatchLayout;
import org.cocogan.patch.Size;
import org.cocogan.render.MacroPatchReader.Reading;
import org.cocogan.tensor.Tensor;
import org.cocogan.train.InitialValues;
import org.junit.jupiter.api.Test;

class MacroPatchReaderTest extends WithEngine {
  private static final CoordinateSystem COORDINATES =
      new EuclideanCoordinateSystem(
          new PatchLayout(new Size(16, 24), new Size(8, 8), new Size(4, 4)));
  private static final ModelSettings SETTINGS =
      new ModelSettings(
          COORDINATES.layout(), 3, LatentSpace.uniform(4), 2, 2, 2, 0, 0, 3, Variant.OFFICIAL);

  private MacroPatchReader reader(Discriminator discriminator) {
    InitialValues.set(discriminator.parameters(), 9, variables);
    return new MacroPatchReader(discriminator, SETTINGS, COORDINATES, backend, variables);
  }

  private static byte[] patch(int first, int step) {
    byte[] pixels = new byte[8 * 8 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (first + step * i);
    }
    return pixels;
  }

  @Test
  void readsWhatTheHeadsSee() {
    try (MacroPatchReader reader = reader(new CocoDiscriminatorProvider().create(SETTINGS))) {
      Reading reading = reader.read(patch(5, 7));

      assertThat(reading.latent().values()).hasSize(4);
      for (float entry : reading.latent().values()) {
        assertThat(entry).isBetween(-1f, 1f);
      }
      assertThat(reader.read(patch(5, 7)).latent().values())
          .containsExactly(reading.latent().values());
      assertThat(reader.read(patch(9, 3)).latent().values())
          .isNotEqualTo(reading.latent().values());
    }
  }

  @Test
  void findsThePositionOfTheCoordinate() {
    try (MacroPatchReader reader = reader(new CornerReader())) {
      byte[] pixels = new byte[8 * 8 * 3];
      // Red and green of the first pixel: 0 is -1, 255 is 1.
      pixels[0] = (byte) 255;
      pixels[1] = 51;

      Reading reading = reader.read(pixels);

      assertThat(reading.latent().values()).containsExactly(1, -0.6f, -1, -1);
      assertThat(reading.position().row()).isEqualTo(2);
      assertThat(reading.position().column()).isCloseTo(0.8, within(1e-3));
    }
  }

  @Test
  void refusesAPatchOfAnotherSize() {
    try (MacroPatchReader reader = reader(new CornerReader())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reader.read(new byte[12]))
          .withMessage("a macro patch of shape [1, 8, 8, 3] has 192 bytes, not 12");
    }
  }

  /** Takes the first pixel for the coordinate, and for the start of the latent vector. */
  private static final class CornerReader implements Discriminator {
    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Tensor features(Tensor macroPatch, NetworkScope scope) {
      return macroPatch.slice(2, 0, 1).slice(3, 0, 1).reshape(-1, 3);
    }

    @Override
    public Tensor realness(Tensor features, NetworkScope scope) {
      return features.sum(1);
    }

    @Override
    public Tensor realness(Tensor features, Tensor macroCoordinate, NetworkScope scope) {
      return features.sum(1);
    }

    @Override
    public Tensor coordinate(Tensor features, NetworkScope scope) {
      return features.slice(1, 0, 2);
    }

    @Override
    public Tensor latent(Tensor features, NetworkScope scope) {
      return Tensor.concat(1, features, features.slice(1, 2, 3));
    }
  }
}
