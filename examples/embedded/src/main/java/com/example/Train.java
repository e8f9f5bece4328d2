package com.example;

import java.io.IOException;
import java.nio.file.Path;
import org.cocogan.run.CocoGan;
import org.cocogan.run.Training;
import org.cocogan.run.TrainingRun.Outcome;
import org.cocogan.training.TrainingListener;
import org.cocogan.training.TrainingStep;

/** Trains an experiment, prints its losses, and stops when Enter is pressed. */
final class Train {
  private Train() {}

  public static void main(String[] arguments) throws IOException {
    CocoGan cocogan = CocoGan.create();
    Training training =
        cocogan.training(cocogan.read(Path.of(arguments[0]))).with(new PrintedLosses());
    Thread enter =
        new Thread(
            () -> {
              if (System.console() != null) {
                System.console().readLine();
                training.stop();
              }
            });
    enter.setDaemon(true);
    enter.start();
    Outcome outcome = training.run();
    System.out.println(outcome.step() + " steps, saved in " + outcome.checkpoint());
  }

  /** A listener: it hears of every step. */
  private static final class PrintedLosses implements TrainingListener {
    @Override
    public String product() {
      return "printed losses";
    }

    @Override
    public void stepped(TrainingStep step) {
      System.out.println(step.step() + " " + step.losses());
    }
  }
}
