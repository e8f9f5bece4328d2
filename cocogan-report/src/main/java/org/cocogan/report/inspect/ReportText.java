package org.cocogan.report.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.cocogan.coords.ExtrapolatedCoordinateSystem;
import org.cocogan.data.Preparation;
import org.cocogan.data.Preprocessing;
import org.cocogan.experiment.DataSettings;
import org.cocogan.experiment.LogSettings;
import org.cocogan.experiment.LossSettings;
import org.cocogan.experiment.NetworkSettings;
import org.cocogan.experiment.Period;
import org.cocogan.experiment.Stage;
import org.cocogan.experiment.TrainingSettings;
import org.cocogan.model.LatentSpace;
import org.cocogan.patch.CoordinateSystem;
import org.cocogan.patch.Grid;
import org.cocogan.patch.PatchLayout;
import org.cocogan.schedule.Schedule;

/** An experiment's report for people. */
final class ReportText {
  private static final int CLASSES_SHOWN = 10;
  private static final double MEBI = 1 << 20;

  private final List<String> lines = new ArrayList<>();
  private final ExperimentReport report;

  private ReportText(ExperimentReport report) {
    this.report = report;
  }

  static List<String> of(ExperimentReport report) {
    ReportText text = new ReportText(report);
    text.lines.add(report.experiment().log().name());
    text.data();
    text.layout();
    text.coordinates();
    text.networks();
    text.work();
    text.memory();
    text.losses();
    text.optimiser();
    text.schedule();
    report.time().ifPresent(text::time);
    return List.copyOf(text.lines);
  }

  private void data() {
    DataSettings settings = report.experiment().data();
    section("data");
    line(
        "data set",
        settings.dataset()
            + settings.secondDataset().map(second -> " beside " + second).orElse(""));
    line("images", report.images());
    settings.classes().ifPresent(source -> line("classes", classes(source)));
    line(
        "prepared",
        "%s, %s"
            .formatted(
                settings.channels() == 1 ? "grey" : "colour", fitting(report.preparation())));
  }

  private String classes(String source) {
    SortedMap<String, Integer> classes = report.experiment().network().latentSpace().classes();
    String counts =
        classes.entrySet().stream()
            .limit(CLASSES_SHOWN)
            .map(its -> its.getKey() + String.format(Locale.ROOT, " (%,d)", its.getValue()))
            .collect(Collectors.joining(", "));
    String rest = classes.size() > CLASSES_SHOWN ? ", ..." : "";
    return classes.isEmpty()
        ? "not known yet, by " + source
        : "%s by %s: %s%s".formatted(classes.size(), source, counts, rest);
  }

  /** How images are made to fit, in words. */
  static String fitting(Optional<Preparation> preparation) {
    if (preparation.isEmpty()) {
      return "not possible";
    }
    boolean isOfficial = preparation.get().preprocessing() == Preprocessing.OFFICIAL;
    String crop = preparation.get().crop().toString();
    String part =
        switch (crop) {
          case "centre" -> "cropped to the middle";
          case "none" -> "squeezed";
          default -> "cropped to " + crop;
        };
    return isOfficial ? part + " and stretched to 0..255 as the released code does" : part;
  }

  private void layout() {
    PatchLayout layout = report.coordinates().layout();
    section("layout (height x width)");
    line("full image", "%s, %s micro patches", layout.full(), form(layout.microInFull()));
    line(
        "macro patch", "%s, %s micro patches (N x M)", layout.macro(), form(layout.microInMacro()));
    line("micro patch", "%s", layout.micro());
    line("macro positions", form(report.coordinates().macroPositions()));
  }

  private void coordinates() {
    CoordinateSystem system = report.generated();
    section("coordinates");
    line("system", system.name());
    line("dimension", "%d", system.dimension());
    if (system instanceof ExtrapolatedCoordinateSystem extrapolated) {
      line(
          "extrapolated",
          "%d beyond each open edge: image %s, %s micro patches, %s macro positions",
          extrapolated.steps(),
          report.generatedSize(),
          form(system.microGrid()),
          form(system.macroPositions()));
    }
  }

  private void networks() {
    NetworkSettings settings = report.experiment().network();
    NetworkCosts costs = report.networks();
    section("networks (trained parameters)");
    line("generator", "%,14d  %s", costs.generator(), settings.generator());
    line(
        "discriminator",
        "%,14d  %s, without its heads",
        costs.discriminator(),
        settings.discriminator());
    line("spatial head", "%,14d", costs.spatialHead());
    line("content head", "%,14d", costs.contentHead());
    line("variant", settings.variant().name().toLowerCase(Locale.ROOT));
    LatentSpace latents = settings.latentSpace();
    line(
        "latent vector",
        "%d, %s%s",
        latents.dimension(),
        latents.range(),
        latents.classes().isEmpty()
            ? ""
            : String.format(Locale.ROOT, ", %d of them for classes", latents.classes().size()));
  }

  private void work() {
    NetworkCosts costs = report.networks();
    section("work (multiply-accumulates, as executed)");
    boolean parts = costs.perMicroPatch() < costs.perImage();
    if (parts) {
      line("generator", "%s per micro patch", giga(costs.perMicroPatch()));
    }
    line(
        parts ? "" : "generator",
        "%s per image of %s",
        giga(costs.perImage()),
        report.generatedSize());
    line("discriminator", "%s per macro patch", giga(costs.perMacroPatch()));
  }

  private void memory() {
    TrainingMemory memory = report.memory();
    section("memory of training (an estimate of the tensors; JVM and engine come on top)");
    line("weights", mebibytes(memory.weights()));
    line("Adam's moments", mebibytes(memory.moments()));
    if (memory.average() > 0) {
      line("moving average", mebibytes(memory.average()));
    }
    line("gradients", mebibytes(memory.gradients()));
    line(
        "intermediates",
        "%s  every tensor of the largest step, batch %d",
        mebibytes(memory.intermediates()),
        report.experiment().training().batchSize());
    line("together", mebibytes(memory.total()));
  }

  private void losses() {
    LossSettings settings = report.experiment().loss();
    section("losses");
    line(
        "adversarial",
        settings.adversarial().name().toLowerCase(Locale.ROOT)
            + (settings.drift() > 0 ? ", drift " + number(settings.drift()) : ""));
    line(
        "regularizer",
        switch (settings.regularizer()) {
          case GRADIENT_PENALTY ->
              "gradient penalty, weight " + course(settings.gradientPenaltyWeight());
          case R1 -> "R1, gamma " + course(settings.r1Gamma());
          case R1_R2 -> "R1 and R2, gamma " + course(settings.r1Gamma());
          case NONE -> "none";
        });
    line("coordinate", "weight " + number(settings.coordinateWeight()));
    line(
        "content",
        settings.contentWeight() > 0 ? "weight " + number(settings.contentWeight()) : "none");
  }

  private void optimiser() {
    TrainingSettings settings = report.experiment().training();
    section("optimiser");
    line(
        "Adam",
        "beta1 %s, beta2 %s, epsilon %s",
        number(settings.beta1()),
        course(settings.beta2()),
        number(settings.adamEpsilon()));
    line("generator", player(settings.generatorRate(), settings.generatorPeriod()));
    line("discriminator", player(settings.discriminatorRate(), settings.discriminatorPeriod()));
    line("content head", player(settings.contentRate(), settings.contentPeriod()));
    if (settings.extrapolation()) {
      line("extrapolation", "both once more each time, with fakes from beyond the edges, too;");
      line("", "of the generator only the first two blocks");
    }
    line(
        "moving average",
        settings
            .emaHalfLife()
            .map(life -> "half-life of images " + course(life))
            .orElse(settings.emaDecay() > 0 ? "decay " + number(settings.emaDecay()) : "none"));
  }

  private static String course(Schedule schedule) {
    return schedule.isConstant()
        ? number(schedule.from())
        : String.format(
            Locale.ROOT,
            "%s to %s by step %,d (%s)",
            number(schedule.from()),
            number(schedule.to()),
            schedule.steps(),
            schedule.shape().name().toLowerCase(Locale.ROOT));
  }

  private static String player(Schedule rate, Period period) {
    if (period.isNever()) {
      return "not trained";
    }
    return "rate %s, every %s"
        .formatted(course(rate), period.steps() == 1 ? "step" : period.steps() + " steps");
  }

  private void schedule() {
    TrainingSettings settings = report.experiment().training();
    section("schedule");
    line(
        "batch",
        "%d macro patches at %s positions",
        settings.batchSize(),
        settings.sampling().name().toLowerCase(Locale.ROOT));
    growth();
    line("until", until(settings.epochs(), settings.steps()));
    settings.loadFrom().ifPresent(folder -> line("starts from", "%s", folder));
    line("engine", "%s on %s, seed %d", settings.backend(), settings.device(), settings.seed());
    line("run folder", "%s", report.experiment().log().runDirectory());
  }

  private void time(TrainingTime time) {
    section("time (measured now, without reading images)");
    line("a step", "%.3f s", time.secondsPerStep());
    LogSettings log = report.experiment().log();
    period("a sheet", log.samples(), time);
    period("a checkpoint", log.checkpoints(), time);
    report.experiment().training().steps().ifPresent(end -> line("all steps", time.of(end)));
  }

  private void period(String label, Period period, TrainingTime time) {
    line(label, period.isNever() ? "never" : "every " + time.of(period.steps()));
  }

  private void growth() {
    if (report.stages().size() == 1) {
      return;
    }
    for (Stage stage : report.stages()) {
      TrainingSettings settings = stage.now().training();
      line(
          stage.grown() ? "" : "grows",
          "%s macro patches from step %,d: batch %d, rates %s and %s",
          stage.now().data().layout().macro(),
          stage.first(),
          settings.batchSize(),
          course(settings.generatorRate()),
          course(settings.discriminatorRate()));
    }
  }

  private static String until(OptionalLong epochs, OptionalLong steps) {
    List<String> ends = new ArrayList<>();
    steps.ifPresent(count -> ends.add(String.format(Locale.ROOT, "step %,d", count)));
    epochs.ifPresent(count -> ends.add(String.format(Locale.ROOT, "the end of epoch %,d", count)));
    return ends.isEmpty() ? "stopped by hand (Ctrl-C), or --steps" : String.join(" or ", ends);
  }

  private void section(String title) {
    lines.add("");
    lines.add(title);
  }

  private void line(String label, String text) {
    lines.add(("  %-17s".formatted(label) + " " + text).stripTrailing());
  }

  private void line(String label, String format, Object... values) {
    line(label, String.format(Locale.ROOT, format, values));
  }

  private static String form(Grid grid) {
    return grid.rows() + "x" + grid.columns();
  }

  private static String giga(long count) {
    return String.format(Locale.ROOT, "%,9.3f G", count * 1e-9);
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,10.1f MiB", bytes / MEBI);
  }

  private static String number(double value) {
    String text = Double.toString(value).replace('E', 'e').replace(".0e", "e");
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
