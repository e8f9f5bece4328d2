package org.cocogan.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.cocogan.plugin.Plugins;
import org.cocogan.studio.Sources;
import org.cocogan.studio.Studio;
import org.cocogan.testkit.Browser;
import org.cocogan.wiring.Workbench;

/**
 * The pictures that Chromium shows while a slider of the studio is dragged, no position twice.
 *
 * @param seconds that it was dragged for
 * @param between seconds from one picture to the next, ascending
 */
record SliderBenchmark(double seconds, List<Double> between) {
  private static final int PINS = 60;

  /** Pins images, then moves the slider a hundredth of the way between two with every frame. */
  private static final String DRAG =
      """
      (async (pins, milliseconds) => {
        const later = (some) => new Promise((done) => setTimeout(done, some));
        const byId = (id) => document.getElementById(id);
        while (document.documentElement.dataset.tiles !== "shown") {
          await later(100);
        }
        for (let i = 0; i < pins; i++) {
          byId("number").value = 1000 + i;
          byId("number").dispatchEvent(new Event("change"));
          byId("pin").click();
        }
        await later(3000);
        performance.clearResourceTimings();
        performance.setResourceTimingBufferSize(100000);
        const slider = byId("walk");
        const begun = performance.now();
        for (let at = 0; performance.now() - begun < milliseconds; at += 0.01) {
          slider.value = at;
          slider.dispatchEvent(new Event("input"));
          await new Promise(requestAnimationFrame);
        }
        return performance.getEntriesByType("resource")
          .filter((entry) => entry.name.includes("/iiif/") && entry.responseStatus === 200)
          .map((entry) => entry.responseEnd).sort((a, b) => a - b);
      })
      """;

  /**
   * Measures.
   *
   * @param folder of a run
   * @param profile a folder for the browser
   * @param seconds to drag for
   * @param told what is noteworthy
   */
  static SliderBenchmark measure(Path folder, Path profile, int seconds, Consumer<String> told)
      throws Exception {
    try (Sources sources = StudioBenchmark.open(Workbench.create(Plugins.none()), folder, told);
        Studio studio = Studio.open(sources, StudioBenchmark.HOST, 0, told);
        Browser browser = Browser.start(profile, 1000, 700)) {
      browser.open(studio.address());
      JsonNode ends = browser.evaluate(DRAG + "(" + PINS + ", " + seconds * 1000L + ")");
      List<Double> between =
          IntStream.range(1, ends.size())
              .mapToDouble(i -> (ends.get(i).asDouble() - ends.get(i - 1).asDouble()) * 1e-3)
              .sorted()
              .boxed()
              .toList();
      return new SliderBenchmark(seconds, between);
    }
  }

  /** For people. */
  String text() {
    if (between.isEmpty()) {
      return "no pictures came";
    }
    return String.format(
        Locale.ROOT,
        "%.1f pictures a second; %.0f ms from one to the next at the median, %.0f ms in one of a"
            + " hundred",
        (between.size() + 1) / seconds,
        between.get(between.size() / 2) * 1e3,
        between.get((int) (between.size() * 0.99)) * 1e3);
  }
}
