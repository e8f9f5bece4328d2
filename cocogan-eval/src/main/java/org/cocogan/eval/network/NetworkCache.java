package org.cocogan.eval.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.cocogan.file.Digests;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;

/** The folder where imported networks are kept, each called by its digest. */
public final class NetworkCache {
  private static final String ENDING = ".onnx";
  private static final String RECORD = ".json";

  private final Path folder;

  /** Keeps networks in a folder, which is made when it is needed. */
  public NetworkCache(Path folder) {
    this.folder = folder;
  }

  /** Where the networks are. */
  public Path folder() {
    return folder;
  }

  /**
   * A network that is kept.
   *
   * @param file the ONNX model
   * @param provenance what it was made of
   */
  public record Stored(Path file, NetworkProvenance provenance) {}

  /** The source of imported weights, before the network was stored. */
  record Source(NetworkProvenance.Trust trust, String file, String digest, String format) {}

  /**
   * Keeps a model: it is tried first and appears whole. A model that is there already stays, and
   * counts as the better known of the two.
   *
   * @param trial runs the model in a file, and gives the mean feature of a fixed image
   * @throws FeatureNetworkException if it cannot be written, or the trial fails
   */
  Stored store(byte[] model, Source source, ToDoubleFunction<Path> trial) {
    String digest = Digests.of(model);
    Path file = folder.resolve(digest + ENDING);
    Path partial = folder.resolve(digest + "." + UUID.randomUUID() + ".partial");
    try {
      Files.createDirectories(folder);
      try {
        DurableFiles.write(partial, model);
        NetworkProvenance made =
            new NetworkProvenance(
                digest,
                source.trust(),
                source.file(),
                source.digest(),
                source.format(),
                trial.applyAsDouble(partial));
        NetworkProvenance best =
            provenance(digest)
                .filter(kept -> kept.trust().compareTo(made.trust()) <= 0)
                .orElse(made);
        DurableFiles.move(partial, file);
        DurableFiles.write(partial, best.toJson());
        DurableFiles.move(partial, folder.resolve(digest + RECORD));
        return new Stored(file, best);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new FeatureNetworkException(
          folder
              + ": cannot keep the network: "
              + FileFailures.reason(e)
              + "; it needs "
              + (model.length >> 20)
              + " MB; make room, or let COCOGAN_CACHE name another folder",
          e);
    }
  }

  /** All networks, the best known first. */
  public List<Stored> list() {
    List<Stored> stored = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          provenance(name.substring(0, name.length() - ENDING.length()))
              .ifPresent(provenance -> stored.add(new Stored(file, provenance)));
        }
      } catch (IOException e) {
        throw new FeatureNetworkException(
            folder + ": cannot be read: " + FileFailures.reason(e), e);
      }
    }
    stored.sort(
        Comparator.comparing((Stored one) -> one.provenance().trust()).thenComparing(Stored::file));
    return stored;
  }

  /**
   * What was imported as the model of a digest, wherever a file of that model lies.
   *
   * @param digest its SHA-256, as hexadecimal digits
   */
  public Optional<NetworkProvenance> provenance(String digest) {
    return NetworkProvenance.read(folder.resolve(digest + RECORD), digest);
  }

  /** The best known Inception, if one was imported. */
  public Optional<Path> inception() {
    return list().stream().map(Stored::file).findFirst();
  }

  /**
   * The best known Inception.
   *
   * @throws FeatureNetworkException if none was imported; it says how to
   */
  public Path requireInception() {
    return inception()
        .orElseThrow(
            () ->
                new FeatureNetworkException(
                    folder
                        + ": holds no FID Inception; run './cocogan inception fetch', or"
                        + " './cocogan inception import FILE' with a file of your own, or name"
                        + " another network by --features"));
  }
}
