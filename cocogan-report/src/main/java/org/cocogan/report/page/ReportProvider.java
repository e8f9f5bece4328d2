package org.cocogan.report.page;

import java.util.Optional;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingListenerProvider;
import org.cocogan.training.WatchedTraining;

/** A report of the run, unless {@code log_params.report} is False. */
public final class ReportProvider implements TrainingListenerProvider {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public String description() {
    return "Writes report.html into the run's folder at each checkpoint.";
  }

  @Override
  public Optional<TrainingListener> create(WatchedTraining training) {
    return training.experiment().log().report()
        ? Optional.of(new ReportListener(training))
        : Optional.empty();
  }
}
