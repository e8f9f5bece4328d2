package org.cocogan.benchmarks;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.cocogan.plugin.Plugins;
import org.cocogan.studio.Sources;
import org.cocogan.studio.Studio;
import org.cocogan.wiring.Workbench;

/** A soak that tells what memory the studio takes while many requests are answered. */
final class StudioSoak {
  private StudioSoak() {}

  /**
   * Asks for as many different parts, and tells the memory ten times on the way.
   *
   * @param folder of a run
   * @param clients that ask at the same time
   */
  static void run(Path folder, int clients, int requests, Consumer<String> told) throws Exception {
    try (Sources sources = StudioBenchmark.open(Workbench.create(Plugins.none()), folder, told);
        Studio studio = Studio.open(sources, StudioBenchmark.HOST, 0, told)) {
      StudioClients outside =
          new StudioClients(studio.address(), clients, "0,0,1,1/max/0/default.png");
      int step = Math.max(1, requests / 10);
      for (int done = 0; done < requests; done += step) {
        told.accept(SoakMemory.after(done, "requests"));
        outside.askFromOutside(done, Math.min(step, requests - done));
      }
      told.accept(SoakMemory.after(requests, "requests"));
    }
  }
}
