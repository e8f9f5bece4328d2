package org.cocogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.assertj.core.data.Offset;
import org.cocogan.patch.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CubeMapTest {
  private static final int NEAR = 4;

  /** Red tells how far right a direction points, green how far up, blue how far forward. */
  @ParameterizedTest
  @CsvSource({"64, 128x256", "64, 60x120", "200, 40x96", "16, 128x256", "65, 33x130"})
  void showsEachDirectionWhereItBelongs(int side, String panoramaSize) {
    Size size = size(panoramaSize);

    PixelImage panorama = new CubeMap(compass(face -> side)).panorama(size, 0);

    assertDirections(panorama, 1.6 + 100.0 / (side * side));
  }

  @Test
  void joinsFacesOfDifferentSides() {
    PixelImage panorama =
        new CubeMap(compass(face -> 40 + 17 * face.label().length()))
            .panorama(new Size(64, 128), 0);

    assertDirections(panorama, 1.6);
  }

  @Test
  void keepsAFlatGreyFlat() {
    Map<CubeFace, PixelImage> faces = new EnumMap<>(CubeFace.class);
    for (CubeFace face : CubeFace.values()) {
      byte[] pixels = new byte[9 * 9];
      Arrays.fill(pixels, (byte) 201);
      faces.put(face, new PixelImage(new Size(9, 9), 1, pixels));
    }

    assertThat(Samples.values(new CubeMap(faces).panorama(new Size(20, 40), 0))).containsOnly(201);
  }

  @Test
  void doesNotAliasAFineCheckerboard() {
    Map<CubeFace, PixelImage> faces = new EnumMap<>(CubeFace.class);
    for (CubeFace face : CubeFace.values()) {
      byte[] pixels = new byte[256 * 256];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) ((i / 256 + i % 256) % 2 == 0 ? 0 : 255);
      }
      faces.put(face, new PixelImage(new Size(256, 256), 1, pixels));
    }

    for (int value : Samples.values(new CubeMap(faces).panorama(new Size(32, 64), 0))) {
      assertThat(value).isCloseTo(128, Offset.offset(16));
    }
  }

  @ParameterizedTest
  @CsvSource({"96x192", "128x256", "192x384"})
  void hidesTheEdgesOfTheCubeInARealSky(String panoramaSize) throws IOException {
    Map<CubeFace, PixelImage> faces = new EnumMap<>(CubeFace.class);
    for (CubeFace face : CubeFace.values()) {
      String label = face.label();
      String name = "skybox/" + Character.toUpperCase(label.charAt(0)) + label.substring(1);
      faces.put(face, new ImageDecoder(3).decode(Samples.resource(name + ".jpg")));
    }

    PixelImage panorama = new CubeMap(faces).panorama(size(panoramaSize), 0);

    Steps steps = new Steps(panorama);
    assertThat(steps.acrossEdges()).isPositive().isLessThan(1.1 * steps.nearEdges());
  }

  @Test
  void refusesFacesThatMakeNoCube() {
    Map<CubeFace, PixelImage> faces = compass(face -> 8);
    faces.put(CubeFace.LEFT, Samples.noise(new Size(8, 9), 3, 0));
    assertThatThrownBy(() -> new CubeMap(faces))
        .isInstanceOf(DataException.class)
        .hasMessage("its face left has 8x9 pixels; a face is square, its side 2 to 4096");
    faces.remove(CubeFace.LEFT);
    assertThatThrownBy(() -> new CubeMap(faces))
        .isInstanceOf(DataException.class)
        .hasMessage("its face left is missing");
  }

  @Test
  void refusesAPanoramaThatIsTooHigh() {
    CubeMap cube = new CubeMap(compass(face -> 8));

    assertThat(cube.panorama(new Size(8, 16), 0).size()).isEqualTo(new Size(8, 16));
    assertThatThrownBy(() -> cube.panorama(new Size(9, 16), 0))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "9x16 pixels are no panorama: its height is at most half its width, such as 8x16");
  }

  private static Size size(String text) {
    int cross = text.indexOf('x');
    return new Size(
        Integer.parseInt(text.substring(0, cross)), Integer.parseInt(text.substring(cross + 1)));
  }

  /** Faces of a cube on which each direction has a colour of its own. */
  private static Map<CubeFace, PixelImage> compass(ToIntFunction<CubeFace> sides) {
    Map<CubeFace, PixelImage> faces = new EnumMap<>(CubeFace.class);
    for (CubeFace face : CubeFace.values()) {
      int side = sides.applyAsInt(face);
      byte[] pixels = new byte[side * side * 3];
      for (int i = 0; i < side * side; i++) {
        int y = i / side;
        int x = i % side;
        double row = (2.0 * y + 1) / side - 1;
        double column = (2.0 * x + 1) / side - 1;
        double length = Math.sqrt(1 + row * row + column * column);
        // Written out here, so that a mirrored or turned face of the program does not go unnoticed.
        double[] direction =
            switch (face) {
              case FRONT -> new double[] {column, -row, 1};
              case RIGHT -> new double[] {1, -row, -column};
              case BACK -> new double[] {-column, -row, -1};
              case LEFT -> new double[] {-1, -row, column};
              case UP -> new double[] {column, 1, row};
              case DOWN -> new double[] {column, -1, -row};
            };
        for (int axis = 0; axis < 3; axis++) {
          pixels[i * 3 + axis] = (byte) Math.round(colour(direction[axis] / length));
        }
      }
      faces.put(face, new PixelImage(new Size(side, side), 3, pixels));
    }
    return faces;
  }

  private static double colour(double component) {
    return 127.5 + 120 * component;
  }

  private static void assertDirections(PixelImage panorama, double tolerance) {
    int[] values = Samples.values(panorama);
    int height = panorama.size().height();
    int width = panorama.size().width();
    for (int i = 0; i < height * width; i++) {
      int row = i / width;
      int column = i % width;
      double latitude = (height / 2.0 - row - 0.5) * 2 * Math.PI / width;
      double longitude = (column + 0.5) * 2 * Math.PI / width - Math.PI;
      double[] direction = {
        Math.cos(latitude) * Math.sin(longitude),
        Math.sin(latitude),
        Math.cos(latitude) * Math.cos(longitude)
      };
      for (int axis = 0; axis < 3; axis++) {
        assertThat((double) values[i * 3 + axis])
            .as("axis %d at row %d, column %d of %dx%d", axis, row, column, height, width)
            .isCloseTo(colour(direction[axis]), Offset.offset(tolerance));
      }
    }
  }

  /** Mean absolute differences of pixels side by side, at the edges of the cube and near them. */
  private static final class Steps {
    private final PixelImage panorama;
    private final int[] values;
    private double across;
    private int acrossCount;
    private double near;
    private int nearCount;

    Steps(PixelImage panorama) {
      this.panorama = panorama;
      values = Samples.values(panorama);
      int height = panorama.size().height();
      int width = panorama.size().width();
      for (int row = 0; row + 1 < height; row++) {
        for (int column = 0; column < width; column++) {
          add(row, column, 0, 1);
          add(row, column, 1, 0);
        }
      }
    }

    double acrossEdges() {
      return across / acrossCount;
    }

    double nearEdges() {
      return near / nearCount;
    }

    private void add(int row, int column, int down, int right) {
      double step = 0;
      for (int channel = 0; channel < 3; channel++) {
        step += Math.abs(value(row, column, channel) - value(row + down, column + right, channel));
      }
      if (face(row, column) != face(row + down, column + right)) {
        across += step / 3;
        acrossCount++;
      } else if (face(row - NEAR * down, column - NEAR * right)
          != face(row + NEAR * down, column + NEAR * right)) {
        near += step / 3;
        nearCount++;
      }
    }

    private int value(int row, int column, int channel) {
      int width = panorama.size().width();
      return values[(row * width + column % width) * 3 + channel];
    }

    private CubeFace face(int row, int column) {
      int width = panorama.size().width();
      double latitude = (panorama.size().height() / 2.0 - row - 0.5) * 2 * Math.PI / width;
      double longitude = (column + 0.5) * 2 * Math.PI / width - Math.PI;
      return CubeFace.towards(
          Math.cos(latitude) * Math.sin(longitude),
          Math.sin(latitude),
          Math.cos(latitude) * Math.cos(longitude));
    }
  }
}
