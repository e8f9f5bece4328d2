package org.cocogan.eval.network;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The provenance of an imported network, which the {@link NetworkCache} remembers beside it.
 *
 * @param digest the SHA-256 of the ONNX file
 * @param trust why the weights count as those of the FID Inception, or that they do not
 * @param sourceFile the name of the file that was imported
 * @param sourceDigest its SHA-256
 * @param sourceFormat its form, in words
 * @param trialMean the mean feature of a fixed image, computed before the network was stored
 */
public record NetworkProvenance(
    @JsonProperty("onnx_sha256") String digest,
    Trust trust,
    String sourceFile,
    @JsonProperty("source_sha256") String sourceDigest,
    String sourceFormat,
    double trialMean) {
  /** The reason why weights count as those of the FID Inception; the earlier, the better. */
  public enum Trust {
    /** The source has the SHA-256 that the file of pytorch-fid is known by. */
    KNOWN,
    /** The user has stated the SHA-256 that the source is to have. */
    STATED,
    /** The source fits the network, and that is all that is known. */
    NONE
  }

  static final String INCEPTION = "inception-2015-12-05";

  private static final long LONGEST = 1 << 16;
  private static final int DIGITS_SHOWN = 8;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  /** What scores carry: of a network that is not known, the first digits of its digest too. */
  @JsonIgnore
  public String name() {
    return isFidInception()
        ? INCEPTION
        : "unverified-inception-" + digest.substring(0, DIGITS_SHOWN);
  }

  /** Whether the weights count as those that FID is defined by. */
  @JsonIgnore
  public boolean isFidInception() {
    return trust != Trust.NONE;
  }

  /**
   * What a file says of the model of a digest, if it does: that the source is the known one counts
   * only with the digest that is known.
   */
  static Optional<NetworkProvenance> read(Path file, String digest) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= LONGEST
          ? Optional.of(JSON.readValue(file.toFile(), NetworkProvenance.class))
              .filter(provenance -> digest.equals(provenance.digest()))
              .filter(NetworkProvenance::isTrustFounded)
          : Optional.empty();
    } catch (IOException e) {
      // Another program's file, or a damaged one: the model counts as any other.
      return Optional.empty();
    }
  }

  private boolean isTrustFounded() {
    return trust != Trust.KNOWN || sourceDigest.equals(OfficialWeights.SHA_256);
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a network was made of cannot be written", e);
    }
  }
}
