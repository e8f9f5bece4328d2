package com.example;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.patch.PixelRegion;
import org.cocogan.render.Drawing;

/** Draws image 7 of seed 0 from an exported model, a region of it, and one micro patch. */
final class Draw {
  private Draw() {}

  public static void main(String[] arguments) throws IOException {
    try (Drawing model = ExportedModel.open(Path.of(arguments[0]))) {
      ImageIO.write(model.image(0, 7), "png", new File("image.png"));
      ImageIO.write(model.region(0, 7, new PixelRegion(2, 3, 8, 10)), "png", new File("part.png"));
      ImageIO.write(model.patch(0, 7, 0, 1), "png", new File("patch.png"));
    }
  }
}
