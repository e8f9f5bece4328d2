package org.cocogan.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cocogan.file.ZipFiles;

/**
 * The contents of a jar, read without running any of it.
 *
 * @param apiVersion the version of cocogan-api that it was built with, if it says so
 * @param classPath the addresses of further jars, relative to it
 * @param indexed whether it has an index, which may name further jars, too
 * @param providers the classes that it names as providers, by what they bring
 */
record JarContents(
    Optional<String> apiVersion,
    List<String> classPath,
    boolean indexed,
    Map<String, List<String>> providers) {
  /** The manifest's attribute for the version of cocogan-api that a plugin was built with. */
  static final String VERSION = "CocoGAN-Api-Version";

  private static final String SERVICES = "META-INF/services/";
  private static final String INDEX = "META-INF/INDEX.LIST";
  private static final int LARGEST_TEXT = 1 << 20;

  /**
   * Reads them.
   *
   * @throws PluginException if the file is no jar, or its texts are too large to be read
   */
  static JarContents of(Path jar) throws PluginException {
    try (ZipFile zip = ZipFiles.open(jar)) {
      Attributes main =
          new Manifest(new ByteArrayInputStream(text(zip, JarFile.MANIFEST_NAME)))
              .getMainAttributes();
      Map<String, List<String>> providers = new LinkedHashMap<>();
      for (ProviderKind<?> kind : ProviderKind.ALL) {
        providers.put(kind.title(), classes(text(zip, SERVICES + kind.type().getName())));
      }
      return new JarContents(
          Optional.ofNullable(main.getValue(VERSION)),
          Optional.ofNullable(main.getValue(Attributes.Name.CLASS_PATH)).stream()
              .flatMap(
                  names -> names.trim().lines().flatMap(line -> List.of(line.split(" ")).stream()))
              .filter(name -> !name.isBlank())
              .toList(),
          zip.getEntry(INDEX) != null,
          providers);
    } catch (IOException e) {
      throw new PluginException(
          "it cannot be read as a jar (" + e.getMessage() + "); copy it anew");
    }
  }

  private static byte[] text(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return new byte[0];
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] text = in.readNBytes(LARGEST_TEXT + 1);
      if (text.length > LARGEST_TEXT) {
        throw new IOException(name + " has more than " + LARGEST_TEXT + " bytes");
      }
      return text;
    }
  }

  private static List<String> classes(byte[] service) {
    return new String(service, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").trim())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
