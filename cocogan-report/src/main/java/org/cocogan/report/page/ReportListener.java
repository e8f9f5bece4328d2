package org.cocogan.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cocogan.run.RunDirectory;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.WatchedTraining;

/** Writes a run's report at each checkpoint. */
final class ReportListener implements TrainingListener {
  private final RunDirectory run;
  private final ReportedRun reported;

  ReportListener(WatchedTraining training) {
    this.run = new RunDirectory(training.folder());
    this.reported = new ReportedRun(run, training.experiment(), training.coordinates());
  }

  @Override
  public String product() {
    return "report";
  }

  @Override
  public void saved(long step, Path folder) throws IOException {
    write();
  }

  @Override
  public void ended(long step) throws IOException {
    write();
  }

  private void write() throws IOException {
    RunPage.write(run.report(), List.of(reported));
  }
}
