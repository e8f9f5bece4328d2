package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.cocogan.CocoGanException;
import org.cocogan.data.AnimatedGif;
import org.cocogan.data.AnimatedPng;
import org.cocogan.data.ContactSheet;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.data.large.ContactSheetFile;
import org.cocogan.file.FileFailures;
import org.cocogan.patch.Size;

/** The files that a command draws into one folder. */
public final class PictureFiles {
  private final Path folder;
  private final OptionalInt scale;
  private final List<Path> written = new ArrayList<>();

  private PictureFiles(Path folder, OptionalInt scale) {
    this.folder = folder;
    this.scale = scale;
  }

  /**
   * Makes the folder, if it is not there yet. Sheets and animations are shown as large as people
   * see them well, images alone as they are.
   *
   * @throws CocoGanException if it cannot be made
   */
  public static PictureFiles in(Path folder) {
    return in(folder, OptionalInt.empty());
  }

  /**
   * Makes the folder, if it is not there yet.
   *
   * @param scale how many times over, along both axes, all files show each pixel
   * @throws CocoGanException if it cannot be made
   */
  public static PictureFiles in(Path folder, OptionalInt scale) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CocoGanException(
          "cannot make the folder " + FileFailures.describe(e) + "; choose another --output");
    }
    return new PictureFiles(folder, scale);
  }

  /** Where they are. */
  public Path folder() {
    return folder;
  }

  /** The files written so far, in that order. */
  public List<Path> written() {
    return List.copyOf(written);
  }

  /** Writes an image alone, as a PNG of a name without ending. */
  public void png(String name, PixelImage image) {
    write(name, image.enlarged(scale.orElse(1)));
  }

  private void write(String name, PixelImage image) {
    Path file = folder.resolve(name + ".png");
    Images.writePng(file, image.pixels(), image.size(), image.channels());
    written.add(file);
  }

  /**
   * Writes a contact sheet, as a PNG of a name without ending.
   *
   * @param columns images in a row, at least one
   * @param images at least one, all of one size
   */
  public void sheet(String name, int columns, List<PixelImage> images) {
    write(name, layout(columns, images.get(0).size()).tile(images));
  }

  private ContactSheet layout(int columns, Size image) {
    ContactSheet visible = ContactSheet.visible(columns, image);
    return scale.isPresent() ? visible.scaled(scale.getAsInt()) : visible;
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
        new ContactSheetFile(
            file, layout(ContactSheet.square(count).columns(), image), count, image, channels);
    written.add(file);
    return sheet;
  }

  /** How many times over, along both axes, animations of images of a size show each pixel. */
  public int animationScale(Size image) {
    return scale.orElseGet(() -> ContactSheet.visibleScale(image));
  }

  /**
   * Writes an animation of a name without ending: a GIF, and a PNG in all colours.
   *
   * @param delay milliseconds that each frame is shown
   */
  public void animation(String name, List<PixelImage> frames, int delay) {
    int times = animationScale(frames.get(0).size());
    List<PixelImage> shown = frames.stream().map(frame -> frame.enlarged(times)).toList();
    Path gif = folder.resolve(name + ".gif");
    AnimatedGif.write(gif, shown, delay);
    written.add(gif);
    Path png = folder.resolve(name + "-animated.png");
    AnimatedPng.write(png, shown, delay);
    written.add(png);
  }
}
