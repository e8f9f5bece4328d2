package org.cocogan.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cocogan.data.DataException;
import org.cocogan.data.Images;
import org.cocogan.data.PixelImage;
import org.cocogan.experiment.LogSettings;
import org.cocogan.patch.PixelRegion;
import org.cocogan.patch.Size;
import org.cocogan.training.SampleImages;
import org.cocogan.training.SampleSheet;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStart;
import org.cocogan.training.TrainingStep;

/**
 * Sheets of fixed latent vectors, one a step, and a strip that shows how their first row has come
 * along.
 */
final class SampleSheets implements TrainingListener {
  private static final int ROWS_OF_STRIP = 10;

  private final RunDirectory run;
  private final LogSettings settings;
  private final SampleImages samples;
  private final TrainingListeners listeners;
  private final Set<Path> passedOver = new HashSet<>();
  private Optional<Path> latest = Optional.empty();

  /**
   * Prepares sheets.
   *
   * @param settings say when a sheet is due
   * @param samples draws the images
   * @param listeners hear of the sheets, and of older ones that cannot be read
   */
  SampleSheets(
      RunDirectory run, LogSettings settings, SampleImages samples, TrainingListeners listeners) {
    this.run = run;
    this.settings = settings;
    this.samples = samples;
    this.listeners = listeners;
  }

  @Override
  public String product() {
    return "sample sheet";
  }

  /**
   * Draws what untrained networks make, to compare with: it says nothing of the training. Of a
   * training that goes on, draws the sheet that a kill right after the checkpoint has prevented.
   */
  @Override
  public void started(TrainingStart start) throws IOException {
    if (start.step() == 0) {
      write(0);
    } else if (settings.samples().isDue(start.step()) && Files.notExists(file(start.step()))) {
      draw(start.step());
    }
  }

  @Override
  public void stepped(TrainingStep step) throws IOException {
    if (settings.samples().isDue(step.step())) {
      draw(step.step());
    }
  }

  @Override
  public void ended(long step) throws IOException {
    if (latest.filter(file(step)::equals).isEmpty()) {
      draw(step);
    }
  }

  /** The latest sheet, if one was drawn. */
  Optional<Path> latest() {
    return latest;
  }

  /** The strip, if a sheet was drawn. */
  Optional<Path> strip() {
    return latest.map(sheet -> stripFile());
  }

  private Path stripFile() {
    return run.samples().resolve("progress.png");
  }

  private Path file(long step) {
    return run.samples().resolve(String.format(Locale.ROOT, "step-%08d.png", step));
  }

  private void draw(long step) throws IOException {
    Path file = write(step);
    latest = Optional.of(file);
    listeners.drawn(new SampleSheet(step, samples.after(step), file));
  }

  private Path write(long step) throws IOException {
    PixelImage sheet = samples.sheetAfter(step);
    Path file = file(step);
    Images.writePng(file, sheet.pixels(), sheet.size(), sheet.channels());
    writeStrip(sheet.size());
    return file;
  }

  private void writeStrip(Size sheet) throws IOException {
    PixelRegion firstRow = new PixelRegion(0, 0, samples.rowHeight(), sheet.width());
    ProgressStrip strip = new ProgressStrip();
    for (Path file : Spread.of(run.sheets(), ROWS_OF_STRIP)) {
      read(file)
          .filter(whole -> whole.size().equals(sheet))
          .ifPresent(whole -> strip.add(RunDirectory.stepOfSheet(file), whole.part(firstRow)));
    }
    PixelImage drawn = strip.draw();
    Images.writePng(stripFile(), drawn.pixels(), drawn.size(), drawn.channels());
  }

  /** An older sheet; one that is damaged is left out of the strip. */
  private Optional<PixelImage> read(Path sheet) {
    try {
      return Optional.of(Images.read(sheet, samples.channels()));
    } catch (DataException e) {
      if (passedOver.add(sheet)) {
        listeners.say(e.getMessage() + "; the strip goes without it");
      }
      return Optional.empty();
    }
  }
}
