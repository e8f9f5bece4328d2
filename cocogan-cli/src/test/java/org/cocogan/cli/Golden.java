package org.cocogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.cocogan.checkpoint.SafeTensors;
import org.cocogan.tensor.HostArray;

/** What released codes computed of their own networks, from the resources of these tests. */
record Golden(Map<String, HostArray> arrays) {
  /** Copies a resource below {@code released}. */
  static Path copy(String name, Path to) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("released/" + name)) {
      assertThat(in).as(name).isNotNull();
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    }
    return to;
  }

  /** The arrays of a safetensors file, which is copied into a folder. */
  static Golden of(String name, Path folder) throws IOException {
    Path file = copy(name, folder.resolve("golden.safetensors"));
    return new Golden(SafeTensors.read(file).tensors());
  }

  HostArray array(String name) {
    HostArray array = arrays.get(name);
    if (array == null) {
      throw new AssertionError("there is no " + name + " among " + arrays.keySet());
    }
    return array;
  }

  /** Our array is that one, to a part of its largest number, or of one. */
  void assertNear(HostArray ours, String name, double tolerance) {
    assertNear(ours, array(name), tolerance);
  }

  static void assertNear(HostArray ours, HostArray golden, double tolerance) {
    assertThat(ours.values()).hasSameSizeAs(golden.values());
    double most = 0;
    double largest = 1;
    for (int i = 0; i < golden.values().length; i++) {
      most = Math.max(most, Math.abs(ours.values()[i] - golden.values()[i]));
      largest = Math.max(largest, Math.abs(golden.values()[i]));
    }
    assertThat(most).isLessThanOrEqualTo(tolerance * largest);
  }
}
