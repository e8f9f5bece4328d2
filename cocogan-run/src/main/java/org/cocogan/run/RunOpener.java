package org.cocogan.run;

import com.google.inject.ImplementedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.cocogan.tensor.Precision;
import org.cocogan.wiring.Workbench;

/** Opens runs for drawing. */
@ImplementedBy(RunOpener.Anew.class)
public interface RunOpener {
  /**
   * Opens one, as {@link TrainedRun#forDrawing} does.
   *
   * @return to be closed by whoever draws
   */
  TrainedRun open(
      Workbench workbench,
      Path folder,
      Optional<String> backend,
      Precision precision,
      Consumer<String> notices)
      throws IOException;

  /** Opens a run whenever it is asked for. */
  final class Anew implements RunOpener {
    /** Creates one for Guice. */
    public Anew() {}

    @Override
    public TrainedRun open(
        Workbench workbench,
        Path folder,
        Optional<String> backend,
        Precision precision,
        Consumer<String> notices)
        throws IOException {
      return TrainedRun.forDrawing(workbench, folder, backend, precision, notices);
    }
  }
}
