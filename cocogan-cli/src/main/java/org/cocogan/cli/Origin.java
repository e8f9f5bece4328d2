package org.cocogan.cli;

import org.cocogan.deploy.ExportedModel;
import org.cocogan.run.TrainedRun;

/**
 * What a picture is drawn from.
 *
 * @param name of the run or the model
 * @param step training steps behind its weights
 * @param channels of a picture
 * @param horizontallyCyclic whether the right edge of an image meets its left edge
 */
record Origin(String name, long step, int channels, boolean horizontallyCyclic) {
  static Origin of(TrainedRun run) {
    return new Origin(
        run.experiment().log().name(),
        run.step(),
        run.experiment().data().channels(),
        run.coordinates().horizontallyCyclic());
  }

  static Origin of(ExportedModel model, String name) {
    return new Origin(name, model.step(), model.channels(), model.horizontallyCyclic());
  }
}
