package org.cocogan.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Changes what a zip holds, or how it is called; the zip itself stays whole.
 *
 * @param content changes the content of an entry
 */
record ZipMutation(Mutation content) implements Mutation {
  private static final List<String> NAMES =
      List.of(
          "../x.png",
          "/x.png",
          "C:\\x.png",
          "a//b.png",
          ".png",
          "__MACOSX/a.png",
          "\u001b[31mred.png",
          "two\nlines.png",
          "x".repeat(3000) + ".png",
          "folder/",
          "\u0661.jpg");

  @Override
  public byte[] apply(byte[] input, RandomGenerator random) {
    try {
      Map<String, byte[]> entries = entries(input);
      if (entries.isEmpty()) {
        return input;
      }
      List<String> names = new ArrayList<>(entries.keySet());
      String name = names.get(random.nextInt(names.size()));
      byte[] before = entries.getOrDefault(name, new byte[0]);
      switch (random.nextInt(8)) {
        case 0 -> entries.remove(name);
        case 1 -> entries.put(NAMES.get(random.nextInt(NAMES.size())), before);
        case 2 -> entries.put(names.get(random.nextInt(names.size())), before);
        default -> entries.put(name, content.apply(before, random));
      }
      return zip(entries, random.nextBoolean());
    } catch (IOException | IllegalArgumentException e) {
      // What another change has made no zip is left as it is.
      return input;
    }
  }

  private static Map<String, byte[]> entries(byte[] input) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(input))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** A zip of entries, deflated or stored. */
  static byte[] zip(Map<String, byte[]> entries, boolean deflated) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> named : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(named.getKey());
        if (!deflated) {
          CRC32 checksum = new CRC32();
          checksum.update(named.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(named.getValue().length);
          entry.setCrc(checksum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(named.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
