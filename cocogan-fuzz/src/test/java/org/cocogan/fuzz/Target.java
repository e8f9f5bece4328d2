package org.cocogan.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A reader of files, what fuzzing it begins with, and how it may answer.
 *
 * @param name of the target, and of the folder of its inputs
 * @param seeds whole files, which it reads without complaint
 * @param mutations that know the form, besides those that do not
 * @param repaired makes checksums right again, so that what they guard is reached, too
 * @param documented what it may throw
 * @param reader reads a file
 * @param cost of reading a file, as a multiple of that of most
 */
record Target(
    String name,
    Seeds seeds,
    List<Mutation> mutations,
    UnaryOperator<byte[]> repaired,
    List<Class<? extends Exception>> documented,
    Reader reader,
    int cost) {
  /** Whole files. */
  @FunctionalInterface
  interface Seeds {
    List<byte[]> get() throws IOException;
  }

  /** Reads a file as the product does. */
  @FunctionalInterface
  interface Reader {
    /**
     * Reads.
     *
     * @param input the bytes of the file
     * @param folder where it may be put; holds whatever was left there by the input before
     */
    void read(byte[] input, Path folder) throws Exception;
  }

  /** One that is changed without knowledge of its form. */
  static Target of(String name, Seeds seeds, Class<? extends Exception> documented, Reader reader) {
    return new Target(
        name,
        seeds,
        List.of(new ByteMutation(List.of())),
        UnaryOperator.identity(),
        List.of(documented),
        reader,
        1);
  }

  /** The same, with more mutations. */
  Target with(Mutation... more) {
    List<Mutation> all = new ArrayList<>(mutations);
    all.addAll(List.of(more));
    return new Target(name, seeds, List.copyOf(all), repaired, documented, reader, cost);
  }

  /** The same, with checksums made right. */
  Target repairedBy(UnaryOperator<byte[]> repair) {
    return new Target(name, seeds, mutations, repair, documented, reader, cost);
  }

  /** The same, of whose files fewer are read. */
  Target costing(int times) {
    return new Target(name, seeds, mutations, repaired, documented, reader, times);
  }

  /** All targets. */
  static List<Target> all() {
    return Stream.of(
            SettingsTargets.all(),
            ImageTargets.all(),
            DatasetTargets.all(),
            ResumingTargets.all(),
            CheckpointTargets.all(),
            NetworkTargets.all(),
            RunTargets.all(),
            TrainingTargets.all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
