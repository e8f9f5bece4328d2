package org.cocogan.report.tensorboard;

import java.io.IOException;
import java.util.Optional;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingListenerProvider;
import org.cocogan.training.WatchedTraining;

/** Events for TensorBoard, unless {@code log_params.tensorboard} is False. */
public final class TensorBoardProvider implements TrainingListenerProvider {
  @Override
  public String name() {
    return "tensorboard";
  }

  @Override
  public String description() {
    return "Writes events for TensorBoard into the run's folder.";
  }

  @Override
  public Optional<TrainingListener> create(WatchedTraining training) throws IOException {
    return training.experiment().log().tensorBoard()
        ? Optional.of(TensorBoard.begin(training))
        : Optional.empty();
  }
}
