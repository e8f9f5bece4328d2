package org.cocogan.cli;

import picocli.CommandLine.Command;

@Command(name = "benchmark")
final class BenchmarkCommand implements Runnable {
  @Override
  public void run() {}
}
