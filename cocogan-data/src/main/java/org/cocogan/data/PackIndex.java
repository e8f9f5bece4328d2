package org.cocogan.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cocogan.file.DurableFiles;
import org.cocogan.file.FileFailures;

/**
 * The list of packs that are one data set, as a file of JSON that begins with its version. Packs
 * are named relative to the file's folder and lie in it.
 *
 * @param version of the format
 * @param packs in the order of their images
 * @param description of all images together
 */
public record PackIndex(
    @JsonProperty("cocogan_packs") int version, List<Shard> packs, PackDescription description) {
  private static final int VERSION = 1;
  private static final byte[] START = "{\"cocogan_packs\":".getBytes(StandardCharsets.UTF_8);
  private static final int MAXIMUM_BYTES = 1 << 24;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * A pack of the list.
   *
   * @param file its path, relative to the index's folder, with slashes
   * @param images how many it has, at least one
   */
  public record Shard(String file, int images) {}

  /** Copies the list. */
  public PackIndex {
    packs = List.copyOf(packs);
  }

  /** Lists packs. */
  public PackIndex(List<Shard> packs, PackDescription description) {
    this(VERSION, packs, description);
  }

  /** Whether a file begins as an index does. */
  static boolean isIndex(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(START.length), START);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
  }

  /**
   * Reads an index; the packs are not looked at.
   *
   * @throws DataException if it cannot be read, is damaged or of another version, or names no pack
   *     or one outside its folder
   */
  public static PackIndex read(Path path) {
    PackIndex index;
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
      if (bytes.length > MAXIMUM_BYTES) {
        throw new DataException(path + ": is larger than the " + MAXIMUM_BYTES + " bytes allowed");
      }
      index = Optional.ofNullable(JSON.readValue(bytes, PackIndex.class)).orElseThrow();
    } catch (JsonProcessingException e) {
      throw new DataException(path + ": is damaged; copy it anew or pack the images again", e);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be read: " + FileFailures.reason(e), e);
    }
    if (index.version() != VERSION) {
      throw new DataException(
          "%s: it has index format %s but format %s is read; pack again"
              .formatted(path, index.version(), VERSION));
    }
    if (index.packs().isEmpty()) {
      throw new DataException(path + ": names no pack; pack the images again");
    }
    for (Shard shard : index.packs()) {
      if (shard.images() < 1 || shard.file().isEmpty() || !isInside(shard.file())) {
        throw new DataException(
            "%s: the pack '%s' of %s images must lie in the index's folder and have an image"
                .formatted(path, shard.file(), shard.images()));
      }
    }
    return index;
  }

  private static boolean isInside(String file) {
    return file.chars().noneMatch(c -> c == '\\' || c == ':' || c < ' ')
        && Arrays.stream(file.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals("..") || part.equals("."));
  }

  /**
   * Writes the index; what is at its place is replaced at once.
   *
   * @throws DataException if it cannot be written
   */
  public void write(Path path) {
    try {
      DurableFiles.replace(path, JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new DataException(path + ": cannot be written: " + FileFailures.reason(e), e);
    }
  }
}
