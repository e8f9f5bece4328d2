package org.cocogan.eval.network;

import java.nio.file.Path;
import org.cocogan.eval.statistics.StatisticsException;
import org.cocogan.eval.statistics.StatisticsFile;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;

/** A program that reads a file, prints why it is refused, and how many MB the JVM took for it. */
final class RefusedFile {
  private RefusedFile() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    try {
      if (arguments[0].endsWith(".npz")) {
        StatisticsFile.read(file);
      } else {
        try (WeightsFile weights = WeightsFile.open(file)) {
          weights.tensors().values().forEach(StoredTensor::read);
        }
      }
      System.out.println("accepted");
    } catch (FeatureNetworkException | StatisticsException | MalformedException e) {
      System.out.println(e.getMessage());
    }
  }
}
