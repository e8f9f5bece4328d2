package org.cocogan.cli;

import picocli.CommandLine.Command;

@Command(name = "quickstart")
final class QuickstartCommand implements Runnable {
  @Override
  public void run() {}
}
