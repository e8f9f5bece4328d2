package org.cocogan.data.large;

import java.util.List;

/**
 * A band that was written, as the journal keeps it.
 *
 * @param checksum CRC-32C of the bytes in the file or files
 * @param bytes how many
 * @param numbers what the format needs to know of it in the end
 */
public record Band(int checksum, long bytes, List<Long> numbers) {
  /**
   * Copies the numbers.
   *
   * @throws IllegalArgumentException if the number of bytes is negative
   */
  public Band {
    numbers = List.copyOf(numbers);
    if (bytes < 0) {
      throw new IllegalArgumentException("a band has no " + bytes + " bytes");
    }
  }
}
