package org.cocogan.cli;

import java.io.PrintWriter;
import java.util.OptionalLong;
import org.cocogan.download.Download;
import org.cocogan.run.StatusLine;

/** The progress of a download, at a terminal. */
final class DownloadProgress implements Download.Listener {
  private static final long STEP = 1 << 20;

  private final StatusLine status;
  private long shown;

  private DownloadProgress(StatusLine status) {
    this.status = status;
  }

  /** Shows it on standard error; nothing where that is no terminal. */
  static Download.Listener to(PrintWriter err) {
    return Terminal.isAttached()
        ? new DownloadProgress(new StatusLine(err, true))
        : (done, total) -> {};
  }

  @Override
  public void progress(long done, OptionalLong total) {
    boolean last = total.equals(OptionalLong.of(done));
    if (last || done - shown >= STEP) {
      shown = done;
      String of = total.isPresent() ? " of " + (total.getAsLong() >> 20) : "";
      String line = (done >> 20) + of + " MB";
      if (last) {
        status.say(line);
      } else {
        status.show(line);
      }
    }
  }
}
