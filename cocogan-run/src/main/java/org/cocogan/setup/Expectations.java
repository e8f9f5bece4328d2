package org.cocogan.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.cocogan.experiment.Experiment;
import org.cocogan.experiment.Period;
import org.cocogan.patch.PatchLayout;
import org.cocogan.run.StatusLine;
import org.cocogan.setup.FirstConfiguration.Fitted;

/** Tells what there will be to see of a training, and when, in lines for people. */
public final class Expectations {
  /** The quickstart and its like at 64 pixels: docs/quickstart.md. */
  private static final long COLOURS = 500;

  private static final long SHAPES = 2000;

  private Expectations() {}

  /** What was found, what fits, and when to look. */
  public static List<String> of(Fitted fitted) {
    Experiment experiment = fitted.experiment();
    PatchLayout layout = experiment.data().layout();
    List<String> lines = new ArrayList<>();
    lines.add("pictures   " + fitted.pictures());
    lines.add("machine    " + fitted.machine());
    lines.add(
        String.format(
            Locale.ROOT,
            "fits       images of %s, macro patches of %s, micro patches of %s; %s coordinates",
            layout.full(),
            layout.macro(),
            layout.micro(),
            experiment.data().coordinateSystem()));
    if (fitted.step().isEmpty()) {
      lines.add("time       not measured, as this is for another machine");
      return lines;
    }
    double seconds = fitted.step().get().seconds();
    lines.add(
        String.format(
            Locale.ROOT,
            "step       %.3f s, measured now%s",
            seconds,
            fitted.step().get().contended() ? "; beside other programs it takes longer" : ""));
    lines.add("sheets     every " + after(seconds, experiment.log().samples()));
    lines.add("expect     colours in their places after about " + after(seconds, COLOURS));
    lines.add("           shapes after about " + after(seconds, SHAPES));
    OptionalLong steps = experiment.training().steps();
    steps.ifPresent(last -> lines.add("           the last step after " + after(seconds, last)));
    return lines;
  }

  private static String after(double seconds, Period period) {
    return after(seconds, period.steps());
  }

  private static String after(double seconds, long steps) {
    return String.format(
        Locale.ROOT, "%s (%,d steps)", StatusLine.duration(Math.round(seconds * steps)), steps);
  }
}
