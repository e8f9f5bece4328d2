package org.cocogan.eval.statistics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.cocogan.exact.TooLargeException;
import org.cocogan.file.Digests;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;
import org.cocogan.file.ZipFiles;
import org.cocogan.weights.numpy.NpyMatrix;

/**
 * Statistics in an .npz file of NumPy with the arrays {@code mu}, [dimension], and {@code sigma},
 * [dimension, dimension], as TTUR and pytorch-fid write and read. Where they come from stands
 * beside, in FILE.json; files of others have no such file.
 */
public final class StatisticsFile {
  private static final String MEAN = "mu";
  private static final String COVARIANCE = "sigma";
  private static final String SHA256 = "file_sha256";
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final long LARGEST = 1L << 30;
  private static final long LONGEST_JSON = 1 << 16;

  /** Deflated data becomes at most so many times longer. */
  private static final long GREATEST_RATIO = 1032;

  private final Path path;
  private final FeatureMoments moments;
  private final Optional<StatisticsProvenance> provenance;

  private StatisticsFile(
      Path path, FeatureMoments moments, Optional<StatisticsProvenance> provenance) {
    this.path = path;
    this.moments = moments;
    this.provenance = provenance;
  }

  /** Mean and covariance. */
  public FeatureMoments moments() {
    return moments;
  }

  /** Where they come from; empty for files of others. */
  public Optional<StatisticsProvenance> provenance() {
    return provenance;
  }

  /**
   * Refuses statistics that do not compare with a network's features.
   *
   * @throws StatisticsException if the number of features differs or, where the file says it, the
   *     network or its preprocessing
   */
  public void requireMadeWith(String network, String digest, String preprocessing, int dimension) {
    requireSame(path, moments.dimension(), network, dimension);
    if (provenance.isEmpty()) {
      return;
    }
    StatisticsProvenance there = provenance.get();
    if (!there.digest().equals(digest)) {
      throw new StatisticsException(
          path
              + ": was measured with the network "
              + named(there.network(), there.digest())
              + ", not with "
              + named(network, digest)
              + "; measure both with the same network");
    }
    if (!there.preprocessing().equals(preprocessing)) {
      throw new StatisticsException(
          path
              + ": was measured with the preprocessing "
              + there.preprocessing()
              + ", not "
              + preprocessing
              + "; measure both with the same");
    }
  }

  private static String named(String network, String digest) {
    return network + " (" + digest.substring(0, Math.min(8, digest.length())) + ")";
  }

  /**
   * Writes statistics and, beside them, where they come from; over older ones.
   *
   * @throws StatisticsException if they cannot be written
   */
  public static void write(Path path, FeatureMoments moments, StatisticsProvenance provenance) {
    int dimension = moments.dimension();
    requireOwn(beside(path));
    try {
      Files.deleteIfExists(beside(path));
    } catch (IOException e) {
      throw new StatisticsException(
          beside(path) + ": cannot be replaced: " + FileFailures.reason(e), e);
    }
    replace(
        path,
        stream -> {
          // Not closed, since that would close the file before it is on the disk.
          ZipOutputStream zip = new ZipOutputStream(stream);
          zip.setMethod(ZipOutputStream.STORED);
          writeArray(zip, MEAN, NpyMatrix.header(dimension), moments.mean());
          writeArray(zip, COVARIANCE, NpyMatrix.header(dimension, dimension), moments.covariance());
          zip.finish();
        });
    ObjectNode node = JsonMapper.builder().build().createObjectNode();
    node.put("network", provenance.network());
    node.put("digest", provenance.digest());
    node.put("preprocessing", provenance.preprocessing());
    node.put("count", provenance.count());
    node.put("source", provenance.source());
    node.put(SHA256, sha256(path));
    byte[] json = (node.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    replace(beside(path), stream -> stream.write(json));
  }

  /** Refuses to write over a file of others. */
  private static void requireOwn(Path json) {
    if (Files.exists(json) && !speaksOfStatistics(json)) {
      throw new StatisticsException(
          json + ": is in the way, and does not say where statistics come from; move it");
    }
  }

  private static boolean speaksOfStatistics(Path json) {
    try {
      return JsonMapper.builder().build().readTree(Files.readAllBytes(json)).has(SHA256);
    } catch (IOException e) {
      // What cannot be read as JSON does not.
      return false;
    }
  }

  private static void writeArray(ZipOutputStream zip, String name, byte[] header, double[] values)
      throws IOException {
    CRC32 checksum = new CRC32();
    try (OutputStream counted =
        new CheckedOutputStream(OutputStream.nullOutputStream(), checksum)) {
      counted.write(header);
      NpyMatrix.write(counted, values);
    }
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(TIME);
    entry.setSize(header.length + (long) values.length * Double.BYTES);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(header);
    NpyMatrix.write(zip, values);
    zip.closeEntry();
  }

  /**
   * Reads statistics, ours or of others; of floats, too, and compressed or not.
   *
   * @throws StatisticsException if it is no such file, damaged, not what FILE.json speaks of, or if
   *     no numbers have such a covariance
   */
  public static StatisticsFile read(Path path) {
    return read(path, features -> {});
  }

  /**
   * Reads statistics to compare with a network's; those of another number of features are refused
   * before they are in memory.
   *
   * @param network its name, for messages
   * @param dimension how many features it has
   * @throws StatisticsException as {@link #read(Path)}, and for another number of features
   */
  public static StatisticsFile read(Path path, String network, int dimension) {
    return read(path, features -> requireSame(path, features, network, dimension));
  }

  private static StatisticsFile read(Path path, IntConsumer featuresCheck) {
    try {
      if (Files.size(path) > LARGEST) {
        throw new StatisticsException(
            path + ": is larger than " + (LARGEST >> 20) + " MB, which no statistics are");
      }
      Optional<StatisticsProvenance> provenance = provenance(path);
      try (ZipFile zip = ZipFiles.open(path)) {
        double[] mean =
            array(
                    path,
                    zip,
                    MEAN,
                    shape -> {
                      requireVector(shape);
                      featuresCheck.accept(shape[0]);
                    })
                .values();
        double[] covariance =
            array(path, zip, COVARIANCE, shape -> requireSquare(shape, mean.length)).values();
        OptionalLong count = provenance.stream().mapToLong(StatisticsProvenance::count).findFirst();
        return new StatisticsFile(path, moments(path, count, mean, covariance), provenance);
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void requireSame(Path path, int features, String network, int dimension) {
    if (features != dimension) {
      throw new StatisticsException(
          path
              + ": holds statistics of "
              + features
              + " features but the network "
              + network
              + " has "
              + dimension
              + "; measure both with the same network");
    }
  }

  private static void requireAxes(int[] shape, int axes) throws IOException {
    if (shape.length != axes) {
      throw new IOException(
          "it has "
              + shape.length
              + (shape.length == 1 ? " axis" : " axes")
              + " but "
              + axes
              + " expected");
    }
  }

  private static void requireVector(int[] shape) throws IOException {
    requireAxes(shape, 1);
    if (shape[0] > FeatureMoments.MOST_FEATURES) {
      throw new IOException(
          "it is of " + shape[0] + " features, more than " + FeatureMoments.MOST_FEATURES);
    }
  }

  private static void requireSquare(int[] shape, int n) throws IOException {
    requireAxes(shape, 2);
    if (shape[0] != n || shape[1] != n) {
      throw new IOException(
          "its shape is "
              + Arrays.toString(shape)
              + " but "
              + n
              + " features need ["
              + n
              + ", "
              + n
              + "]");
    }
  }

  private static FeatureMoments moments(
      Path path, OptionalLong count, double[] mean, double[] covariance) {
    try {
      FeatureMoments moments = new FeatureMoments(count, mean, covariance);
      CovarianceCheck.require(covariance, mean.length);
      return moments;
    } catch (StatisticsException e) {
      throw new StatisticsException(path + ": " + e.getMessage(), e);
    }
  }

  private static NpyMatrix array(Path path, ZipFile zip, String name, NpyMatrix.ShapeCheck check) {
    ZipEntry entry = zip.getEntry(name + ".npy");
    if (entry == null) {
      throw new StatisticsException(
          path
              + ": has no array "
              + name
              + "; statistics are the arrays mu and sigma, but there are "
              + zip.stream()
                  .limit(8)
                  .map(ZipEntry::getName)
                  .collect(Collectors.joining(", ", "[", "]")));
    }
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      long most = Math.min(entry.getSize(), GREATEST_RATIO * entry.getCompressedSize());
      NpyMatrix matrix = NpyMatrix.read(in, most, check);
      if (in.getChecksum().getValue() != entry.getCrc()) {
        throw new IOException("it is damaged: its checksum does not match");
      }
      return matrix;
    } catch (IOException | TooLargeException e) {
      throw new StatisticsException(
          path + ": the array " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Path beside(Path path) {
    return path.resolveSibling(path.getFileName() + ".json");
  }

  private static Optional<StatisticsProvenance> provenance(Path path) {
    Path json = beside(path);
    JsonNode node;
    try {
      if (Files.size(json) > LONGEST_JSON) {
        throw new StatisticsException(json + ": is too long to say where statistics come from");
      }
      node = JsonMapper.builder().build().readTree(Files.readAllBytes(json));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new StatisticsException(json + ": is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(json, e);
    }
    if (!node.path(SHA256).asText().equals(sha256(path))) {
      throw new StatisticsException(
          json
              + ": speaks of another file than "
              + path.getFileName()
              + " is now; delete it if that file comes from elsewhere");
    }
    return Optional.of(
        new StatisticsProvenance(
            node.path("network").asText(),
            node.path("digest").asText(),
            node.path("preprocessing").asText(),
            node.path("count").asLong(),
            node.path("source").asText()));
  }

  private static String sha256(Path path) {
    try {
      return Digests.of(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void replace(Path path, DurableFiles.Content content) {
    try {
      Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
      DurableFiles.replace(path, content);
    } catch (IOException e) {
      throw new StatisticsException(path + ": cannot be written: " + FileFailures.reason(e), e);
    }
  }

  private static StatisticsException unreadable(Path path, IOException failure) {
    String reason =
        failure instanceof ZipException
            ? "it is no .npz file, or is cut off (" + failure.getMessage() + ")"
            : FileFailures.reason(failure);
    return new StatisticsException(path + ": cannot be read: " + reason, failure);
  }
}
