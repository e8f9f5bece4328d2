package org.cocogan.eval.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.cocogan.exact.TooLargeException;
import org.cocogan.file.FileFailures;

/** A file of tensors by name, of which nothing is run. */
final class WeightsFile implements AutoCloseable {
  /** Bytes of a file, and of all numbers that are read of it. */
  static final long LARGEST = 1L << 29;

  private static final byte[] ZIP = {'P', 'K'};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  /** A pickle of protocol 2 with PyTorch's magic number. */
  private static final byte[] LEGACY = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa85019");

  private final Path path;
  private final WeightsFormat format;
  private final Map<String, StoredTensor> tensors;
  private final AutoCloseable source;

  private WeightsFile(
      Path path, WeightsFormat format, Map<String, StoredTensor> tensors, AutoCloseable source) {
    this.path = path;
    this.format = format;
    this.tensors = tensors;
    this.source = source;
  }

  /**
   * Opens a file of one of the {@link WeightsFormat forms}.
   *
   * @throws FeatureNetworkException if it is none, or damaged
   */
  static WeightsFile open(Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        throw new FeatureNetworkException(
            path + ": is larger than " + (LARGEST >> 20) + " MB; the weights have about 95 MB");
      }
      byte[] start = start(path);
      if (startsWith(start, ZIP)) {
        ZipFile zip = new ZipFile(path.toFile());
        try {
          return new WeightsFile(path, WeightsFormat.TORCH_ZIP, TorchFile.ofZip(zip), zip);
        } catch (RuntimeException e) {
          zip.close();
          throw e;
        }
      }
      if (Arrays.equals(start, LEGACY)) {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(path));
        return new WeightsFile(
            path, WeightsFormat.TORCH_LEGACY, TorchFile.ofLegacy(content), () -> {});
      }
      if (startsWith(start, new byte[] {'\n'})) {
        Map<String, StoredTensor> tensors = GraphDefFile.read(Files.readAllBytes(path));
        return new WeightsFile(path, WeightsFormat.TENSORFLOW, tensors, () -> {});
      }
      throw new FeatureNetworkException(path + ": " + whatElse(start));
    } catch (ZipException e) {
      throw new FeatureNetworkException(
          path + ": is no whole zip; copy or download it again (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw new FeatureNetworkException(path + ": cannot be read: " + FileFailures.reason(e), e);
    } catch (MalformedException e) {
      throw new FeatureNetworkException(path + ": " + e.getMessage(), e);
    } catch (ArithmeticException | TooLargeException | java.nio.BufferUnderflowException e) {
      throw new FeatureNetworkException(path + ": is damaged; copy or download it again", e);
    }
  }

  private static byte[] start(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(LEGACY.length);
    }
  }

  private static boolean startsWith(byte[] start, byte[] expected) {
    return start.length >= expected.length
        && Arrays.equals(start, 0, expected.length, expected, 0, expected.length);
  }

  private static String whatElse(byte[] start) {
    if (startsWith(start, GZIP)) {
      return "is packed with gzip; unpack it, and import classify_image_graph_def.pb from it";
    }
    return "holds no weights of the FID Inception; wanted is"
        + " pt_inception-2015-12-05-6726825d.pth or classify_image_graph_def.pb";
  }

  Path path() {
    return path;
  }

  WeightsFormat format() {
    return format;
  }

  Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (Exception e) {
      throw new FeatureNetworkException(path + ": cannot be closed", e);
    }
  }
}
