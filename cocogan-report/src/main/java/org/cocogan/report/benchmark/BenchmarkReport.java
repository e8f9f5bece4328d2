package org.cocogan.report.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A measurement as text for people, or as one JSON object. */
public final class BenchmarkReport {
  private static final double GIGA = 1e-9;

  private final String title;
  private final String stepKey;
  private final String rateKey;
  private final String rateUnit;

  private BenchmarkReport(String title, String stepKey, String rateKey, String rateUnit) {
    this.title = title;
    this.stepKey = stepKey;
    this.rateKey = rateKey;
    this.rateUnit = rateUnit;
  }

  /** The report on training steps. */
  public static BenchmarkReport training() {
    return new BenchmarkReport("training step", "step", "train_images_per_s", "images/s");
  }

  /** The report on drawing. */
  public static BenchmarkReport generation() {
    return new BenchmarkReport("generation of a batch", "batch", "patches_per_s", "patches/s");
  }

  /** One line for each number. */
  public String text(Workload workload, BenchmarkResult measured) {
    return String.format(
        Locale.ROOT,
        """
        %s: width %d, batch %d, micro patch %dx%d, median of %d
          engine      %s
          time        %.4f s (least %.4f s)
          speed       %.1f %s
          arithmetic  %.2f G multiply-accumulates, %.1f G/s
          peak        %.1f G/s in 3x3 convolutions of these sizes; %.0f %% of it reached
          limit       %s\
        """,
        title,
        workload.width(),
        workload.batch(),
        workload.micro(),
        workload.micro(),
        workload.steps(),
        measured.engine(),
        measured.time().median(),
        measured.time().least(),
        measured.perSecond(),
        rateUnit,
        measured.multiplyAccumulates() * GIGA,
        measured.rate() * GIGA,
        measured.peak() * GIGA,
        measured.peakShare() * 100,
        measured.limit());
  }

  /** All numbers in one line; seconds, and counts a second. */
  public String json(Workload workload, BenchmarkResult measured) {
    ObjectNode node = JsonMapper.builder().build().createObjectNode();
    node.put("engine", measured.engine());
    node.put("threads", workload.threads());
    node.put("precision", workload.precision().label());
    node.put("width", workload.width());
    node.put("micro", workload.micro());
    node.put("batch", workload.batch());
    node.put("steps", workload.steps());
    node.put(stepKey + "_s", measured.time().median());
    node.put(stepKey + "_min_s", measured.time().least());
    node.put(rateKey, measured.perSecond());
    node.put("multiply_accumulates", measured.multiplyAccumulates());
    node.put("multiply_accumulates_per_s", measured.rate());
    node.put("peak_multiply_accumulates_per_s", measured.peak());
    node.put("peak_share", measured.peakShare());
    node.put("limit", measured.limit());
    return node.toString();
  }
}
