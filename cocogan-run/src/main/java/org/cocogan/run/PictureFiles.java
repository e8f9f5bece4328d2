package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cocogan.CocoGanException;
import org.cocogan.data.AnimatedGif;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.data.large.ContactSheetFile;
import org.cocogan.file.FileFailures;
import org.cocogan.patch.Size;

/** The files that a command draws into one folder. */
public final class PictureFiles {
  private final Path folder;
  private final List<Path> written = new ArrayList<>();

  private PictureFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder, if it is not there yet.
   *
   * @throws CocoGanException if it cannot be made
   */
  public static PictureFiles in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CocoGanException(
          "cannot make the folder " + FileFailures.describe(e) + "; choose another --output");
    }
    return new PictureFiles(folder);
  }

  /** Where they are. */
  public Path folder() {
    return folder;
  }

  /** Those written so far, in that order. */
  public List<Path> written() {
    return List.copyOf(written);
  }

  /** Writes a PNG of a name without ending. */
  public void png(String name, PixelImage image) {
    Path file = folder.resolve(name + ".png");
    Images.writePng(file, image.pixels(), image.size(), image.channels());
    written.add(file);
  }

  /**
   * Begins a contact sheet, as square as may be, as a PNG of a name without ending.
   *
   * @param count how many images it will show
   * @param image the size of each
   * @param channels of each: 3 for red, green, blue; 1 for grey
   */
  public ContactSheetFile sheet(String name, int count, Size image, int channels) {
    Path file = folder.resolve(name + ".png");
    ContactSheetFile sheet =
        new ContactSheetFile(file, ContactSheet.square(count), count, image, channels);
    written.add(file);
    return sheet;
  }

  /**
   * Writes an animated GIF of a name without ending.
   *
   * @param delay milliseconds that each frame is shown
   */
  public void gif(String name, List<PixelImage> frames, int delay) {
    Path file = folder.resolve(name + ".gif");
    AnimatedGif.write(file, frames, delay);
    written.add(file);
  }
}
