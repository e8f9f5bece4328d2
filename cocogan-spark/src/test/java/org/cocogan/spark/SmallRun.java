package org.cocogan.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.cocogan.cli.Main;

/**
 * A run of 16x16 images whose steps take milliseconds, and what one machine makes of it.
 *
 * @param folder holds {@code images}, {@code mixed}, {@code small.yaml} and {@code runs}
 */
record SmallRun(Path folder) {
  private static final int IMAGES = 200;
  private static final int SIDE = 16;

  static SmallRun in(Path folder) throws IOException {
    SmallRun small = new SmallRun(folder);
    Files.createDirectories(small.images());
    Random random = new Random(1);
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        image.setRGB(pixel % SIDE, pixel / SIDE, random.nextInt());
      }
      ImageIO.write(image, "png", small.images().resolve(i + ".png").toFile());
    }
    Files.createDirectories(small.mixed());
    for (int i = 0; i < IMAGES; i += 2) {
      Files.copy(small.images().resolve(i + ".png"), small.mixed().resolve(i + ".png"));
    }
    Files.copy(small.images().resolve("8.png"), small.mixed().resolve("8 again.png"));
    Files.write(small.mixed().resolve("broken.png"), new byte[] {1, 2, 3});
    Files.writeString(
        small.configuration(),
        """
        data_params:
          dataset: '%s'
          full_image_size: [16, 16]
          macro_patch_size: [8, 8]
          micro_patch_size: [4, 4]
          coordinate_system: toroidal
        train_params:
          batch_size: 4
          steps: 6
          threads: 1
          ema_decay: 0.9
        model_params:
          z_dim: 4
          ngf_base: 2
          ndf_base: 2
          aux_dim: 4
        log_params:
          exp_name: small
          log_dir: '%s'
          log_step: 1
          ckpt_step: 2
          tensorboard: False
          report: False
        """
            .formatted(small.images(), folder.resolve("runs")));
    return small;
  }

  Path images() {
    return folder.resolve("images");
  }

  /** Some of the images, one of them twice, and a file that is none. */
  Path mixed() {
    return folder.resolve("mixed");
  }

  Path configuration() {
    return folder.resolve("small.yaml");
  }

  Path run(String name) {
    return folder.resolve("runs").resolve(name);
  }

  /** Executes a command as one machine does; it must succeed. */
  static String alone(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(out), new PrintWriter(err))
            .execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
    assertThat(code).as("exit code; %s", err).isZero();
    return out.toString();
  }
}
