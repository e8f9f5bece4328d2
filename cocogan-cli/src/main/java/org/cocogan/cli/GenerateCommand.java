package org.cocogan.cli;

import picocli.CommandLine.Command;

@Command(name = "generate")
final class GenerateCommand implements Runnable {
  @Override
  public void run() {}
}
