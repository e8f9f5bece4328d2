package org.cocogan.studio;

import java.util.Optional;
import org.cocogan.CocoGanException;
import org.cocogan.data.PixelImage;
import org.cocogan.patch.PixelRegion;
import org.cocogan.render.MacroPatchReader.Reading;
import org.cocogan.render.Position;
import org.cocogan.run.RealMacroPatches;
import org.cocogan.run.TrainedRun;

/**
 * Finds the images that continue pictures, by the networks of a run, which are prepared when the
 * first picture is given.
 *
 * <p>Any number of threads may ask; it reads for one after another.
 */
final class Completer implements AutoCloseable {
  private static final String PICTURE = "the picture";

  private final TrainedRun run;
  private Optional<RealMacroPatches> opened = Optional.empty();
  private boolean closed;

  /**
   * The latent vector and the place that were read off a picture.
   *
   * @param reading the latent vector of the image that continues it, and where in that it lies
   * @param region of that image where it lies
   */
  record Completed(Reading reading, PixelRegion region) {}

  private Completer(TrainedRun run) {
    this.run = run;
  }

  /** That of a run, if it has learnt to. */
  static Optional<Completer> of(TrainedRun run) {
    try {
      RealMacroPatches.require(run);
      return Optional.of(new Completer(run));
    } catch (CocoGanException e) {
      return Optional.empty();
    }
  }

  /** Channels of the pictures that it takes. */
  int channels() {
    return run.channels();
  }

  /**
   * Reads a picture.
   *
   * @param at where the macro patch to read is in it; the picture is the macro patch if empty
   * @throws Refusal if the picture does not fit
   */
  synchronized Completed complete(PixelImage picture, Optional<Position> at) {
    if (closed) {
      throw Refusal.busy();
    }
    RealMacroPatches patches = opened.orElseGet(() -> RealMacroPatches.of(run));
    opened = Optional.of(patches);
    try {
      PixelImage macroPatch =
          at.isPresent()
              ? patches.whole(PICTURE, picture).part(patches.region(at.get()))
              : patches.macroPatch(PICTURE, picture);
      Reading reading = patches.read(macroPatch);
      return new Completed(reading, patches.region(reading.position()));
    } catch (CocoGanException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    opened.ifPresent(RealMacroPatches::close);
  }
}
