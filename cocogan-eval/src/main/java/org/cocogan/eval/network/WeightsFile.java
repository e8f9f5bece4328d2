package org.cocogan.eval.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.cocogan.exact.TooLargeException;
import org.cocogan.file.FileFailures;
import org.cocogan.weights.MalformedException;
import org.cocogan.weights.StoredTensor;
import org.cocogan.weights.torch.TorchFile;

/** A file of tensors by name, of which nothing is run. */
final class WeightsFile implements AutoCloseable {
  /** Bytes of a file, and of all numbers that are read of it. */
  static final long LARGEST = 1L << 29;

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final Path path;
  private final WeightsFormat format;
  private final Map<String, StoredTensor> tensors;
  private final Closeable source;

  private WeightsFile(
      Path path, WeightsFormat format, Map<String, StoredTensor> tensors, Closeable source) {
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
      Optional<TorchFile> torch = TorchFile.open(path, LARGEST);
      if (torch.isPresent()) {
        return new WeightsFile(
            path,
            torch.get().isLegacy() ? WeightsFormat.TORCH_LEGACY : WeightsFormat.TORCH_ZIP,
            torch.get().tensors(),
            torch.get());
      }
      if (startsWith(start, new byte[] {'\n'})) {
        Map<String, StoredTensor> tensors = GraphDefFile.read(Files.readAllBytes(path));
        return new WeightsFile(path, WeightsFormat.TENSORFLOW, tensors, () -> {});
      }
      throw new FeatureNetworkException(path + ": " + whatElse(start));
    } catch (IOException e) {
      throw new FeatureNetworkException(path + ": cannot be read: " + FileFailures.reason(e), e);
    } catch (MalformedException e) {
      throw new FeatureNetworkException(path + ": " + e.getMessage(), e);
    } catch (ArithmeticException | TooLargeException e) {
      throw new FeatureNetworkException(path + ": is damaged; copy or download it again", e);
    }
  }

  private static byte[] start(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(GZIP.length);
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
    } catch (IOException e) {
      throw new FeatureNetworkException(path + ": cannot be closed", e);
    }
  }
}
