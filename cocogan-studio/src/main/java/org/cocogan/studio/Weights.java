package org.cocogan.studio;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.cocogan.deploy.ExportedModel;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.render.PartInputs;
import org.cocogan.render.PartedPicture;
import org.cocogan.render.PatchRenderer;
import org.cocogan.render.Picture;
import org.cocogan.render.SharedParts;
import org.cocogan.render.TruncatedPatches;
import org.cocogan.run.TrainedRun;
import org.cocogan.tensor.HostArray;

/**
 * Trained weights that are open for drawing.
 *
 * <p>Any number of threads may ask for pictures.
 */
final class Weights implements AutoCloseable {
  private static final int DIGITS = 32;

  private final String digest;
  private final long step;
  private final LatentSpace latentSpace;
  private final CoordinateSystem coordinates;
  private final IntFunction<CoordinateSystem> extrapolated;
  private final int trainedSteps;
  private final Painter painter;

  /** For styles that were moved towards their mean. */
  private final Optional<Painter> truncating;

  private final Optional<Completer> completer;
  private final AutoCloseable opened;

  /** A renderer, and what computes the parts of its pictures. */
  private record Painter(PatchRenderer renderer, SharedParts shared) {
    static Painter of(PatchRenderer renderer) {
      return new Painter(
          renderer, renderer.shared(Limits.MOST_PARTS_WAITING, Limits.MOST_BYTES_KEPT));
    }

    void close() {
      shared.close();
      renderer.close();
    }
  }

  private Weights(
      String digest,
      long step,
      LatentSpace latentSpace,
      CoordinateSystem coordinates,
      IntFunction<CoordinateSystem> extrapolated,
      int trainedSteps,
      PatchRenderer renderer,
      Optional<PatchRenderer> truncating,
      Optional<Completer> completer,
      AutoCloseable opened) {
    this.digest = digest.substring(0, DIGITS);
    this.step = step;
    this.latentSpace = latentSpace;
    this.coordinates = coordinates;
    this.extrapolated = extrapolated;
    this.trainedSteps = trainedSteps;
    this.completer = completer;
    this.opened = opened;
    painter = Painter.of(renderer);
    this.truncating = truncating.map(Painter::of);
  }

  /** Those of a run's checkpoint, which is closed with them. */
  static Weights of(TrainedRun run) {
    // Pictures are encoded, and shown, by the same processors.
    run.backend().yieldProcessors();
    return new Weights(
        run.digest(),
        run.step(),
        run.networks().settings().latentSpace(),
        run.coordinates(),
        steps -> run.drawnParts().extrapolated(steps),
        run.extrapolationSteps(),
        run.renderer(TrainedRun.USUAL_SEED),
        run.hasStyles() ? Optional.of(run.truncating(TrainedRun.USUAL_SEED)) : Optional.empty(),
        Completer.of(run),
        run);
  }

  /**
   * Those of a model, which is closed with them.
   *
   * @param digest of its file
   */
  static Weights of(ExportedModel model, String digest) {
    return new Weights(
        digest,
        model.step(),
        model.latentSpace(),
        model.coordinates(),
        steps -> {
          throw Refusal.bad(
              "an exported model keeps the coordinates of its image, and none beyond");
        },
        0,
        model.renderer(TrainedRun.USUAL_SEED),
        Optional.empty(),
        Optional.empty(),
        model);
  }

  /** Hexadecimal digits that no other weights have. */
  String digest() {
    return digest;
  }

  /** Training steps behind them. */
  long step() {
    return step;
  }

  LatentSpace latentSpace() {
    return latentSpace;
  }

  /** The positions and coordinates of an image that goes on nowhere. */
  CoordinateSystem coordinates() {
    return coordinates;
  }

  /** Micro patches beyond each open edge that they were trained to draw. */
  int trainedSteps() {
    return trainedSteps;
  }

  /** The positions and coordinates of an image, which may go on beyond the edges. */
  CoordinateSystem coordinates(ImageName name) {
    try {
      return name.extrapolation() == 0 ? coordinates : extrapolated.apply(name.extrapolation());
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
  }

  /** Whether they know more coordinates than those of the micro patches of an image. */
  boolean knowsMacroPatches() {
    return opened instanceof TrainedRun;
  }

  /** Whether a picture may lie between whole positions. */
  boolean drawsBetweenPositions() {
    return knowsMacroPatches() && !painter.renderer().makesRectangles();
  }

  /** Whether they draw images without end. */
  boolean drawsFields() {
    return painter.renderer().makesRectangles()
        && (coordinates.verticallyCyclic() || coordinates.horizontallyCyclic());
  }

  /** What completes pictures, if they have learnt to. */
  Optional<Completer> completer() {
    return completer;
  }

  /** Whether they draw in styles that can be moved towards their mean. */
  boolean truncates() {
    return truncating.isPresent();
  }

  /**
   * What computes the parts of a picture of that name.
   *
   * @throws Refusal if its styles were to be moved, and there are none
   */
  SharedParts shared(ImageName name) {
    return painter(name).shared();
  }

  private Painter painter(ImageName name) {
    if (name.truncation().isEmpty()) {
      return painter;
    }
    return truncating.orElseThrow(
        () -> Refusal.bad("these weights have no styles to move towards their mean"));
  }

  /**
   * An image, with nothing of it drawn.
   *
   * @throws Refusal if there is no such image
   */
  PartedPicture picture(ImageName name) {
    try {
      PatchRenderer drawn = painter(name).renderer().withCoordinates(coordinates(name));
      if (name.field().isPresent()) {
        LatentName.Image image = name.latent().image();
        return drawn
            .withSeed(image.seed())
            .field(image.number(), name.field().get())
            .parted(Limits.ENDLESS_SIDE);
      }
      HostArray latent = name.latent().in(latentSpace);
      return drawn.parted(
          new Picture(
              name.truncation().map(psi -> TruncatedPatches.with(psi, latent)).orElse(latent),
              name.at()));
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What the parts of a request are computed from.
   *
   * @throws Refusal if those are too many, or coordinates are not known there
   */
  static List<PartInputs> inputs(PartedPicture picture, ImageRequest request) {
    Limits.requireParts(picture.parts(request.region()));
    try {
      return picture.inputs(request.region());
    } catch (IllegalArgumentException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()));
    }
  }

  /** How images are divided. */
  PatchLayout layout() {
    return coordinates.layout();
  }

  /** Micro patches of an image. */
  Grid grid() {
    return coordinates.microGrid();
  }

  @Override
  public void close() {
    completer.ifPresent(Completer::close);
    painter.close();
    truncating.ifPresent(Painter::close);
    try {
      opened.close();
    } catch (Exception e) {
      throw new IllegalStateException("closing throws nothing that is checked", e);
    }
  }
}
