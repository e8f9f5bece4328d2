package org.cocogan.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cocogan.CocoGanException;
import org.cocogan.file.FileFailures;
import org.cocogan.report.benchmark.PackTraining;
import org.cocogan.report.benchmark.Workload;

/** Measures reading from packs of noise, and training from them in a process for each. */
final class DataBenchmark {
  /** The command that trains from a pack and prints a {@link PackTraining} as JSON. */
  static final String TRAINING = "data-training";

  private static final long MEGABYTE = 1_000_000;

  private final Path folder;
  private final Workload workload;
  private final long readBytes;
  private final List<String> words;

  /**
   * Prepares the benchmark.
   *
   * @param folder where packs are written and deleted again
   * @param megabytes of each pack that is read at random; those that are trained from have one
   *     image of the largest size
   * @param words the workload as options of {@link #TRAINING}
   */
  public DataBenchmark(Path folder, Workload workload, long megabytes, List<String> words) {
    this.folder = folder;
    this.workload = workload;
    this.readBytes = megabytes * MEGABYTE;
    this.words = List.copyOf(words);
  }

  /** The measurements, in the order of the sides. */
  public record Found(List<PackReading> readings, List<PackTraining> trainings) {
    /** Copies the lists. */
    public Found {
      readings = List.copyOf(readings);
      trainings = List.copyOf(trainings);
    }
  }

  /**
   * Measures for square images of some sides, in pixels.
   *
   * @throws CocoGanException if a training fails
   */
  public Found measure(List<Integer> sides) {
    long largest = sides.stream().mapToLong(side -> side).max().orElse(0);
    long trainedBytes = largest * largest * NoisePack.CHANNELS;
    List<PackReading> readings = new ArrayList<>();
    List<PackTraining> trainings = new ArrayList<>();
    try {
      Path own = Files.createTempDirectory(folder, "cocogan-benchmark");
      Path pack = own.resolve("noise.pack");
      try {
        for (int side : sides) {
          NoisePack.write(pack, side, readBytes);
          readings.add(PackReading.of(pack, workload.macro(), workload.threads()));
          Files.delete(pack);
          NoisePack.write(pack, side, trainedBytes);
          trainings.add(train(own, pack));
          Files.delete(pack);
        }
      } finally {
        Files.deleteIfExists(pack);
        Files.deleteIfExists(own.resolve("java.args"));
        Files.deleteIfExists(own);
      }
    } catch (IOException e) {
      throw new CocoGanException(
          "the benchmark cannot keep its packs in %s: %s; name another --folder"
              .formatted(folder, FileFailures.describe(e)),
          e);
    }
    return new Found(readings, trainings);
  }

  /** Starts this program anew, with the options of this JVM. */
  private PackTraining train(Path own, Path pack) throws IOException {
    List<String> options = new ArrayList<>();
    String classPath = System.getProperty("java.class.path").replace("\\", "\\\\");
    options.add("-cp \"" + classPath + '"');
    options.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    options.add(DeveloperBenchmarks.class.getName());
    Path arguments = Files.writeString(own.resolve("java.args"), String.join("\n", options));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + arguments);
    command.add(TRAINING);
    command.addAll(words);
    command.add(pack.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new CocoGanException("training from " + pack + " has failed; it says why above");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new CocoGanException("interrupted while training from " + pack);
    }
    return PackTraining.of(JsonMapper.builder().build().readTree(output));
  }
}
