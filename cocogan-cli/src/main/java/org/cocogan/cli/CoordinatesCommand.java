package org.cocogan.cli;

import picocli.CommandLine.Command;

@Command(name = "coordinates")
final class CoordinatesCommand implements Runnable {
  @Override
  public void run() {}
}
