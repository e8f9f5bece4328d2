import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs test classes without Maven, for tools/gpu-proof. */
class RunTests {
  public static void main(String[] classes) {
    int failures = 0;
    for (String name : classes) {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request().selectors(selectClass(name)).build(),
              listener);
      var summary = listener.getSummary();
      System.out.printf(
          "%s: %d passed, %d failed, %d skipped%n",
          name,
          summary.getTestsSucceededCount(),
          summary.getTotalFailureCount(),
          summary.getTestsSkippedCount());
      summary.printFailuresTo(new PrintWriter(System.out, true), 3);
      // A class that is not there has no tests.
      failures += summary.getTestsSucceededCount() == 0 ? 1 : (int) summary.getTotalFailureCount();
    }
    System.exit(failures == 0 ? 0 : 1);
  }
}
