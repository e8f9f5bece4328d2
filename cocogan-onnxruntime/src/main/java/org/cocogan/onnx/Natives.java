package org.cocogan.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import org.cocogan.cache.NativesFolder;
import org.cocogan.file.DurableFiles;

/**
 * Unpacks ONNX Runtime's natives once, into a {@link NativesFolder}. Left alone, ONNX Runtime
 * unpacks them at each start into the folder of temporary files, where those of a killed process
 * stay.
 *
 * <p>Each file is compared with the jar's checksum at each start.
 */
final class Natives {
  /** Where ONNX Runtime looks for its natives first. */
  private static final String FOLDER = "onnxruntime.native.path";

  private static final String RESOURCES = "/ai/onnxruntime/native/";

  /** Those of the builds for processors and for CUDA. */
  private static final List<String> LIBRARIES =
      List.of(
          "onnxruntime",
          "onnxruntime4j_jni",
          "onnxruntime_providers_shared",
          "onnxruntime_providers_cuda");

  private Natives() {}

  /** A native in ONNX Runtime's jar. */
  private record Packed(URL url, String file, long size, long checksum) {}

  /** Unpacks what is missing and tells ONNX Runtime where it is; before ONNX Runtime is loaded. */
  static void prepare() {
    if (System.getProperty(FOLDER) != null) {
      return;
    }
    try {
      List<Packed> all = packed();
      if (!all.isEmpty()) {
        System.setProperty(FOLDER, unpacked(all).toString());
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      // Then ONNX Runtime unpacks them itself.
    }
  }

  private static List<Packed> packed() throws IOException {
    List<Packed> all = new ArrayList<>();
    for (String library : LIBRARIES) {
      String file = System.mapLibraryName(library);
      URL url = OrtEnvironment.class.getResource(RESOURCES + platform() + "/" + file);
      if (url != null) {
        all.add(packed(url, file));
      }
    }
    return all;
  }

  /** The platform as ONNX Runtime calls it, such as {@code linux-x64}. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux")
        + "-"
        + (processor.equals("amd64") || processor.equals("x86_64") ? "x64" : processor);
  }

  private static Packed packed(URL url, String file) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection inJar) {
      try (JarFile jar = inJar.getJarFile()) {
        return new Packed(url, file, inJar.getJarEntry().getSize(), inJar.getJarEntry().getCrc());
      }
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] content = in.readAllBytes();
      CRC32 checksum = new CRC32();
      checksum.update(content);
      return new Packed(url, file, content.length, checksum.getValue());
    }
  }

  private static Path unpacked(List<Packed> all) {
    String version = HexFormat.of().toHexDigits(all.get(0).checksum(), Integer.BYTES * 2);
    NativesFolder folder = NativesFolder.of("onnxruntime-" + version);
    return folder.whileAlone(
        () -> {
          for (Packed packed : all) {
            unpack(packed, folder.path().resolve(packed.file()));
          }
          return folder.path();
        });
  }

  private static void unpack(Packed packed, Path file) {
    try {
      if (isUnpacked(packed, file)) {
        return;
      }
      // Not over the old file: another process may have it loaded.
      Path partial = file.resolveSibling(packed.file() + ".partial");
      try (InputStream in = packed.url().openStream()) {
        Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
      }
      DurableFiles.move(partial, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUnpacked(Packed packed, Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != packed.size()) {
      return false;
    }
    CRC32 checksum = new CRC32();
    try (FileChannel channel = FileChannel.open(file)) {
      checksum.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, packed.size()));
    }
    return checksum.getValue() == packed.checksum();
  }

  /** ONNX Runtime makes a folder for natives that it then need not unpack, and leaves it empty. */
  static void removeEmptyFolder() {
    try {
      Field field = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
      field.setAccessible(true);
      if (field.get(null) instanceof Path folder) {
        Files.deleteIfExists(folder);
      }
    } catch (ReflectiveOperationException | RuntimeException | IOException e) {
      // It stays until the JVM ends.
    }
  }
}
