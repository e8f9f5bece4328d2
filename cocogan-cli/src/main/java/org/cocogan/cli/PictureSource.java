package org.cocogan.cli;

import org.cocogan.deploy.ExportedModel;
import org.cocogan.run.TrainedRun;

/**
 * The run or model that a picture is drawn from.
 *
 * @param name of the run or the model
 * @param step training steps behind its weights
 * @param channels of a picture
 * @param horizontallyCyclic whether the right edge of an image meets its left edge
 */
record PictureSource(String name, long step, int channels, boolean horizontallyCyclic) {
  static PictureSource of(TrainedRun run) {
    return new PictureSource(
        run.experiment().log().name(),
        run.step(),
        run.experiment().data().channels(),
        run.coordinates().horizontallyCyclic());
  }

  static PictureSource of(ExportedModel model, String name) {
    return new PictureSource(name, model.step(), model.channels(), model.horizontallyCyclic());
  }
}
